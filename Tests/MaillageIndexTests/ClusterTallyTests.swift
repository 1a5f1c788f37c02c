import MaillageGeometry
import MaillageIndex
import MaillageTestSupport
import Testing

@Suite struct ClusterTallyTests {
  @Test(arguments: PointLayout.allCases) func countsAreThoseOfTheLeaves(layout: PointLayout) {
    for seed in 6000..<6020 as Range<UInt64> {
      var one = ClusterHierarchyTests.Case(seed: seed, layout: layout, count: 1...300)
      let categories = [0, 1, 4, 9].map { outOf10 in
        var rows = Bitset(count: one.points.count)
        for row in one.points.indices where Int.random(in: 0..<10, using: &one.generator) < outOf10
        {
          rows.insert(row)
        }
        return rows
      }
      let tally = ClusterTally(one.clusters, categories: categories)
      var features: [ClusterHierarchy.Feature] = []
      var counts: [Int] = []
      for zoom in [0, 3, 9, 18, 24] {
        one.clusters.collectFeatures(in: .world, zoom: zoom, into: &features)
        let areEqual = features.allSatisfy { feature in
          let id = one.clusters[feature].id
          let rows = one.clusters.leaves(of: id, limit: .max, offset: 0) ?? []
          tally.collectCounts(of: feature, into: &counts)
          return counts == tally.counts(of: id)
            && counts == categories.map { rows.count(where: $0.contains) }
        }
        #expect(areEqual, "seed \(seed) zoom \(zoom)")
      }
    }
  }

  @Test func thereAreNoCountsOfAnUnknownCluster() {
    let clusters = ClusterHierarchy(Quadtree([Coordinate(longitude: 1, latitude: 1)]))
    let tally = ClusterTally(clusters, categories: [Bitset(count: 1, all: true)])
    #expect(tally.counts(of: .init(zoom: 3, seed: 7)) == nil)
  }
}
