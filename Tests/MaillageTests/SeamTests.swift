import Foundation
import MaillageGeometry
import MaillageModel
import MaillageRaster
import MaillageTerritories
import MaillageTestSupport
import Testing

@testable import Maillage

/// Tiles are drawn from what was cut for them, windows from the whole geometry: where they show the
/// same place they must be the same pixels.
@Suite struct SeamTests {
  private static let snapshot = TestMap.snapshot(TestMap.structures(count: 3_000, seed: 7))
  private static let clusters = snapshot.selection(for: Filter()).clusters
  private static let places = snapshot.structures.compactMap(\.coordinate).map { WorldPoint($0) }

  /// Fills in four colours that meet everywhere, lines that reach far, names over everything.
  private static let patchwork = {
    var style = Style.dark
    let colors = [0x7a5c3e, 0x2e6a57, 0x8a3f55, 0x33507f].map { Color($0) }
    style.fills.append(.init(level: .commune, colors: colors))
    for index in style.borders.indices {
      style.borders[index].width = 8
      style.borders[index].zooms = Tileset.zooms
    }
    style.names.commune = .init(text: .init(color: .white, size: 13, halo: 2), zooms: 9...19)
    style.names.overlap = true
    return style
  }()

  private static func renderer(_ style: Style, symbolReach: Double? = nil) -> TileRenderer {
    TileRenderer(
      basemap: TestCommunes.basemap, style: style, fonts: TestMap.fonts, symbolReach: symbolReach)
  }

  private static let renderers = [renderer(.light), renderer(patchwork)]

  /// A tile near structures, one of whose sides passes close to one of them, and windows around it.
  private struct Place {
    let tile: Tile
    let scale: Int
    private(set) var generator: SplitMix64

    init(seed: Int) {
      generator = SplitMix64(seed: UInt64(seed))
      let zoom = Int.random(in: 3...16, using: &generator)
      // Large scales less often: a tile at 3 has nine times the pixels.
      scale = [1, 1, 1, 2, 2, 3].randomElement(using: &generator) ?? 1
      var best = (tile: Tile(zoom: zoom, containing: places[0]), distance: UInt32.max)
      for _ in 0..<20 {
        guard let point = places.randomElement(using: &generator) else { continue }
        let tile = Tile(zoom: zoom, containing: point)
        let (x, y) = (point.x - tile.origin.x, point.y - tile.origin.y)
        let side = UInt32(truncatingIfNeeded: tile.side)
        let distance = min(x, y, side - x, side - y)
        if distance < best.distance { best = (tile, distance) }
      }
      tile = best.tile
    }

    /// A window with the tile in it, so many pixels wider and higher.
    mutating func window(excess: Int) -> PixelWindow {
      let own = PixelWindow(tile, scale: scale)
      let last = (own.width << tile.zoom) - own.width - excess
      func start(_ first: Int, _ generator: inout SplitMix64) -> Int {
        min(max(first - Int.random(in: 1..<excess, using: &generator), 0), last)
      }
      return PixelWindow(
        zoom: tile.zoom, scale: scale, x: start(own.x, &generator), y: start(own.y, &generator),
        width: own.width + excess, height: own.height + excess)
    }
  }

  /// The tiles wholly within a window that differ from what the window shows there.
  private func differences(_ renderer: TileRenderer, _ window: PixelWindow) -> [Tile] {
    let canvas = renderer.draw(
      window, tileset: .structures, clusters: Self.clusters, snapshot: Self.snapshot)
    let side = 256 * window.scale
    var different: [Tile] = []
    for row in (window.y + side - 1) / side..<(window.y + window.height) / side {
      for column in (window.x + side - 1) / side..<(window.x + window.width) / side {
        guard let tile = Tile(zoom: window.zoom, x: column, y: row) else { continue }
        let drawn = renderer.draw(
          tile, scale: window.scale, tileset: .structures, clusters: Self.clusters,
          snapshot: Self.snapshot
        ).pixmap
        let shown = canvas.cropped(
          x: column * side - window.x, y: row * side - window.y, width: side, height: side)
        if drawn != shown { different.append(tile) }
      }
    }
    return different
  }

  @Test(arguments: 0..<500)
  func tilesAreThePixelsOfOneLargerDraw(seed: Int) {
    var place = Place(seed: seed)
    // Every twentieth window shows whole neighbours too.
    let window = place.window(excess: (seed % 20 == 0 ? 293 : 23) * place.scale)
    let different = differences(Self.renderers[seed / 2 % 2], window)
    #expect(different.isEmpty, "seed \(seed) at scale \(place.scale)")
  }

  @Test func markersCutAtTheEdgesOfTilesWouldBeSeen() {
    let renderer = Self.renderer(.light, symbolReach: 0)
    let count = (0..<40).count { seed in
      var place = Place(seed: seed)
      return !differences(renderer, place.window(excess: 23 * place.scale)).isEmpty
    }
    #expect(count >= 10, "\(count) of 40 places have a marker on an edge")
  }

  /// The widest border a style file may ask for reaches 20 pixels beyond a corner.
  @Test func theMitreOfACornerOutsideOfATileIsDrawn() throws {
    let tile = try #require(Tile(zoom: 8, x: 126, y: 89))
    func place(x: Double, y: Double) -> String {
      let units = WorldPoint.side / Double(256 << tile.zoom)
      let point = WorldPoint(
        x: UInt32((Double(tile.x * 256) + x) * units), y: UInt32((Double(tile.y * 256) + y) * units)
      )
      return "[\(point.coordinate.longitude),\(point.coordinate.latitude)]"
    }
    // A wedge whose tip, 29.5° wide, points at the tile from 18 pixels away; in the tile a star with
    // enough points that the tile is cut for itself.
    let wedge = [(-18.0, 128.0), (-118, 101.7), (-118, 154.3)]
    let star = (0..<100).map { step in
      let angle = Double(step) / 50 * .pi
      let radius = step % 2 == 0 ? 40.0 : 80
      return (128 + radius * cos(angle), 128 + radius * sin(angle))
    }
    let polygons = [wedge, star].map { ring in
      "[[\((ring + ring.prefix(1)).map { place(x: $0.0, y: $0.1) }.joined(separator: ","))]]"
    }
    let feature =
      #"{"type":"Feature","properties":{"code":"49","nom":"Coin"},"geometry":"#
      + #"{"type":"MultiPolygon","coordinates":[\#(polygons.joined(separator: ","))]}}"#
    let layer = try TerritoryLayer(
      boundaries: Data(feature.utf8), level: .departement, fileName: "wedge")
    var style = Style.light
    for index in style.borders.indices { style.borders[index].width = 10 }
    style.names = .init()
    let renderer = TileRenderer(
      basemap: Basemap(
        layers: [.departement: layer], gazetteer: TestMap.basemap.gazetteer), style: style,
      fonts: TestMap.fonts)
    let own = PixelWindow(tile, scale: 1)
    let canvas = renderer.draw(
      PixelWindow(zoom: own.zoom, scale: 1, x: own.x - 30, y: own.y, width: 60, height: 256),
      tileset: .boundaries, clusters: Self.clusters)
    let shown = canvas.cropped(x: 30, y: 0, width: 30, height: 256)
    let drawn = renderer.draw(
      tile, scale: 1, tileset: .boundaries, clusters: Self.clusters
    ).pixmap
    let isSame = drawn.cropped(x: 0, y: 0, width: 30, height: 256) == shown
    #expect(isSame)
    let isPlain = shown == Pixmap(width: 30, height: 256, background: style.ground)
    #expect(!isPlain, "the tip reaches the tile")
  }
}
