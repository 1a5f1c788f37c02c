/// The unfinished part of an export: the tiles of the plan's beginning, in a file that only grows.
///
/// A header says which export it is; then follow batches, each on the disk before the next begins:
///
///     header   "maillage tiles 1", length (4), digest (16), parameters
///     batch    length of the index (4), length of the contents (4), digest of both (16),
///              index, contents
///     index    number of new contents, of each: digest (16), length
///              number of runs, of each: number of the content, number of tiles
///
/// Numbers in headers are little-endian, those of the index are varints. What follows the last batch
/// whose digest is right was being written when the process died; it is cut off.
struct TileJournal {
  /// Where a batch's contents lie in the file.
  struct Block: Sendable {
    let offset: Int
    let length: Int
  }

  /// How an export begins.
  enum Beginning: Hashable {
    /// Nothing was there, or it was not wanted.
    case new
    /// An earlier run got as far as some tiles.
    case resumed(tiles: Int)
    /// What was there belongs to another export: the names of the parameters that differ.
    case other(differences: [String])
  }

  private let file: ExportFile
  /// The tiles so far, those not yet written included.
  private(set) var table = TileTable()
  /// The contents of the batches that are on the disk, in order.
  private(set) var blocks: [Block] = []
  private var end = 0

  /// How long a batch is at most, but for its last tile.
  private let batchLimit: BatchLimit
  private var newContents: [UInt8] = []
  private var newContentCount = 0
  private var newTileCount = 0
  private var newRuns: [TileTable.Run] = []
  private var contents: [UInt8] = []

  /// When a batch is long enough to be written.
  struct BatchLimit: Sendable {
    var tiles: Int
    var bytes: Int

    /// Some tenths of a second's work: what is lost when the process dies.
    static let standard = BatchLimit(tiles: 4_096, bytes: 1 << 20)
  }

  private static let magic = Array("maillage tiles 1".utf8)
  private static let frameLength = 4 + 4 + ContentDigest.length

  /// Opens the journal of an export, or begins it.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - parameters: Everything that decides the tiles, by name.
  ///   - restart: Whether to begin anew in any case.
  ///   - batchLimit: When a batch is written.
  /// - Throws: ``TileExportError`` also when the file is none of ours, or another process has it.
  init(
    _ path: String, parameters: [TileExportParameter], restart: Bool,
    batchLimit: BatchLimit = .standard
  ) throws(TileExportError) {
    self.batchLimit = batchLimit
    file = try ExportFile(path, .update)
    // Whoever finished in between has taken the file away.
    guard file.lock(), file.isInPlace() else { throw .busy(path: path) }
    let head = try file.read(at: 0, count: Self.magic.count)
    guard Self.magic.starts(with: head) else {
      throw .occupied(path: path, reason: "is no unfinished export of ours: move it away first")
    }
    let text = TileExportParameter.text(parameters)
    let found = try Self.readHeader(file)
    if !restart, let found, found.text == text {
      end = found.end
      try readBatches()
      if table.tileCount > 0 { beginning = .resumed(tiles: table.tileCount) }
      return
    }
    if !restart, let found {
      beginning = .other(differences: TileExportParameter.differences(found.text, text))
    }
    try file.truncate(to: 0)
    let header = Self.header(text)
    try file.write(header[...], at: 0)
    try file.synchronize()
    end = header.count
  }

  /// How the export began.
  private(set) var beginning = Beginning.new

  /// Adds the plan's next tile.
  mutating func append(_ bytes: [UInt8], digest: ContentDigest) throws(TileExportError) {
    var number = table.number(of: digest)
    if number == nil {
      number = table.addContent(digest, length: bytes.count)
      newContents += digest.bytes
      newContents.appendVarint(bytes.count)
      newContentCount += 1
      contents += bytes
    }
    guard let number else { return }
    table.append(number)
    newRuns.append(number, count: 1)
    newTileCount += 1
    if newTileCount >= batchLimit.tiles || contents.count >= batchLimit.bytes { try flush() }
  }

