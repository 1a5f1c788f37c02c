import MaillageGeometry
import MaillageIndex

/// Questions asked of the index and, in the same run, of a plain scan of every point.
struct BenchQueries {
  /// One question and how long its answer took, in microseconds.
  struct Row: Encodable {
    /// For instance `radius 10 km`.
    let question: String
    /// Rows in an answer, on average.
    let found: Double
    let p50: Double
    let p99: Double
    /// The median of looking at every point.
    let plainScanP50: Double
  }

  let quadtree: Quadtree
  let coordinates: [Coordinate]
  let centers: [Coordinate]

  static let kilometres = [1, 10, 50]
  private static let nearest = 10
  /// Half the side of a box, in degrees.
  private static let reach = 0.05

  var rows: [Row] {
    Self.kilometres.map { kilometres in
      let radius = Double(kilometres) * 1_000
      return row(
        "radius \(kilometres) km",
        ask: { quadtree.neighbors(of: $0, within: radius).count },
        scan: { center in
          _ = coordinates.count { Geodesic.distance(from: center, to: $0) <= radius }
        })
    } + [
      row(
        "nearest \(Self.nearest)",
        ask: { quadtree.nearest(to: $0, limit: Self.nearest).count },
        scan: { center in _ = scanNearest(to: center) }),
      row(
        "box 0.1°",
        ask: { quadtree.rows(in: Self.box(around: $0)).count },
        scan: { center in
          let box = Self.box(around: center)
          _ = coordinates.indices.filter { box.contains(coordinates[$0]) }
        }),
    ]
  }

  private func row(
    _ question: String, ask: (Coordinate) -> Int, scan: (Coordinate) -> Void
  ) -> Row {
    var found = 0
    let times = Stopwatch.Percentiles(
      centers.map { center in Stopwatch.best { found += ask(center) } })
    // A scan of many points takes long, and takes as long everywhere.
    let scans = min(5, max(1, 500_000 / max(coordinates.count, 1)))
    let plain = Stopwatch.Percentiles(
      centers.prefix(scans).map { center in
        Stopwatch.best(of: coordinates.count > 200_000 ? 1 : Stopwatch.repeats) { scan(center) }
      })
    let asked = max(centers.count * Stopwatch.repeats, 1)
    return Row(
      question: question, found: Double(found) / Double(asked), p50: times.p50, p99: times.p99,
      plainScanP50: plain.p50)
  }

  private func scanNearest(to center: Coordinate) -> [Quadtree.Neighbor] {
    var best: [Quadtree.Neighbor] = []
    for (row, coordinate) in coordinates.enumerated() {
      let neighbor = Quadtree.Neighbor(
        row: row, distance: Geodesic.distance(from: center, to: coordinate))
      if best.count == Self.nearest, let last = best.last {
        guard neighbor < last else { continue }
        best.removeLast()
      }
      best.insert(neighbor, at: best.firstIndex { neighbor < $0 } ?? best.endIndex)
    }
    return best
  }

  private static func box(around place: Coordinate) -> BoundingBox {
    BoundingBox(
      west: place.longitude - reach, south: place.latitude - reach,
      east: place.longitude + reach, north: place.latitude + reach)
  }
}
