import MaillageGeometry
import MaillageIndex
import MaillageTestSupport
import Testing

/// Queries by places where cells of the Mercator square meet or end.
@Suite struct QuadtreeDirectoryTests {
  /// Corners of cells of several levels, the ends of the square, the poles and the antimeridian.
  private static let corners =
    [
      WorldPoint(x: 1 << 31, y: 1 << 31), WorldPoint(x: 5 << 29, y: 3 << 29),
      WorldPoint(x: 33 << 26, y: 9 << 28), WorldPoint(x: 17 << 27, y: 1 << 27),
      WorldPoint(x: 0, y: 3 << 30), WorldPoint(x: 1 << 30, y: UInt32.max - (1 << 26)),
      WorldPoint(x: 7 << 28, y: 0), WorldPoint(x: 3 << 29, y: .max),
    ].map(\.coordinate) + [
      Coordinate(longitude: 180, latitude: 12), Coordinate(longitude: -180, latitude: -84.99),
      Coordinate(longitude: 60, latitude: 85.01), Coordinate(longitude: 0, latitude: 90),
      Coordinate(longitude: 77, latitude: -90), Coordinate(longitude: -100, latitude: 89.9),
    ]

  /// Points of all distances around a place, so that some lie just within and just beyond radii.
  private static func points(
    around place: Coordinate, _ count: Int, _ generator: inout SplitMix64
  ) -> [Coordinate] {
    (0..<count).map { _ in
      let spread = Double.random(in: 1e-5...1, using: &generator)
      return PointLayout.near(place, 3 * spread * spread * spread, &generator)
    }
  }

  @Test(arguments: corners.indices) func whereCellsMeetAnswersEqualAPlainScan(corner: Int) {
    for seed in 0..<2 * QuadtreeCase.times {
      var generator = SplitMix64(seed: 6000 + seed * 100 + UInt64(corner))
      let place = Self.corners[corner]
      let points =
        Self.points(around: place, 700, &generator)
        + PointLayout.uniform.points(500, using: &generator)
      let tree = Quadtree(points)
      // Among the sparse points, too: a leaf of theirs spans cells.
      let centers =
        [place, points[0], points[900], points[1100]]
        + Self.points(around: place, 2, &generator)
      for center in centers {
        let all = points.indices
          .map {
            Quadtree.Neighbor(row: $0, distance: Geodesic.distance(from: center, to: points[$0]))
          }
          .sorted()
        var rows: [UInt32] = []
        var radius = 0.1
        while radius < 21_000_000 {
          let expected = all.prefix { $0.distance <= radius }.map(\.row).sorted()
          tree.collectRows(of: center, within: radius, into: &rows)
          #expect(rows.map(Int.init).sorted() == expected, "seed \(seed) \(center) \(radius)")
          radius *= 2.3
        }
        for limit in [1, 10, 64, 65, 900] {
          let expected = Array(all.prefix(limit))
          tree.collectNearest(to: center, limit: limit, into: &rows)
          #expect(rows.map(Int.init) == expected.map(\.row), "seed \(seed) \(center) \(limit)")
          #expect(tree.nearest(to: center, limit: limit) == expected, "seed \(seed) \(center)")
        }
      }
    }
  }

  @Test func anIndexTakesAtMostFortyFourBytesAPoint() {
    for count in [60_000, 235_000] {
      let tree = Quadtree(SyntheticPoints.clustered(count: count, seed: 4))
      #expect(tree.byteCount <= 44 * count, "\(count)")
    }
  }
}
