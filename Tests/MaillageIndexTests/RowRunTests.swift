import MaillageGeometry
import MaillageIndex
import MaillageTestSupport
import Testing

@Suite struct RowRunTests {
  @Test(arguments: PointLayout.allCases, 0..<12)
  func runsOfABoxAreItsRowsWhereRowsFollowTheCurve(layout: PointLayout, seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    let drawn = layout.points(seed * 70, using: &generator)
    let nowhere = Coordinate(longitude: .nan, latitude: 0)
    let points = drawn + [nowhere]
    let order = Quadtree.order(of: points)
    #expect(order.last == UInt32(drawn.count))
    let sorted = order.map { points[Int($0)] }
    let codes = sorted.dropLast().map { MortonCode(WorldPoint($0)) }
    #expect(codes == codes.sorted())
    for (first, second) in zip(order, order.dropFirst()).dropLast()
    where MortonCode(WorldPoint(points[Int(first)])) == MortonCode(WorldPoint(points[Int(second)]))
    {
      #expect(first < second)
    }
    let tree = Quadtree(sorted)
    for _ in 0..<8 {
      let corners = [PointLayout.anywhere(&generator), PointLayout.anywhere(&generator)]
      let box = BoundingBox(
        west: corners[0].longitude, south: min(corners[0].latitude, corners[1].latitude),
        east: corners[1].longitude, north: max(corners[0].latitude, corners[1].latitude))
      let runs = tree.runs(in: box)
      #expect(runs.flatMap { Array($0) } == tree.rows(in: box), "\(layout), seed \(seed), \(box)")
      #expect(zip(runs, runs.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
    }
    #expect(tree.runs(in: .world) == (drawn.isEmpty ? [] : [0..<drawn.count]))
  }

  @Test(arguments: 0..<60)
  func listedRowsAreAddedAndCounted(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    let capacity = 1 + seed * 7
    func list() -> [UInt32] {
      (0..<UInt32(capacity)).filter { _ in Int.random(in: 0..<3, using: &generator) == 0 }
    }
    let (first, second) = (list(), list())
    var set = Bitset(count: capacity)
    set.insert(contentsOf: first[...])
    #expect(set.map(UInt32.init) == first, "seed \(seed)")
    #expect(set.count(among: second[...]) == Set(first).intersection(second).count, "seed \(seed)")
    #expect(set.count(among: second.dropFirst(second.count)) == 0)
  }
}
