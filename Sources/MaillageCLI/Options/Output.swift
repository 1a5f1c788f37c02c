import Foundation

/// Where a command writes what it made: a file, or standard output.
struct Output {
  /// The path; `-` or `nil` for standard output.
  let path: String?

  /// Names a file that is none of the command's inputs, nor a folder.
  ///
  /// - Parameters:
  ///   - path: The file; `-` or `nil` for standard output.
  ///   - inputs: The files the command reads.
  /// - Throws: ``Failure`` of usage.
  init(_ path: String?, sparing inputs: [String?] = []) throws(Failure) {
    self.path = path
    guard let path, path != "-" else { return }
    guard !path.isEmpty else { throw Failure("an empty path names no file", .usage) }
    if FileKind(path: path) == .folder { throw Failure("\(path) is a folder", .usage) }
    guard let identity = FileIdentity(path: path) else { return }
    for input in inputs.compactMap({ $0 }) where FileIdentity(path: input) == identity {
      throw Failure("\(path) is read by this very command: write to another file", .usage)
    }
  }

  /// Writes everything.
  ///
  /// A file appears under its name only when it is whole, and keeps the rights of the one it
  /// replaces; a link is followed, a device or pipe is written to as it stands.
  func write(_ bytes: some Sequence<UInt8>) throws(Failure) {
    let data = Data(bytes)
    do {
      guard let path, path != "-" else {
        try FileHandle.standardOutput.write(contentsOf: data)
        return
      }
      let file = URL(filePath: path).resolvingSymlinksInPath()
      if FileKind(path: file.path) == .other {
        let handle = try FileHandle(forWritingTo: file)
        try handle.write(contentsOf: data)
        try handle.close()
        return
      }
      let rights = try? FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
      try data.write(to: file, options: .atomic)
      if let rights {
        try FileManager.default.setAttributes([.posixPermissions: rights], ofItemAtPath: file.path)
      }
    } catch {
      throw Failure("cannot write \(path ?? "-"): \(error.localizedDescription)", .inputOutput)
    }
  }
}

/// What stands at a path, links followed.
enum FileKind {
  case file, folder
  /// A device, a pipe, a socket.
  case other

  /// Looks; `nil` when nothing is there.
  init?(path: String) {
    let attributes = try? FileManager.default.attributesOfItem(
      atPath: URL(filePath: path).resolvingSymlinksInPath().path)
    switch attributes?[.type] as? FileAttributeType {
    case nil: return nil
    case .typeRegular: self = .file
    case .typeDirectory: self = .folder
    default: self = .other
    }
  }
}

/// Tells whether two paths are one file.
struct FileIdentity: Hashable {
  private let device: Int
  private let number: Int

  /// Looks; `nil` when nothing is there.
  init?(path: String) {
    let attributes = try? FileManager.default.attributesOfItem(
      atPath: URL(filePath: path).resolvingSymlinksInPath().path)
    guard let device = attributes?[.systemNumber] as? NSNumber,
      let number = attributes?[.systemFileNumber] as? NSNumber
    else { return nil }
    self.device = device.intValue
    self.number = number.intValue
  }
}
