import MaillageGeometry
import MaillageModel
import MaillageRaster
import MaillageTestSupport
import Testing

@testable import Maillage

@Suite struct HeatTests {
  private static func weight(_ column: Double, _ row: Double, _ radius: Double) -> Double {
    let rest = max(1 - (column * column + row * row) / (radius * radius), 0)
    return (1024 * rest * rest * rest).rounded()
  }

  /// The glow of the last colour: that of as many structures as saturate, evenly spread.
  private static func full(_ heat: Style.Heat, zoom: Int) -> Double {
    let radius = heat.radius / (heat.radius >= 28 ? 4 : heat.radius >= 14 ? 2 : 1)
    var sum = 0.0
    for row in -40...40 {
      for column in -40...40 { sum += weight(Double(column), Double(row), radius) }
    }
    return heat.saturation(zoom: zoom) * (sum / (.pi * radius * radius))
  }

  /// The step of the ramp at a pixel of the world, by a loop over all structures.
  private static func step(
    x: Int, y: Int, _ positions: [WorldPoint], heat: Style.Heat, full: Double, zoom: Int, scale: Int
  ) -> Int {
    let cell = heat.radius >= 14 ? (heat.radius >= 28 ? 4 : 2) : 1
    let radius = heat.radius / Double(cell)
    let units = WorldPoint.side / Double((256 << zoom) / cell)
    let factor = Double(64 * 65_536) / full.squareRoot()
    func level(_ column: Double, _ row: Double) -> Double {
      let glow = positions.reduce(0) { glow, point in
        glow
          + weight(
            (Double(point.x) / units).rounded(.down) - column,
            (Double(point.y) / units).rounded(.down) - row, radius)
      }
      return min(glow.squareRoot() * factor, Double(64 * 65_536)).rounded(.down)
    }
    // Between the middles of four cells.
    let length = Double(2 * cell * scale)
    let (fromX, fromY) = (Double(2 * x + 1) - length / 2, Double(2 * y + 1) - length / 2)
    let (column, row) = ((fromX / length).rounded(.down), (fromY / length).rounded(.down))
    let (right, down) = (fromX - column * length, fromY - row * length)
    func across(_ row: Double) -> Double {
      level(column, row) * (length - right) + level(column + 1, row) * right
    }
    let level = across(row) * (length - down) + across(row + 1) * down
    return Int((level / (length * length) + 32_768) / 65_536)
  }

  @Test(arguments: [(30.0, 1), (30.0, 3), (13.0, 2), (20.5, 1)])
  func everyPixelGlowsLikeASumOverAllStructures(radius: Double, scale: Int) {
    var style = Style.light
    style.heat.radius = radius
    style.heat.saturation = 9
    let snapshot = TestMap.snapshot(TestMap.structures(count: 90, seed: 11))
    let positions = snapshot.structures.compactMap(\.coordinate).map(WorldPoint.init)
    let renderer = TileRenderer(basemap: TestMap.basemap, style: style, fonts: TestMap.fonts)
    let ramp = HeatRamp(style.heat.colors).colors.map {
      Pixmap(width: 1, height: 1, background: $0)[0, 0]
    }
    let zoom = 8
    let corner = positions[0]
    let window = PixelWindow(
      zoom: zoom, scale: scale,
      x: PixelWindow.subpixel(corner.x, zoom: zoom, scale: scale) >> 8 - 21,
      y: PixelWindow.subpixel(corner.y, zoom: zoom, scale: scale) >> 8 - 17, width: 37,
      height: 33)
    let map = renderer.draw(
      window, tileset: .heat, clusters: snapshot.selection(for: Filter()).clusters)
    var seen: Set<Int> = []
    let full = Self.full(style.heat, zoom: zoom)
    for y in stride(from: 0, to: window.height, by: 6) {
      for x in stride(from: y % 5, to: window.width, by: 5) {
        let step = Self.step(
          x: window.x + x, y: window.y + y, positions, heat: style.heat, full: full, zoom: zoom,
          scale: scale)
        seen.insert(step)
        #expect(map[x, y] == ramp[step], "pixel \(x), \(y): step \(step)")
      }
    }
    #expect(seen.count > 4, "the window shows too little")
  }

  @Test func noGlowIsTransparentAndFullGlowIsTheLastColor() throws {
    let place = Coordinate(longitude: -0.55, latitude: 47.47)
    let snapshot = TestMap.snapshot((0..<400).map { TestMap.structure("\($0)", place) })
    let renderer = TileRenderer(basemap: TestMap.basemap, style: .dark, fonts: TestMap.fonts)
    let clusters = snapshot.selection(for: Filter()).clusters
    let tile = Tile(zoom: 8, containing: WorldPoint(place))
    let map = renderer.draw(tile, scale: 1, tileset: .heat, clusters: clusters).pixmap
    let middle = PixelWindow(tile, scale: 1).point(WorldPoint(place))
    let last = try #require(Style.dark.heat.colors.last)
    #expect(map[middle.x >> 8, middle.y >> 8].alpha == last.alpha)
    let far = (middle.x >> 8 + 128) % 256
    #expect(map[far, (middle.y >> 8 + 128) % 256] == .transparent)
  }

  @Test func theTagFollowsWhatGlows() throws {
    var structures = TestMap.structures(count: 300, seed: 12)
    let service = MapService(snapshot: TestMap.snapshot(structures), fonts: TestMap.fonts)
    let position = try #require(structures[0].coordinate)
    let tile = Tile(zoom: 11, containing: WorldPoint(position))
    let request = try #require(TileRequest(tileset: .heat, tile: tile))
    let before = try service.tile(request)
    structures.append(TestMap.structure("far", Coordinate(longitude: 5, latitude: 44)))
    service.publish(TestMap.snapshot(structures))
    #expect(try service.tile(request) == before)
    structures.removeFirst()
    service.publish(TestMap.snapshot(structures))
    let after = try service.tile(request)
    #expect(after.etag != before.etag)
    #expect(after.bytes != before.bytes)
  }

  @Test func saturationFollowsTheZoom() {
    var heat = Style.light.heat
    heat.saturation = 200
    #expect([6, 8, 10, 13, 19].map { heat.saturation(zoom: $0) } == [800, 200, 50, 6.25, 5])
    heat.saturation = 2
    #expect([7, 8, 19].map { heat.saturation(zoom: $0) } == [4, 2, 2])
  }
}
