import Benchmark
import Foundation
import Maillage
import MaillageGeometry
import MaillageIndex
import MaillageModel
import MaillageRaster
import MaillageTerritories

/// What one tile costs, drawn and encoded, and how much of it is the encoding.
///
/// The scene is the embedded basemap under 100,000 invented structures; the tiles of a zoom are those
/// around 50 of them, the same every run.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock], maxDuration: .seconds(3), maxIterations: 1_000)

  guard let scene = try? Scene() else {
    fatalError("run Scripts/setup first: the font or the geodata is missing")
  }
  for zoom in [6, 8, 10, 12] {
    let tiles = scene.tiles(zoom: zoom)
    Benchmark("Draw and encode \(tiles.count) tiles of zoom \(zoom)") { _ in
      for tile in tiles { blackHole(try scene.file(tile)) }
    }
    Benchmark("Encode \(tiles.count) tiles of zoom \(zoom)") { benchmark in
      let canvases = tiles.map(scene.draw)
      guard let first = canvases.first else { return }
      let header = TileCanvas.pngHeader(
        width: first.width, height: first.height, inks: first.inks)
      var encoder = PNGEncoder()
      benchmark.startMeasurement()
      for canvas in canvases { blackHole(try canvas.png(header: header, using: &encoder)) }
    }
  }
}

/// The map that is measured.
struct Scene: Sendable {
  private let clusters: ClusterHierarchy
  private let renderer: TileRenderer
  private let centers: [Coordinate]

  init() throws {
    let geodata = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Geodata").standardizedFileURL
    func layer(_ name: String, _ level: TerritoryLevel) throws -> TerritoryLayer {
      let bytes = try Data(contentsOf: geodata.appending(path: name))
      return try TerritoryLayer(boundaries: bytes, level: level, fileName: name)
    }
    let basemap = Basemap(
      layers: [
        .region: try layer("regions.geojson", .region),
        .departement: try layer("departements.geojson", .departement),
      ],
      gazetteer: try Gazetteer(
        csv: Data(contentsOf: geodata.appending(path: "places.csv")), fileName: "places.csv"))
    let fonts = "/usr/share/fonts/truetype/open-sans"
    renderer = TileRenderer(
      basemap: basemap, style: .light,
      fonts: try MapFonts(
        regular: "\(fonts)/OpenSans-Semibold.ttf", bold: "\(fonts)/OpenSans-Bold.ttf"))
    let places = basemap.gazetteer.places.map(\.coordinate)
    var structures: [Coordinate] = []
    for index in 0..<100_000 {
      let place = places[index % places.count]
      // Rings around each place: an even, repeatable spread.
      let angle = Double(index) * 2.399_963
      let distance = Double(index / places.count) * 0.004
      structures.append(
        Coordinate(
          longitude: place.longitude + cos(angle) * distance,
          latitude: place.latitude + sin(angle) * distance))
    }
    clusters = ClusterHierarchy(Quadtree(structures))
    centers = places.enumerated().filter { $0.offset % (places.count / 50) == 0 }.map(\.element)
  }

  func tiles(zoom: Int) -> [Tile] {
    var seen: Set<Tile> = []
    return centers.map { Tile(zoom: zoom, containing: WorldPoint($0)) }
      .filter { seen.insert($0).inserted }
  }

  @Sendable func draw(_ tile: Tile) -> TileCanvas {
    renderer.draw(tile, scale: 1, tileset: .structures, clusters: clusters)
  }

  func file(_ tile: Tile) throws -> [UInt8] {
    try renderer.png(tile, scale: 1, tileset: .structures, clusters: clusters)
  }
}
