import Foundation
import Maillage
import MaillageGeometry
import MaillageModel
import MaillageRaster
import Measures

/// What was measured, tile by tile.
struct Record: Encodable {
  /// What came before the first tile.
  var stages: [Scene.Stage] = []
  /// How much the process grew by then.
  var residentMegabytes = 0.0
  /// Markers of each zoom.
  var markers: [String: Int] = [:]
  /// Tiles that show the same as before structures moved.
  var unchanged = 0
  /// Milliseconds of processor time, of all threads.
  private(set) var milliseconds: [Double] = []
  /// The same for drawing alone, where it was told apart.
  private(set) var drawing: [Double] = []
  /// The same for encoding alone.
  private(set) var encoding: [Double] = []
  /// The size of each file.
  private(set) var bytes: [Int] = []
  /// The digest of what each tile shows.
  private(set) var etags: [String] = []

  private enum CodingKeys: CodingKey {
    case stages, residentMegabytes, markers, unchanged, milliseconds, drawing, encoding, bytes
  }

  /// Forgets the tiles.
  mutating func empty() {
    (milliseconds, bytes, etags) = ([], [], [])
  }

  /// Asks for tiles as a server does.
  mutating func serve(_ tiles: [Tile], scale: Int, by service: MapService) throws {
    for tile in tiles {
      guard let request = TileRequest(tileset: .structures, tile: tile, scale: scale) else {
        continue
      }
      let (seconds, image) = try Clock.processor.seconds { try service.tile(request) }
      milliseconds.append(seconds * 1e3)
      bytes.append(image.bytes.count)
      etags.append(image.etag)
    }
  }

  /// Draws and encodes tiles in two steps, and writes them as `ZOOM_X_Y.png`.
  mutating func draw(
    _ tiles: [Tile], scale: Int, tileset: Tileset, of scene: Scene, into folder: URL?
  ) throws {
    let clusters = scene.service.snapshot.selection(for: Filter()).clusters
    let renderer = scene.makeRenderer()
    if let folder {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    var encoder = PNGEncoder()
    var header: PNGHeader?
    for tile in tiles {
      let (drawn, canvas) = Clock.processor.seconds {
        renderer.draw(tile, scale: scale, tileset: tileset, clusters: clusters)
      }
      let known =
        header
        ?? TileCanvas.pngHeader(width: canvas.width, height: canvas.height, inks: canvas.inks)
      header = known
      let (encoded, file) = try Clock.processor.seconds {
        try canvas.png(header: known, using: &encoder)
      }
      drawing.append(drawn * 1e3)
      encoding.append(encoded * 1e3)
      milliseconds.append((drawn + encoded) * 1e3)
      bytes.append(file.count)
      if let folder {
        let name = "\(tile.zoom)_\(tile.x)_\(tile.y).png"
        try Data(file).write(to: folder.appending(path: name))
      }
    }
  }
}
