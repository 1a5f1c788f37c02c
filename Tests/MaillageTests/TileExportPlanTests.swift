import MaillageGeometry
import MaillageTestSupport
import Testing

@testable import Maillage

@Suite struct TileExportPlanTests {
  /// The curve as it is usually written down, by rotating coordinates.
  ///
  /// Source: H. S. Warren, "Hacker's Delight", second edition, 2012, chapter 16.
  private static func plainID(_ tile: Tile) -> Int {
    var (x, y) = (tile.x, tile.y)
    var place = 0
    var side = (1 << tile.zoom) / 2
    while side > 0 {
      let (right, down) = (x & side != 0, y & side != 0)
      place += side * side * (right ? (down ? 2 : 3) : (down ? 1 : 0))
      if !down {
        if right { (x, y) = (side - 1 - x, side - 1 - y) }
        (x, y) = (y, x)
      }
      side >>= 1
    }
    return (0..<tile.zoom).reduce(place) { $0 + 1 << (2 * $1) }
  }

  /// Numbers of the reference implementations' tests.
  @Test(arguments: [
    (0, 0, 0, 0), (1, 0, 0, 1), (1, 0, 1, 2), (1, 1, 1, 3), (1, 1, 0, 4), (2, 0, 0, 5),
    (12, 3_423, 1_763, 19_078_479),
  ])
  func tilesAreNumberedAsInPMTiles(zoom: Int, x: Int, y: Int, id: Int) throws {
    let tile = try #require(Tile(zoom: zoom, x: x, y: y))
    #expect(HilbertCurve.id(of: tile) == id)
    #expect(HilbertCurve.tile(id: id) == tile)
  }

  @Test func everyTileHasItsNumberAndBack() throws {
    for zoom in 0...7 {
      for x in 0..<1 << zoom {
        for y in 0..<1 << zoom {
          let tile = try #require(Tile(zoom: zoom, x: x, y: y))
          let id = HilbertCurve.id(of: tile)
          #expect(id == Self.plainID(tile))
          #expect(HilbertCurve.tile(id: id) == tile)
        }
      }
    }
    for zoom in 0...Tile.maximumZoom {
      let last = 1 << zoom - 1
      for (x, y) in [(0, 0), (0, last), (last, 0), (last, last), (last / 3, last / 5)] {
        let tile = try #require(Tile(zoom: zoom, x: x, y: y))
        #expect(HilbertCurve.id(of: tile) == Self.plainID(tile))
        #expect(HilbertCurve.tile(id: HilbertCurve.id(of: tile)) == tile)
      }
    }
    #expect(HilbertCurve.tile(id: -1) == nil)
    #expect(HilbertCurve.tile(id: HilbertCurve.firstID(zoom: Tile.maximumZoom + 1)) == nil)
  }

  /// The tiles whose inside meets the inside of a box, by looking at each.
  private static func plainTiles(_ box: BoundingBox, zooms: ClosedRange<Int>) -> [Tile] {
    let parts =
      box.west > box.east
      ? [(box.west, 180.0), (-180.0, box.east)] : [(box.west, box.east)]
    return zooms.flatMap { zoom in
      (0..<1 << zoom).flatMap { x in (0..<1 << zoom).compactMap { Tile(zoom: zoom, x: x, y: $0) } }
        .filter { tile in
          let sides = tile.boundingBox
          return sides.south < box.north && box.south < sides.north
            && parts.contains { $0.0 < sides.east && sides.west < $0.1 }
        }
        .sorted { plainID($0) < plainID($1) }
    }
  }

  @Test(arguments: 0..<40)
  func planIsWhatABoxMeets(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let size: Double = [0.5, 10, 80, 170][seed % 4]
    let west = Double.random(in: -180...180, using: &generator)
    let width = Double.random(in: 0.01...2 * size, using: &generator)
    let south = Double.random(in: -84...84, using: &generator)
    let box = BoundingBox(
      west: west, south: south, east: west + width > 180 ? west + width - 360 : west + width,
      north: min(84.5, south + .random(in: 0.01...size, using: &generator)))
    let first = Int.random(in: 0...3, using: &generator)
    let zooms = first...first + Int.random(in: 0...3, using: &generator)
    let plan = try TilePlan(box, zooms: zooms)
    #expect(Array(plan) == Self.plainTiles(box, zooms: zooms), "seed \(seed): \(box) at \(zooms)")
    let gaps = zip(plan.stretches, plan.stretches.dropFirst())
    #expect(gaps.allSatisfy { $0.firstID + $0.count < $1.firstID }, "seed \(seed)")
  }

  @Test(arguments: [0, 1, 5, 9])
  func theBoxOfATileHasThatTileOnly(zoom: Int) throws {
    var generator = SplitMix64(seed: UInt64(zoom))
    let last = 1 << zoom - 1
    for number in 0..<50 {
      let x = number == 0 ? 0 : number == 1 ? last : Int.random(in: 0...last, using: &generator)
      let tile = try #require(
        Tile(zoom: zoom, x: x, y: .random(in: 0...last, using: &generator)))
      #expect(Array(try TilePlan(tile.boundingBox, zooms: zoom...zoom)) == [tile])
      // From 180° westwards and from −180° eastwards a box does not cross the antimeridian.
      var box = tile.boundingBox
      if box.west == -180 { box.west = 180.0 }
      if box.east == 180 { box.east = -180.0 }
      if box.west != box.east {
        #expect(Array(try TilePlan(box, zooms: zoom...zoom)) == [tile], "\(box)")
      }
    }
  }

  @Test func theWorldIsOneStretch() throws {
    let plan = try TilePlan(.world, zooms: 0...12)
    #expect(plan.count == (0...12).reduce(0) { $0 + 1 << (2 * $1) })
    #expect(plan.stretches == [TilePlan.Stretch(position: 0, firstID: 0, count: plan.count)])
  }

  @Test func aPointHasOneTileAtEveryZoom() throws {
    let point = Coordinate(longitude: -1.5536, latitude: 47.2184)
    let plan = try TilePlan(
      BoundingBox(
        west: point.longitude, south: point.latitude, east: point.longitude, north: point.latitude),
      zooms: 0...19)
    #expect(Array(plan) == (0...19).map { Tile(zoom: $0, containing: WorldPoint(point)) })
  }

  @Test func tooManyTilesAreRefusedWithTheirNumber() {
    let expected = (0...13).reduce(0) { $0 + 1 << (2 * $1) }
    #expect(throws: TileExportError.tooManyTiles(count: expected, limit: 50_000_000)) {
      try TilePlan(.world, zooms: 0...13)
    }
  }
}
