import MaillageGeometry
import MaillageTestSupport
import Testing

@Suite struct WorldRectangleTests {
  @Test func edgesBelongToTheRectangle() {
    let rectangle = WorldRectangle(
      minimum: WorldPoint(x: 10, y: 20), maximum: WorldPoint(x: 30, y: 40))
    #expect(rectangle.contains(WorldPoint(x: 10, y: 40)))
    #expect(rectangle.contains(WorldPoint(x: 30, y: 20)))
    #expect(!rectangle.contains(WorldPoint(x: 9, y: 30)))
    #expect(!rectangle.contains(WorldPoint(x: 20, y: 41)))
    let touching = WorldRectangle(
      minimum: WorldPoint(x: 30, y: 40), maximum: WorldPoint(x: 50, y: 50))
    #expect(rectangle.intersects(touching))
    #expect(!rectangle.contains(touching))
    #expect(WorldRectangle.world.contains(touching))
    let apart = WorldRectangle(
      minimum: WorldPoint(x: 31, y: 0), maximum: WorldPoint(x: 50, y: 50))
    #expect(!rectangle.intersects(apart))
  }

  @Test func aBoxIsOneRectangleOrTwoAcrossTheAntimeridian() {
    #expect(BoundingBox.world.worldRectangles == [.world])
    let pacific = BoundingBox(west: 170, south: -20, east: -170, north: 20).worldRectangles
    #expect(pacific.count == 2)
    #expect(pacific.first?.maximum.x == .max)
    #expect(pacific.last?.minimum.x == 0)
    let upTo180 = BoundingBox(west: 170, south: -20, east: 180, north: 20).worldRectangles
    #expect(upTo180.map(\.maximum.x) == [.max, 0])
    #expect(BoundingBox(west: 0, south: 10, east: 1, north: -10).worldRectangles.isEmpty)
    #expect(BoundingBox(west: .nan, south: 0, east: 1, north: 1).worldRectangles.isEmpty)
  }

  @Test(arguments: [PointLayout.uniform, .antimeridian, .polar])
  func whatABoxHoldsLiesInItsRectangles(layout: PointLayout) {
    for seed in 0..<200 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      let corners = layout.points(2, using: &generator)
      let box = BoundingBox(
        west: corners[0].longitude, south: min(corners[0].latitude, corners[1].latitude),
        east: corners[1].longitude, north: max(corners[0].latitude, corners[1].latitude))
      let rectangles = box.worldRectangles
      for place in layout.points(50, using: &generator) + corners where box.contains(place) {
        let point = WorldPoint(place)
        #expect(rectangles.contains { $0.contains(point) }, "seed \(seed) \(place) \(box)")
      }
    }
  }
}
