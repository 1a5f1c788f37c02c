import Benchmark
import MaillageGeometry
import MaillageIndex

/// 100,000 clustered points, the same in every run: figures of two runs can be compared.
private let points = SyntheticPoints.clustered(count: 100_000, seed: 1)
private let tree = Quadtree(points)
/// Places people ask about: where points are.
private let places = Array(points.prefix(100))
/// Every third row: what a filter leaves.
private let selection = {
  var rows = Bitset(count: points.count)
  for row in stride(from: 0, to: points.count, by: 3) { rows.insert(row) }
  return rows
}()

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock], warmupIterations: 1, maxDuration: .seconds(3))

  Benchmark("Index: build, 100,000 clustered points") { _ in
    blackHole(Quadtree(points))
  }

  Benchmark("Index: one row removed, one inserted") { _ in
    blackHole(tree.applying(RowEdit(removed: [5], inserted: [9]), inserting: [places[0]]))
  }

  Benchmark("Index: 100 ranges of 0.1 degree") { benchmark in
    var found: [UInt32] = []
    benchmark.startMeasurement()
    for place in places {
      tree.collectRows(in: box(around: place), into: &found)
      blackHole(found)
    }
  }

  Benchmark("Plain scan: 100 ranges of 0.1 degree") { benchmark in
    benchmark.startMeasurement()
    for place in places {
      let box = box(around: place)
      blackHole(points.indices.filter { box.contains(points[$0]) })
    }
  }

  radiusBenchmarks()
  nearestBenchmarks()

  Benchmark("Index: all pairs within 20 m") { _ in
    blackHole(tree.pairs(within: 20))
  }

  Benchmark("Bitset: rows in two sets") { _ in
    blackHole(selection.intersectionCount(selection))
  }
}

private func radiusBenchmarks() {
  for kilometres in [1, 10, 50] {
    let radius = Double(kilometres) * 1000
    for (kind, rows) in [("", nil), (", a third selected", selection)] {
      Benchmark("Index: 100 radii of \(kilometres) km\(kind)") { benchmark in
        var found: [UInt32] = []
        benchmark.startMeasurement()
        for place in places {
          tree.collectRows(of: place, within: radius, selection: rows, into: &found)
          blackHole(found)
        }
      }
    }

    Benchmark("Index: 100 radii of \(kilometres) km, sorted by distance") { benchmark in
      benchmark.startMeasurement()
      for place in places {
        blackHole(tree.neighbors(of: place, within: radius))
      }
    }
  }

  Benchmark("Index: 100 radii of 10 km at once") { _ in
    blackHole(tree.rows(of: places, within: 10_000))
  }

  Benchmark("Plain scan: one radius of 10 km") { benchmark in
    benchmark.startMeasurement()
    blackHole(
      points.indices.filter { Geodesic.distance(from: places[0], to: points[$0]) <= 10_000 })
  }
}

private func nearestBenchmarks() {
  Benchmark("Index: nearest 10, 100 times") { benchmark in
    var found: [UInt32] = []
    benchmark.startMeasurement()
    for place in places {
      tree.collectNearest(to: place, limit: 10, into: &found)
      blackHole(found)
    }
  }

  Benchmark("Index: nearest 10 with distances, 100 times") { benchmark in
    var found: [Quadtree.Neighbor] = []
    benchmark.startMeasurement()
    for place in places {
      tree.collectNearest(to: place, limit: 10, into: &found)
      blackHole(found)
    }
  }
}

private func box(around place: Coordinate) -> BoundingBox {
  BoundingBox(
    west: place.longitude - 0.05, south: place.latitude - 0.05,
    east: place.longitude + 0.05, north: place.latitude + 0.05)
}
