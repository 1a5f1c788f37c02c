import MaillageGeometry
import MaillageIndex
import MaillageTestSupport
import Testing

/// Sets large enough that threads share the work, in the layouts that have been slow elsewhere.
@Suite struct ClusterScaleTests {
  /// Every layout as one array: uniform and clustered points, stacks, lines, poles, antimeridian.
  static func points(_ layout: PointLayout, count: Int = 40_000) -> [Coordinate] {
    var generator = SplitMix64(seed: 77)
    return layout.points(count, using: &generator)
  }

  @Test(arguments: [PointLayout.clustered, .duplicates, .antimeridian, .polar, .uniform])
  func anyNumberOfThreadsGivesTheSameAnswer(layout: PointLayout) {
    let points = Self.points(layout)
    let tree = Quadtree(points)
    let clusters = ClusterHierarchy(tree)
    for threads in [2, 3] {
      #expect(Quadtree(points, threads: threads) == tree)
      let others = ClusterHierarchy(tree, threads: threads)
      for zoom in 0...19 {
        let areEqual =
          others.clusters(in: .world, zoom: zoom) == clusters.clusters(in: .world, zoom: zoom)
        #expect(areEqual, "\(threads) threads, zoom \(zoom)")
        let areSame = Self.features(others, zoom: zoom) == Self.features(clusters, zoom: zoom)
        #expect(areSame, "\(threads) threads, zoom \(zoom)")
      }
    }
  }

  private static func features(
    _ clusters: ClusterHierarchy, zoom: Int
  ) -> Set<ClusterHierarchy.Feature> {
    var found: [ClusterHierarchy.Feature] = []
    clusters.collectFeatures(in: .world, zoom: zoom, into: &found)
    return Set(found)
  }
}
