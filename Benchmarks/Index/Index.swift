import Benchmark
import MaillageGeometry
import MaillageIndex

/// 100,000 clustered points, the same in every run: figures of two runs can be compared.
private let points = SyntheticPoints.clustered(count: 100_000, seed: 1)
private let tree = Quadtree(points)
/// Places people ask about: where points are.
private let places = Array(points.prefix(100))

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock], warmupIterations: 1, maxDuration: .seconds(3))

  Benchmark("Index: build, 100,000 clustered points") { _ in
    blackHole(Quadtree(points))
  }

  Benchmark("Index: 100 ranges of 0.1 degree") { benchmark in
    benchmark.startMeasurement()
    for place in places {
      blackHole(tree.rows(in: box(around: place)))
    }
  }

  Benchmark("Plain scan: 100 ranges of 0.1 degree") { benchmark in
    benchmark.startMeasurement()
    for place in places {
      let box = box(around: place)
      blackHole(points.indices.filter { box.contains(points[$0]) })
    }
  }

  for kilometres in [1, 10, 50] {
    Benchmark("Index: 100 radii of \(kilometres) km") { benchmark in
      benchmark.startMeasurement()
      for place in places {
        blackHole(tree.neighbors(of: place, within: Double(kilometres) * 1000))
      }
    }
  }

  Benchmark("Index: nearest 10, 100 times") { benchmark in
    benchmark.startMeasurement()
    for place in places {
      blackHole(tree.nearest(to: place, limit: 10))
    }
  }

  Benchmark("Plain scan: one radius of 10 km") { benchmark in
    benchmark.startMeasurement()
    blackHole(
      points.indices.filter { Geodesic.distance(from: places[0], to: points[$0]) <= 10_000 })
  }
}

private func box(around place: Coordinate) -> BoundingBox {
  BoundingBox(
    west: place.longitude - 0.05, south: place.latitude - 0.05,
    east: place.longitude + 0.05, north: place.latitude + 0.05)
}
