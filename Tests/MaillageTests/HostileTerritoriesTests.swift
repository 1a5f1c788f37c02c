import Foundation
import MaillageGeometry
import MaillageModel
import MaillageRaster
import MaillageTerritories
import MaillageTestSupport
import Testing

@testable import Maillage

/// Tiles of territories no country has: nothing crashes or hangs, and tiles still fit.
@Suite struct HostileTerritoriesTests {
  private static let isLong = ProcessInfo.processInfo.environment["MAILLAGE_LONG"] == "1"

  /// What a ring is made of.
  private enum Shape: CaseIterable {
    case crossing, spikes, there, huge, tiny, duplicates

    func ring(_ count: Int, _ generator: inout SplitMix64) -> [Coordinate] {
      let center = Coordinate(
        longitude: .random(in: -2...1, using: &generator),
        latitude: .random(in: 46...48, using: &generator))
      func near(_ spread: Double) -> Coordinate {
        Coordinate(
          longitude: center.longitude + .random(in: -spread...spread, using: &generator),
          latitude: center.latitude + .random(in: -spread...spread, using: &generator))
      }
      // Three corners with an area, so that the file is not refused.
      var ring = [center, near(1), near(1)]
      while ring.count < count {
        switch self {
        case .crossing: ring.append(near(1))
        case .spikes:
          let place = near(0.3)
          let tip = near(2)
          ring += [
            place, tip, Coordinate(longitude: place.longitude + 1e-9, latitude: place.latitude),
          ]
        case .there: ring += [ring[ring.count - 2], ring[ring.count - 1]]
        case .huge:
          ring.append(
            Coordinate(
              longitude: .random(in: -180...180, using: &generator),
              latitude: .random(in: -90...90, using: &generator)))
        case .tiny: ring.append(near(1e-7))
        case .duplicates: ring += [ring[Int.random(in: 0..<ring.count, using: &generator)]]
        }
      }
      return ring
    }
  }

  private static func feature(_ number: Int, _ polygons: [[Coordinate]]) -> String {
    let texts = polygons.map { ring in
      let points = (ring + ring.prefix(1)).map { "[\($0.longitude),\($0.latitude)]" }
      return "[[\(points.joined(separator: ","))]]"
    }
    let code = ["44", "49", "53", "72", "85"][number % 5] + "00\(number % 10)"
    return #"{"type":"Feature","properties":{"code":"\#(code)","nom":"Lieu \#(number)"},"#
      + #""geometry":{"type":"MultiPolygon","coordinates":[\#(texts.joined(separator: ","))]}}"#
  }

  private static func layer(
    _ level: TerritoryLevel, points: Int, _ generator: inout SplitMix64
  ) throws -> TerritoryLayer {
    let shared = Shape.spikes.ring(points, &generator)
    let features = (0..<5).map { number in
      var polygons = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
        (Shape.allCases.randomElement(using: &generator) ?? .crossing).ring(
          .random(in: 3...points, using: &generator), &generator)
      }
      // Two territories on the same ground, and borders that are equal point by point.
      if number < 2 { polygons.append(shared) }
      return feature(number, polygons)
    }
    let codes = level == .commune ? features : features.map { $0.replacing(/00\d"/, with: "\"") }
    return try TerritoryLayer(
      boundaries: Data(
        #"{"type":"FeatureCollection","features":[\#(codes.joined(separator: ","))]}"#.utf8),
      level: level, fileName: "hostile")
  }

  private static let style = {
    var style = Style.light
    let colors = [0xff0000, 0x00ff00, 0x0000ff, 0xffff00].map { Color($0) }
    style.fills = [
      .init(level: .departement, colors: colors), .init(level: .commune, colors: colors.reversed()),
    ]
    for index in style.borders.indices {
      style.borders[index].width = 10
      style.borders[index].zooms = Tileset.zooms
    }
    style.names = .init()
    return style
  }()

  @Test(arguments: 0..<6)
  func tilesOfAnyGeometryAreDrawnAndFit(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let points = Self.isLong ? 5_000 : 60
    let layers = [
      TerritoryLevel.departement: try Self.layer(.departement, points: points, &generator),
      .commune: try Self.layer(.commune, points: points, &generator),
    ]
    let renderer = Self.renderer(layers)
    let clusters = TestMap.snapshot([]).selection(for: Filter()).clusters
    for round in 0..<8 {
      let zoom = round == 0 ? 19 : Int.random(in: 0...19, using: &generator)
      let scale = round < 2 ? 3 : Int.random(in: 1...2, using: &generator)
      // Around a point of a border, where tiles have something to show.
      let shape = layers[.commune]?.shape(zoom: zoom)
      let place = shape?.points.randomElement(using: &generator) ?? WorldPoint(x: 0, y: 0)
      let tile = Tile(zoom: zoom, containing: place)
      let own = PixelWindow(tile, scale: scale)
      let drawn = renderer.draw(
        tile, scale: scale, tileset: .boundaries, clusters: clusters
      ).pixmap
      let west = Int.random(in: 1...90, using: &generator)
      let north = Int.random(in: 1...90, using: &generator)
      let part = PixelWindow(
        zoom: zoom, scale: scale, x: own.x - west, y: own.y - north, width: 150, height: 150)
      let window = renderer.draw(part, tileset: .boundaries, clusters: clusters)
      let isSame =
        window.cropped(x: west, y: north, width: 150 - west, height: 150 - north)
        == drawn.cropped(x: 0, y: 0, width: 150 - west, height: 150 - north)
      #expect(isSame, "seed \(seed): \(tile) at scale \(scale)")
    }
  }

  /// A million of them with MAILLAGE_LONG=1.
  @Test func manyVerticesAreDrawn() throws {
    var generator = SplitMix64(seed: 1_000_000)
    let ring = Shape.spikes.ring(Self.isLong ? 1_000_000 : 20_000, &generator)
    let layer = try TerritoryLayer(
      boundaries: Data(Self.feature(1, [ring]).utf8), level: .commune, fileName: "many")
    let renderer = Self.renderer([.commune: layer])
    let clusters = TestMap.snapshot([]).selection(for: Filter()).clusters
    for zoom in [0, 6, 9, 14, 19] {
      let place = layer.shape(zoom: zoom).points.randomElement(using: &generator)
      let tile = Tile(zoom: zoom, containing: place ?? WorldPoint(x: 0, y: 0))
      let drawn = renderer.draw(tile, scale: 2, tileset: .boundaries, clusters: clusters)
      #expect(drawn.width == 512)
    }
  }

  private static func renderer(_ layers: [TerritoryLevel: TerritoryLayer]) -> TileRenderer {
    TileRenderer(
      basemap: Basemap(layers: layers, gazetteer: TestMap.basemap.gazetteer), style: style,
      fonts: TestMap.fonts)
  }
}
