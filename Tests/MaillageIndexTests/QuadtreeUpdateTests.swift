import MaillageGeometry
import MaillageIndex
import MaillageTestSupport
import Testing

@Suite struct QuadtreeUpdateTests {
  @Test(arguments: PointLayout.allCases)
  func anEditedIndexAnswersAsOneBuiltAnew(layout: PointLayout) {
    for seed in 3000..<3080 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      var points = layout.points(.random(in: 0...150, using: &generator), using: &generator)
      // Sometimes rows stand in the order of the index, as those of a snapshot do.
      if Bool.random(using: &generator) {
        points.sort { MortonCode(WorldPoint($0)) < MortonCode(WorldPoint($1)) }
      }
      var tree = Quadtree(points)
      for _ in 0..<3 {
        let (edit, origins) = RowEditTests.draw(of: points.count, using: &generator)
        let known = points
        points = origins.map { origin in
          if let origin { return known[origin] }
          return Int.random(in: 0..<20, using: &generator) == 0
            ? Coordinate(longitude: .nan, latitude: 0)
            : known.randomElement(using: &generator).map { PointLayout.near($0, 1, &generator) }
              ?? PointLayout.anywhere(&generator)
        }
        tree = tree.applying(edit, inserting: edit.inserted.map { points[$0] })
        let anew = Quadtree(points)
        #expect(tree == anew, "seed \(seed)")
        #expect(tree.rows(in: .world) == anew.rows(in: .world), "seed \(seed)")
        let center =
          points.randomElement(using: &generator) ?? Coordinate(longitude: 0, latitude: 0)
        #expect(
          tree.nearest(to: center, limit: 20) == anew.nearest(to: center, limit: 20), "seed \(seed)"
        )
      }
    }
  }

  @Test func aLargeIndexEditedInFewPlacesAnswersAsOneBuiltAnew() {
    for seed in 3500..<3500 + 5 * QuadtreeCase.times {
      var generator = SplitMix64(seed: seed)
      var points = SyntheticPoints.clustered(count: 3000, seed: seed)
      var tree = Quadtree(points)
      for _ in 0..<10 {
        let removed = Int.random(in: 0..<points.count, using: &generator)
        points.remove(at: removed)
        let known = points.randomElement(using: &generator) ?? points[0]
        let added = (0..<Int.random(in: 0...60, using: &generator)).map { number in
          number % 3 == 0 ? known : PointLayout.near(known, 0.01, &generator)
        }
        let start = Int.random(in: 0...points.count, using: &generator)
        points.insert(contentsOf: added, at: start)
        tree = tree.applying(
          RowEdit(removed: [removed], inserted: Array(start..<start + added.count)),
          inserting: added)
        let anew = Quadtree(points)
        #expect(tree == anew && tree.byteCount <= 48 * points.count, "seed \(seed)")
        for center in [known] + points.prefix(3) {
          #expect(
            tree.neighbors(of: center, within: 30_000)
              == anew.neighbors(of: center, within: 30_000), "seed \(seed)")
          #expect(
            tree.nearest(to: center, limit: 9) == anew.nearest(to: center, limit: 9), "seed \(seed)"
          )
        }
      }
    }
  }
}
