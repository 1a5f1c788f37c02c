import Foundation
import MaillageGeometry
import MaillageTestSupport
import Synchronization

@testable import Maillage

/// A folder for one test's archives, and tiles that need no renderer.
final class TileExportFixture: Sendable {
  let folder: URL
  private let drawings = Mutex(0)

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "tiles-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// How many tiles have been drawn.
  var drawn: Int { drawings.withLock { $0 } }

  /// Bytes that depend on the tile alone: half of the tiles are the same empty one, and each of the
  /// others has a few like it.
  static func bytes(_ tile: Tile) -> [UInt8] {
    var generator = SplitMix64(seed: UInt64(tile.zoom << 48 | tile.x / 4 << 24 | tile.y / 4))
    if Bool.random(using: &generator) { return Array("empty".utf8) }
    let kind = Int.random(in: 0..<3, using: &generator) * (tile.x % 2)
    var contents = SplitMix64(seed: UInt64(tile.zoom << 32 | tile.x / 8 << 16 | kind))
    return (0..<Int.random(in: 1...300, using: &contents)).map { _ in
      .random(in: 0...255, using: &contents)
    }
  }

  func draw(_ tile: Tile) -> [UInt8] {
    drawings.withLock { $0 += 1 }
    return Self.bytes(tile)
  }

  static let description = TilesetDescription(
    name: "Carte « à l’essai »", description: "Lieux inventés", attribution: "© <b>Essai</b>",
    isOverlay: true, revision: 7, scale: 2)

  func export(
    _ plan: TilePlan, _ format: TileArchiveFormat, _ name: String,
    parameters: [TileExportParameter] = [TileExportParameter("test", "1")],
    batchTiles: Int = 100, description: TilesetDescription = description
  ) -> TileExport {
    var export = TileExport(
      plan, format: format, path: folder.appending(path: name).path, description: description,
      parameters: parameters)
    export.batchLimit = TileJournal.BatchLimit(tiles: batchTiles, bytes: 1 << 20)
    return export
  }

  func read(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: name)))
  }

  func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
    try Data(bytes).write(to: folder.appending(path: name))
  }

  /// The names in the folder.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
  }
}

/// The west of France at zooms that make some three thousand tiles.
func westOfFrance(_ zooms: ClosedRange<Int> = 0...11) throws -> TilePlan {
  try TilePlan(BoundingBox(west: -5.2, south: 44.9, east: 2.1, north: 49.1), zooms: zooms)
}
