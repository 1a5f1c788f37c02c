import Benchmark
import MaillageGeometry
import MaillageIndex

/// 100,000 clustered points, the same in every run: figures of two runs can be compared.
private let points = SyntheticPoints.clustered(count: 100_000, seed: 1)
private let tree = Quadtree(points)
private let clusters = ClusterHierarchy(tree)
/// A filter that keeps one point in a hundred.
private let selection: Bitset = {
  var rows = Bitset(count: points.count)
  for row in stride(from: 0, to: points.count, by: 100) { rows.insert(row) }
  return rows
}()

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock], warmupIterations: 1, maxDuration: .seconds(3))

  for maximumZoom in [0, 6, 12, 18] {
    Benchmark("Clusters: build zooms 0 to \(maximumZoom)") { _ in
      blackHole(ClusterHierarchy(tree, options: .init(maximumZoom: maximumZoom)))
    }
  }

  Benchmark("Clusters: build zooms 0 to 18 of a selection of 1 %") { _ in
    blackHole(ClusterHierarchy(tree, selection: selection))
  }

  let presets: [(name: String, options: ClusterHierarchy.Options)] = [
    ("regional", .regional), ("national", .national), ("supercluster", .supercluster),
  ]
  for preset in presets {
    Benchmark("Clusters: build as \(preset.name)") { _ in
      blackHole(ClusterHierarchy(tree, options: preset.options))
    }
  }

  Benchmark("Clusters: follow an edit of one point") { benchmark in
    let edit = RowEdit(removed: [points.count / 2], inserted: [points.count / 2])
    let moved = tree.applying(edit, inserting: [Coordinate(longitude: -0.5518, latitude: 47.4711)])
    benchmark.startMeasurement()
    blackHole(clusters.applying(edit, to: moved))
  }

  let categories = (0..<8).map { category in
    var rows = Bitset(count: points.count)
    for row in stride(from: category, to: points.count, by: 8) { rows.insert(row) }
    return rows
  }
  Benchmark("Clusters: tally eight categories") { _ in
    blackHole(ClusterTally(clusters, categories: categories))
  }
  Benchmark("Clusters: shares of all markers of zoom 3") { benchmark in
    let tally = ClusterTally(clusters, categories: categories)
    var features: [ClusterHierarchy.Feature] = []
    var counts: [Int] = []
    clusters.collectFeatures(in: .world, zoom: 3, into: &features)
    benchmark.startMeasurement()
    for feature in features {
      tally.collectCounts(of: feature, into: &counts)
      blackHole(counts)
    }
  }

  for zoom in stride(from: 0, through: 18, by: 3) {
    let rectangles = points.prefix(100).map {
      Tile(zoom: zoom, containing: WorldPoint($0)).worldRectangle
    }
    Benchmark("Clusters: 100 tiles of zoom \(zoom)") { benchmark in
      benchmark.startMeasurement()
      for rectangle in rectangles {
        blackHole(clusters.clusters(in: rectangle, zoom: zoom))
      }
    }
    Benchmark("Clusters: 100 tiles of zoom \(zoom), into one array") { benchmark in
      var features: [ClusterHierarchy.Feature] = []
      benchmark.startMeasurement()
      for rectangle in rectangles {
        clusters.collectFeatures(in: rectangle, zoom: zoom, into: &features)
        blackHole(features)
      }
    }
  }
}
