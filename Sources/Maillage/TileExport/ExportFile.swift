import Glibc

/// A file of an export: everything read or written whole, failures with the path and the reason.
final class ExportFile: Sendable {
  /// What is done with a file.
  enum Access {
    /// Made anew, or emptied, and written.
    case create
    /// Made where it is absent, read and written.
    case update
    /// Read, or made durable; a folder, too.
    case read

    fileprivate var flags: CInt {
      switch self {
      case .create: O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC
      case .update: O_RDWR | O_CREAT | O_CLOEXEC
      case .read: O_RDONLY | O_CLOEXEC
      }
    }
  }

  let path: String
  private let descriptor: CInt

  init(_ path: String, _ access: Access) throws(TileExportError) {
    self.path = path
    descriptor = unsafe open(path, access.flags, 0o666)
    if descriptor < 0 { throw .io(path: path, reason: Self.reason) }
  }

  deinit { close(descriptor) }

  /// The length in bytes.
  func length() throws(TileExportError) -> Int {
    let end = lseek(descriptor, 0, SEEK_END)
    if end < 0 { throw failure }
    return end
  }

  /// Keeps other processes out for as long as the file is open; `false` when one is in.
  func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

  /// Whether this is still the file that the path names.
  func isInPlace() -> Bool {
    var (mine, named) = (stat(), stat())
    return unsafe fstat(descriptor, &mine) == 0 && stat(path, &named) == 0
      && mine.st_ino == named.st_ino && mine.st_dev == named.st_dev
  }

  /// Writes all of some bytes at a place.
  func write(_ bytes: ArraySlice<UInt8>, at offset: Int) throws(TileExportError) {
    var done = 0
    while done < bytes.count {
      let written = unsafe bytes.withUnsafeBytes { bytes in
        unsafe pwrite(
          descriptor, bytes.baseAddress.map { unsafe $0 + done }, bytes.count - done, offset + done)
      }
      if written < 0, errno == EINTR { continue }
      if written <= 0 { throw failure }
      done += written
    }
  }

  /// Reads bytes at a place: as many as asked for, fewer only where the file ends.
  func read(at offset: Int, count: Int) throws(TileExportError) -> [UInt8] {
    var failed = false
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      while done < count {
        let got = unsafe pread(
          descriptor, buffer.baseAddress.map { unsafe $0 + done }, count - done, offset + done)
        if got < 0, errno == EINTR { continue }
        failed = got < 0
        if got <= 0 { return }
        done += got
      }
    }
    if failed { throw failure }
    return bytes
  }

  /// Cuts the file off at a length.
  func truncate(to length: Int) throws(TileExportError) {
    if ftruncate(descriptor, length) != 0 { throw failure }
  }

  /// Returns when everything written is on the disk.
  func synchronize() throws(TileExportError) {
    if fsync(descriptor) != 0 { throw failure }
  }

  private var failure: TileExportError { .io(path: path, reason: Self.reason) }

  /// What the last call of the system complained about.
  static var reason: String { unsafe String(cString: strerror(errno)) }
}

extension ExportFile {
  /// Writes a whole new file.
  static func write(_ bytes: ArraySlice<UInt8>, to path: String) throws(TileExportError) {
    try ExportFile(path, .create).write(bytes, at: 0)
  }

  /// Gives a file or folder another name, in place of the file that had it.
  static func move(_ path: String, to name: String) throws(TileExportError) {
    if unsafe rename(path, name) != 0 { throw .io(path: name, reason: reason) }
    let folder = name.lastIndex(of: "/").map { String(name[...$0]) } ?? "."
    try ExportFile(folder, .read).synchronize()
  }

  /// Takes a file away, if it is there.
  static func remove(_ path: String) throws(TileExportError) {
    if unsafe unlink(path) != 0, errno != ENOENT { throw .io(path: path, reason: reason) }
  }
}
