import MaillageGeometry
import MaillageIndex
import MaillageTestSupport
import Testing

@Suite struct QuadtreeTests {
  /// One random case: points, a selection or none, and positions worth asking about.
  struct Case {
    let seed: UInt64
    let points: [Coordinate]
    let tree: Quadtree
    let selection: Bitset?
    var generator: SplitMix64

    init(seed: UInt64, layout: PointLayout, count: ClosedRange<Int> = 1...200) {
      self.seed = seed
      var generator = SplitMix64(seed: seed)
      points = layout.points(.random(in: count, using: &generator), using: &generator)
      tree = Quadtree(points)
      if Bool.random(using: &generator) {
        var rows = Bitset(count: points.count)
        for row in points.indices where Int.random(in: 0..<3, using: &generator) > 0 {
          rows.insert(row)
        }
        selection = rows
      } else {
        selection = nil
      }
      self.generator = generator
    }

    /// A point, a place near one, a pole, or anywhere.
    mutating func place() -> Coordinate {
      let kind = Int.random(in: 0..<6, using: &generator)
      if kind == 0 { return PointLayout.anywhere(&generator) }
      if kind == 1 {
        return Coordinate(
          longitude: .random(in: -180...180, using: &generator),
          latitude: Bool.random(using: &generator) ? 90 : -90)
      }
      guard let point = points.randomElement(using: &generator) else {
        return Coordinate(longitude: 180, latitude: 0)
      }
      return kind < 4 ? point : PointLayout.near(point, 0.5, &generator)
    }

    func isSelected(_ row: Int) -> Bool { selection?.contains(row) ?? true }

    func plainNeighbors(of center: Coordinate, within radius: Double) -> [Quadtree.Neighbor] {
      points.indices.filter(isSelected)
        .map { row in (row, Geodesic.distance(from: center, to: points[row])) }
        .filter { $0.1 <= radius }
        .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
        .map { Quadtree.Neighbor(row: $0.0, distance: $0.1) }
    }
  }

  @Test(arguments: PointLayout.allCases) func rangesEqualAPlainScan(layout: PointLayout) {
    for seed in 0..<80 as Range<UInt64> {
      var one = Case(seed: seed, layout: layout)
      for _ in 0..<5 {
        let (first, second) = (one.place(), one.place())
        let box = BoundingBox(
          west: first.longitude, south: min(first.latitude, second.latitude),
          east: second.longitude, north: max(first.latitude, second.latitude))
        let expected = one.points.indices.filter {
          box.contains(one.points[$0]) && one.isSelected($0)
        }
        #expect(one.tree.rows(in: box, selection: one.selection) == expected, "seed \(seed) \(box)")
      }
      #expect(
        one.tree.rows(in: .world, selection: one.selection)
          == one.points.indices.filter(one.isSelected), "seed \(seed)")
    }
  }

  @Test(arguments: PointLayout.allCases) func radiiEqualAPlainScan(layout: PointLayout) {
    for seed in 100..<140 as Range<UInt64> {
      var one = Case(seed: seed, layout: layout)
      let center = one.place()
      let all = one.plainNeighbors(of: center, within: .infinity)
      // Radii of all sizes, and those at which a point lies on the very edge.
      var radii = [0, 1, 500, 20_000, 3_000_000, 12_000_000, 20_004_000, .infinity]
      radii += [all.first, all.randomElement(using: &one.generator)].compactMap { $0?.distance }
      for radius in radii {
        let found = one.tree.neighbors(of: center, within: radius, selection: one.selection)
        #expect(found == all.filter { $0.distance <= radius }, "seed \(seed) radius \(radius)")
      }
    }
  }

  @Test(arguments: PointLayout.allCases) func nearestEqualAPlainScan(layout: PointLayout) {
    for seed in 200..<240 as Range<UInt64> {
      var one = Case(seed: seed, layout: layout)
      let center = one.place()
      let all = one.plainNeighbors(of: center, within: .infinity)
      for limit in [0, 1, 2, 10, 100, 1000] {
        let found = one.tree.nearest(to: center, limit: limit, selection: one.selection)
        #expect(found == Array(all.prefix(limit)), "seed \(seed) limit \(limit)")
        let near = one.tree.nearest(
          to: center, limit: limit, within: 100_000, selection: one.selection)
        #expect(
          near == Array(all.filter { $0.distance <= 100_000 }.prefix(limit)),
          "seed \(seed) limit \(limit)")
      }
    }
  }

  @Test func aStackOfTenThousandPointsIsOneLeafAmongOthers() {
    var generator = SplitMix64(seed: 3)
    let stack = Coordinate(longitude: 2.35, latitude: 48.85)
    let others = PointLayout.uniform.points(1000, using: &generator)
    let tree = Quadtree(Array(repeating: stack, count: 10_000) + others)
    #expect(tree.count == 11_000)
    #expect(
      tree.nearest(to: stack, limit: 5).map(\.row) == [0, 1, 2, 3, 4],
      "rows equally far come in ascending order")
    #expect(tree.neighbors(of: stack, within: 0).count == 10_000)
    let box = BoundingBox(west: 2.35, south: 48.85, east: 2.35, north: 48.85)
    #expect(tree.rows(in: box) == Array(0..<10_000))
  }

  @Test func invalidPositionsKeepTheirRowsAndAreNeverFound() {
    let tree = Quadtree([
      Coordinate(longitude: .nan, latitude: .nan), Coordinate(longitude: 1, latitude: 2),
      Coordinate(longitude: 181, latitude: 0), Coordinate(longitude: 0, latitude: -90.1),
    ])
    #expect(tree.rowCount == 4)
    #expect(tree.count == 1)
    #expect(tree.rows(in: .world) == [1])
    let center = Coordinate(longitude: 0, latitude: 0)
    #expect(tree.nearest(to: center, limit: 9).map(\.row) == [1])
    #expect(tree.neighbors(of: center, within: .nan).isEmpty)
    #expect(tree.neighbors(of: center, within: -1).isEmpty)
    #expect(
      tree.nearest(to: Coordinate(longitude: .nan, latitude: 0), limit: 1).isEmpty)
  }
}
