import Maillage
import MaillageGeometry
import MaillageModel
import MaillageRaster
import MaillageTestSupport
import Testing

@Suite struct SeamTests {
  static let snapshot = TestMap.snapshot(TestMap.structures(count: 3_000, seed: 7))
  static let renderer = TileRenderer(basemap: TestMap.basemap, style: .light, fonts: TestMap.fonts)

  /// A place near towns, where markers, names and borders meet tile edges.
  private static func window(seed: UInt64) -> PixelWindow {
    var generator = SplitMix64(seed: seed)
    let zoom = Int.random(in: 3...16, using: &generator)
    let scale = Int.random(in: 1...3, using: &generator)
    let structures = snapshot.structures.compactMap(\.coordinate)
    let center = WorldPoint(structures.randomElement(using: &generator) ?? structures[0])
    let side = 256 * scale
    let world = side << zoom
    func origin(_ value: UInt32) -> Int {
      let pixel = Int(Double(value) / WorldPoint.side * Double(world))
      let moved = pixel - side + Int.random(in: -side / 2...side / 2, using: &generator)
      return min(max(moved, 0), world - 2 * side)
    }
    return PixelWindow(
      zoom: zoom, scale: scale, x: origin(center.x), y: origin(center.y), width: 2 * side,
      height: 2 * side)
  }

  @Test(arguments: 0..<60)
  func tilesAreThePixelsOfOneLargerDraw(seed: Int) throws {
    let window = Self.window(seed: UInt64(seed))
    let clusters = Self.snapshot.selection(for: Filter()).clusters
    let canvas = Self.renderer.draw(window, tileset: .structures, clusters: clusters, snapshot: Self.snapshot)
    let side = 256 * window.scale
    for row in window.y / side...(window.y + window.height - 1) / side {
      for column in window.x / side...(window.x + window.width - 1) / side {
        let tile = try #require(Tile(zoom: window.zoom, x: column, y: row))
        let drawn = Self.renderer.draw(
          tile, scale: window.scale, tileset: .structures, clusters: clusters,
          snapshot: Self.snapshot).pixmap
        let minimumX = max(column * side, window.x)
        let maximumX = min((column + 1) * side, window.x + window.width)
        let minimumY = max(row * side, window.y)
        let maximumY = min((row + 1) * side, window.y + window.height)
        let ofTile = drawn.cropped(
          x: minimumX - column * side, y: minimumY - row * side, width: maximumX - minimumX,
          height: maximumY - minimumY)
        let ofCanvas = canvas.cropped(
          x: minimumX - window.x, y: minimumY - window.y, width: maximumX - minimumX,
          height: maximumY - minimumY)
        #expect(ofTile == ofCanvas, "seed \(seed): \(tile) at scale \(window.scale)")
      }
    }
  }
}