  /// Puts what has been added on the disk.
  mutating func flush() throws(TileExportError) {
    guard newTileCount > 0 else { return }
    var index: [UInt8] = []
    index.appendVarint(newContentCount)
    index += newContents
    index.appendVarint(newRuns.count)
    for run in newRuns {
      index.appendVarint(Int(run.content))
      index.appendVarint(Int(run.count))
    }
    let body = index + contents
    var batch: [UInt8] = []
    batch.reserveCapacity(Self.frameLength + body.count)
    batch.appendLittleEndian(index.count, width: 4)
    batch.appendLittleEndian(contents.count, width: 4)
    batch += ContentDigest(body).bytes
    batch += body
    try file.write(batch[...], at: end)
    try file.synchronize()
    blocks.append(
      Block(offset: end + Self.frameLength + index.count, length: contents.count))
    end += batch.count
    newContents.removeAll(keepingCapacity: true)
    newContentCount = 0
    newTileCount = 0
    newRuns.removeAll(keepingCapacity: true)
    contents.removeAll(keepingCapacity: true)
  }

  /// Reads the contents of a batch.
  func contents(of block: Block) throws(TileExportError) -> [UInt8] {
    let bytes = try file.read(at: block.offset, count: block.length)
    guard bytes.count == block.length else {
      throw .io(path: file.path, reason: "it has become shorter while it was in use")
    }
    return bytes
  }
}

extension TileJournal {
  private static func header(_ text: String) -> [UInt8] {
    let text = Array(text.utf8)
    var header = magic
    header.appendLittleEndian(text.count, width: 4)
    return header + ContentDigest(text).bytes + text
  }

  /// The parameters and where they end; `nil` when the header is not whole.
  private static func readHeader(
    _ file: ExportFile
  ) throws(TileExportError) -> (text: String, end: Int)? {
    let start = magic.count
    let fixed = try file.read(at: start, count: 4 + ContentDigest.length)
    var rest = fixed[...]
    guard let length = rest.takeLittleEndian(width: 4), let digest = ContentDigest(reading: rest),
      length <= (try file.length())
    else { return nil }
    let text = try file.read(at: start + fixed.count, count: length)
    guard text.count == length, ContentDigest(text) == digest else { return nil }
    return (String(decoding: text, as: UTF8.self), start + fixed.count + length)
  }

  /// Reads the batches that are whole and cuts off what follows them.
  private mutating func readBatches() throws(TileExportError) {
    let length = try file.length()
    while let size = try readBatch(fileLength: length) { end += size }
    if end < length { try file.truncate(to: end) }
  }

  /// Reads the batch at ``end``; `nil` when there is none, or not a whole one.
  private mutating func readBatch(fileLength: Int) throws(TileExportError) -> Int? {
    let frame = try file.read(at: end, count: Self.frameLength)
    var rest = frame[...]
    guard let indexLength = rest.takeLittleEndian(width: 4),
      let contentLength = rest.takeLittleEndian(width: 4),
      let digest = ContentDigest(reading: rest),
      end + frame.count + indexLength + contentLength <= fileLength
    else { return nil }
    let body = try file.read(at: end + frame.count, count: indexLength + contentLength)
    guard ContentDigest(body) == digest else { return nil }
    var index = body.prefix(indexLength)
    guard let contentCount = index.takeVarint() else { return nil }
    for _ in 0..<contentCount {
      guard let bytes = index.take(ContentDigest.length),
        let digest = ContentDigest(reading: bytes), let length = index.takeVarint()
      else { return nil }
      _ = table.addContent(digest, length: length)
    }
    guard let runCount = index.takeVarint() else { return nil }
    for _ in 0..<runCount {
      guard let content = index.takeVarint(), let count = index.takeVarint() else { return nil }
      table.append(UInt32(content), count: UInt32(count))
    }
    blocks.append(Block(offset: end + frame.count + indexLength, length: contentLength))
    return frame.count + body.count
  }
}
