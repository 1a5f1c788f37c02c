import Benchmark
import MaillageGeometry
import MaillageIndex

/// 100,000 clustered points, the same in every run: figures of two runs can be compared.
private let points = SyntheticPoints.clustered(count: 100_000, seed: 1)
private let tree = Quadtree(points)
private let keys = points.indices.map { UInt64($0) }
private let clusters = ClusterHierarchy(tree, keys: keys)
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
      blackHole(ClusterHierarchy(tree, keys: keys, options: .init(maximumZoom: maximumZoom)))
    }
  }

  Benchmark("Clusters: build zooms 0 to 18 of a selection of 1 %") { _ in
    blackHole(ClusterHierarchy(tree, keys: keys, selection: selection))
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
  }
}
