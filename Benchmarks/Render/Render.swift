import Foundation
import Maillage
import MaillageGeometry
import MaillageModel
import MaillageRaster
import Measures

/// The part of the comparison that is Maillage; `compare-renderers.py` runs it beside the others.
///
/// Every tile of a list is drawn once, in the order of the list, and the processor time of each is
/// measured: nothing was drawn before it in the process but the tiles in front of it.
@main
enum Render {
  private static let usage = """
    usage: Render cold SCENE TILES SCALE FONT             from the snapshot to PNG bytes
           Render kept SCENE TILES SCALE FONT             the same when all structures moved twice
           Render parts SCENE TILES SCALE FONT [FOLDER]   drawing and encoding apart
           Render ground SCENE TILES SCALE FONT [FOLDER]  the same without structures and names

    SCENE is a folder, TILES a file of [[zoom, x, y], …], FOLDER takes the pictures. Prints what was
    measured as JSON: milliseconds and bytes of each tile, and what came before the first.
    """

  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard (5...6).contains(arguments.count), let mode = Mode(rawValue: arguments[0]),
      let scale = Int(arguments[3]), Tileset.scales.contains(scale)
    else {
      FileHandle.standardError.write(Data((usage + "\n").utf8))
      exit(64)
    }
    let addresses = try JSONDecoder().decode(
      [[Int]].self, from: Data(contentsOf: URL(filePath: arguments[2])))
    let tiles = addresses.compactMap { Tile(zoom: $0[0], x: $0[1], y: $0[2]) }
    let before = Memory.resident
    var scene = try Scene(
      folder: URL(filePath: arguments[1]), hasNames: mode != .ground, font: arguments[4])
    var record = Record()
    record.residentMegabytes = (Memory.resident - before) / 1e6
    switch mode {
    case .cold: try record.serve(tiles, scale: scale, by: scene.service)
    case .kept:
      // A ground is kept from its second drawing on: an edit before the one that is measured.
      try record.serve(tiles, scale: scale, by: scene.service)
      scene.moveStructures()
      record.empty()
      try record.serve(tiles, scale: scale, by: scene.service)
      let former = record.etags
      scene.moveStructures()
      record.empty()
      try record.serve(tiles, scale: scale, by: scene.service)
      record.unchanged = zip(former, record.etags).count { $0 == $1 }
    case .parts, .ground:
      try record.draw(
        tiles, scale: scale, tileset: mode == .ground ? .boundaries : .structures, of: scene,
        into: arguments.count == 6 ? URL(filePath: arguments[5]) : nil)
    }
    record.markers = markers(of: scene.service.snapshot, zooms: Set(tiles.map(\.zoom)))
    record.stages = scene.stages
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    FileHandle.standardOutput.write(try encoder.encode(record))
    FileHandle.standardOutput.write(Data("\n".utf8))
  }

  private enum Mode: String {
    case cold, kept, parts, ground
  }

  /// How many markers a whole zoom has, to be told beside how many the others draw.
  private static func markers(of snapshot: Snapshot, zooms: Set<Int>) -> [String: Int] {
    let clusters = snapshot.selection(for: Filter()).clusters
    return Dictionary(
      uniqueKeysWithValues: zooms.map {
        ("\($0)", clusters.clusters(in: .world, zoom: $0).count)
      })
  }
}
