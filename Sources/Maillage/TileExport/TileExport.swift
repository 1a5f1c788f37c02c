import Foundation
public import MaillageGeometry
import Synchronization

/// All tiles of a plan written as one archive.
///
/// Tiles are drawn by several threads and kept in the order of the plan in `PATH.partial`, equal ones
/// once; when all are there the archive is written from it under another name and then renamed. So
/// the archive depends on the tiles alone, whatever the number of threads and however often the
/// export was interrupted, and there never is a half one under its name.
///
/// ```swift
/// let plan = try TilePlan(box, zooms: 0...14)
/// let export = TileExport(
///   plan, format: .pmtiles, path: "map.pmtiles", description: description,
///   parameters: [TileExportParameter("bbox", "-2.6,46.2,1,48.6")])
/// let summary = try export.run { tile in try service.tile(request(tile)).bytes }
/// ```
public struct TileExport: Sendable {
  /// The tiles.
  public let plan: TilePlan
  /// What is written.
  public let format: TileArchiveFormat
  /// Where, links followed.
  public let path: String
  /// What the archive says about its tiles.
  public let description: TilesetDescription
  /// Everything that decides the tiles.
  public let parameters: [TileExportParameter]

  var batchLimit = TileJournal.BatchLimit.standard

  /// Prepares an export.
  ///
  /// - Parameters:
  ///   - plan: The tiles.
  ///   - format: What is written.
  ///   - path: The file or folder to write.
  ///   - description: What the archive says about its tiles.
  ///   - parameters: Everything that decides the tiles, with the plan's box and zooms: an interrupted
  ///     export goes on only where all are equal.
  public init(
    _ plan: TilePlan, format: TileArchiveFormat, path: String, description: TilesetDescription,
    parameters: [TileExportParameter]
  ) {
    self.plan = plan
    self.format = format
    self.path = URL(filePath: path).resolvingSymlinksInPath().path
    self.description = description
    self.parameters = parameters
  }

  /// The unfinished export; it goes when the archive is there.
  public var partialPath: String { "\(path).partial" }

  /// What happens while an export runs.
  public enum Event: Hashable, Sendable {
    /// An interrupted export goes on after so many tiles.
    case resumed(tiles: Int)
    /// What was left there differs in the parameters named; everything is drawn anew.
    case startedAnew(differences: [String])
    /// How many tiles are done, the resumed ones included.
    case drawn(tiles: Int)
    /// All tiles are done, and the archive is being written.
    case writing
  }

  /// What an export came to.
  public struct Summary: Hashable, Sendable {
    /// The number of tiles.
    public let tiles: Int
    /// The number of different tiles.
    public let contents: Int
    /// The bytes of the different tiles.
    public let contentBytes: Int
  }

  /// Draws what is missing and writes the archive.
  ///
  /// - Parameters:
  ///   - threads: How many threads draw, at least one; by default one for each core.
  ///   - restart: Whether to draw everything anew, whatever an earlier run left.
  ///   - report: Told what happens, one call at a time, on any thread.
  ///   - isCancelled: Asked now and then; once `true`, what has been drawn is kept and the export
  ///     ends with ``TileExportError/interrupted(done:total:)``.
  ///   - draw: Makes a tile, on any thread; the same for the same tile.
  /// - Returns: What it came to.
  /// - Throws: ``TileExportError``; but for `tooManyTiles` and `occupied`, the same call goes on where
  ///   this one ended.
  public func run(
    threads: Int? = nil, restart: Bool = false, report: @Sendable (Event) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false },
    draw: @Sendable (Tile) throws -> [UInt8]
  ) throws(TileExportError) -> Summary {
    let threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    precondition(threads > 0, "an export needs a thread")
    let archive = format.archive
    try archive.check(path)
    var journal = try TileJournal(
      partialPath, parameters: parameters, restart: restart, batchLimit: batchLimit)
    switch journal.beginning {
    case .new: break
    case .resumed(let tiles): report(.resumed(tiles: tiles))
    case .other(let differences): report(.startedAnew(differences: differences))
    }
    journal = try drawMissing(
      journal, threads: threads, report: report, isCancelled: isCancelled, draw: draw)
    guard journal.table.tileCount == plan.count else {
      throw .interrupted(done: journal.table.tileCount, total: plan.count)
    }
    report(.writing)
    let draft = "\(path).draft"
    let tiles = ExportedTiles(plan: plan, journal: journal, isCancelled: isCancelled)
    try archive.write(tiles, description, to: draft)
    try archive.publish(draft, as: path)
    try ExportFile.remove(partialPath)
    return Summary(
      tiles: plan.count, contents: tiles.contentLengths.count,
      contentBytes: tiles.contentLengths.reduce(0) { $0 + Int($1) })
  }

  /// A few tiles that follow each other, drawn.
  private typealias Part = [(bytes: [UInt8], digest: ContentDigest)]
  private static let partLength = 32

  /// Draws the tiles that a journal lacks; all that could be drawn is on the disk afterwards.
  private func drawMissing(
    _ journal: TileJournal, threads: Int, report: @Sendable (Event) -> Void,
    isCancelled: @Sendable () -> Bool, draw: @Sendable (Tile) throws -> [UInt8]
  ) throws(TileExportError) -> TileJournal {
    let first = journal.table.tileCount
    let growing = Mutex(journal)
    var failure: TileExportError?
    do {
      let missing = plan.count - first
      try OrderedWork<Part>(
        count: (missing + Self.partLength - 1) / Self.partLength, threads: threads
      ).run(isCancelled: isCancelled) { number in
        let start = first + number * Self.partLength
        return try plan[start..<min(start + Self.partLength, plan.count)].map { tile in
          do {
            let bytes = try draw(tile)
            return (bytes, ContentDigest(bytes))
          } catch {
            throw TileExportError.tile(tile, reason: "\(error)")
          }
        }
      } take: { part in
        let done = try growing.withLock { journal in
          for tile in part { try journal.append(tile.bytes, digest: tile.digest) }
          return journal.table.tileCount
        }
        report(.drawn(tiles: done))
      }
    } catch {
      failure = error as? TileExportError ?? .io(path: partialPath, reason: "\(error)")
    }
    var finished = growing.withLock { $0 }
    if case .io = failure {} else { try finished.flush() }
    if let failure { throw failure }
    return finished
  }
}
