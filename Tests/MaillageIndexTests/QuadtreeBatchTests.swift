import MaillageGeometry
import MaillageIndex
import MaillageTestSupport
import Testing

@Suite struct QuadtreeBatchTests {
  @Test(arguments: PointLayout.allCases) func pairsAreThoseOfAPlainScan(layout: PointLayout) {
    for seed in 4000..<4000 + 10 * QuadtreeCase.times {
      var one = QuadtreeCase(seed: seed, layout: layout, count: 1...80)
      let edge = one.plainNeighbors(of: one.place(), within: .infinity)
        .randomElement(using: &one.generator)?.distance
      for radius in [0, 100, 50_000, edge ?? 0] {
        let rows = one.points.indices.filter(one.isSelected)
        let expected = rows.flatMap { first in
          rows.filter { $0 > first }
            .filter { Geodesic.distance(from: one.points[first], to: one.points[$0]) <= radius }
            .map { Quadtree.RowPair(first: first, second: $0) }
        }
        #expect(
          one.tree.pairs(within: radius, selection: one.selection) == expected,
          "seed \(seed) radius \(radius)")
      }
    }
  }

  @Test func manyAnswersAtOnceAreThoseOneByOne() {
    let points = SyntheticPoints.clustered(count: 30_000, seed: 9)
    let tree = Quadtree(points)
    var centers = Array(points.prefix(2000))
    centers[7] = Coordinate(longitude: .nan, latitude: 0)
    var selection = Bitset(count: points.count)
    for row in stride(from: 0, to: points.count, by: 3) { selection.insert(row) }
    for threads in [1, 2, nil] {
      let rows = tree.rows(of: centers, within: 5000, selection: selection, threads: threads)
      let nearest = tree.nearest(toEach: centers, limit: 3, threads: threads)
      #expect(rows.count == centers.count && nearest.count == centers.count)
      var found: [UInt32] = []
      for (question, center) in centers.enumerated() {
        tree.collectRows(of: center, within: 5000, selection: selection, into: &found)
        #expect(Array(rows[question]) == found)
        #expect(Array(nearest[question]) == tree.nearest(to: center, limit: 3))
      }
    }
  }

  @Test func anIndexIsTheSameForAnyNumberOfThreads() {
    var points = SyntheticPoints.clustered(count: 50_001, seed: 10)
    points[20_000].latitude = .nan
    let one = Quadtree(points)
    for threads in [2, 3, 16] {
      #expect(Quadtree(points, threads: threads) == one, "\(threads) threads")
    }
  }
}
