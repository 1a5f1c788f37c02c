import MaillageGeometry
import MaillageIndex
import MaillageTestSupport
import Testing

@Suite struct QuadtreeTests {
  @Test(arguments: PointLayout.allCases) func rangesEqualAPlainScan(layout: PointLayout) {
    for seed in 0..<120 * QuadtreeCase.times {
      var one = QuadtreeCase(seed: seed, layout: layout)
      var found: [UInt32] = []
      for turn in 0..<6 {
        let (first, second) = (one.place(), one.place())
        var box = BoundingBox(
          west: first.longitude, south: min(first.latitude, second.latitude),
          east: second.longitude, north: max(first.latitude, second.latitude))
        // Sides where positions end, and beyond.
        if turn == 3 { (box.west, box.east) = (-180, 180) }
        if turn == 4 { (box.west, box.north) = (-200, 95) }
        if turn == 5 { (box.east, box.south) = (180, -90) }
        let expected = one.plainRows(in: box)
        #expect(one.tree.rows(in: box, selection: one.selection) == expected, "seed \(seed) \(box)")
        one.tree.collectRows(in: box, selection: one.selection, into: &found)
        #expect(found.map(Int.init).sorted() == expected, "seed \(seed) \(box)")
      }
      #expect(
        one.tree.rows(in: .world, selection: one.selection)
          == one.points.indices.filter(one.isSelected), "seed \(seed)")
    }
  }

  @Test(arguments: PointLayout.allCases) func radiiEqualAPlainScan(layout: PointLayout) {
    for seed in 1000..<1000 + 100 * QuadtreeCase.times {
      var one = QuadtreeCase(seed: seed, layout: layout)
      let center = one.place()
      let all = one.plainNeighbors(of: center, within: .infinity)
      // Radii of all sizes, and those at which a point lies on the very edge.
      var radii = [0, 1, 500, 20_000, 400_000, 3_000_000, 12_000_000, 20_004_000, .infinity]
      radii += (0..<4).compactMap { _ in all.randomElement(using: &one.generator)?.distance }
      radii += [all.first?.distance, all.first?.distance.nextDown].compactMap(\.self)
      var found: [UInt32] = []
      for radius in radii {
        let expected = all.filter { $0.distance <= radius }
        #expect(
          one.tree.neighbors(of: center, within: radius, selection: one.selection) == expected,
          "seed \(seed) radius \(radius)")
        one.tree.collectRows(of: center, within: radius, selection: one.selection, into: &found)
        #expect(
          found.map(Int.init).sorted() == expected.map(\.row).sorted(),
          "seed \(seed) radius \(radius)")
      }
    }
  }

  @Test(arguments: PointLayout.allCases) func nearestEqualAPlainScan(layout: PointLayout) {
    for seed in 2000..<2000 + 80 * QuadtreeCase.times {
      var one = QuadtreeCase(seed: seed, layout: layout)
      let center = one.place()
      let all = one.plainNeighbors(of: center, within: .infinity)
      let edge = all.randomElement(using: &one.generator)?.distance ?? 0
      var (neighbors, rows) = ([Quadtree.Neighbor](), [UInt32]())
      for (limit, radius) in [
        (0, .infinity), (1, .infinity), (2, edge), (10, .infinity), (10, 100_000), (100, edge),
        (1000, .infinity), (3, 0),
      ] {
        let expected = Array(all.filter { $0.distance <= radius }.prefix(limit))
        one.tree.collectNearest(
          to: center, limit: limit, within: radius, selection: one.selection, into: &neighbors)
        #expect(neighbors == expected, "seed \(seed) limit \(limit) radius \(radius)")
        one.tree.collectNearest(
          to: center, limit: limit, within: radius, selection: one.selection, into: &rows)
        #expect(
          rows.map(Int.init) == expected.map(\.row), "seed \(seed) limit \(limit) radius \(radius)")
      }
    }
  }

  @Test(arguments: 1...9) func fewPointsAreFoundWithinRadiiUpToHalfTheEarth(count: Int) {
    let points = (0..<count).map { Coordinate(longitude: Double($0) * 40 - 180, latitude: 10) }
    let tree = Quadtree(points)
    for kilometres in stride(from: 6000, through: 20_500, by: 50) {
      let radius = Double(kilometres) * 1000
      var found: [UInt32] = []
      tree.collectRows(of: points[0], within: radius, into: &found)
      let expected = points.indices.filter {
        Geodesic.distance(from: points[0], to: points[$0]) <= radius
      }
      #expect(found.map(Int.init).sorted() == expected, "\(kilometres) km")
    }
  }

  @Test func aStackOfTenThousandPointsIsOneLeafAmongOthers() {
    var generator = SplitMix64(seed: 3)
    let stack = Coordinate(longitude: 2.35, latitude: 48.85)
    let others = PointLayout.uniform.points(1000, using: &generator)
    let tree = Quadtree(Array(repeating: stack, count: 10_000) + others)
    #expect(tree.count == 11_000)
    #expect(
      tree.nearest(to: stack, limit: 5).map(\.row) == [0, 1, 2, 3, 4],
      "rows equally far come in ascending order")
    #expect(tree.neighbors(of: stack, within: 0).count == 10_000)
    let box = BoundingBox(west: 2.35, south: 48.85, east: 2.35, north: 48.85)
    #expect(tree.rows(in: box) == Array(0..<10_000))
  }

  @Test func invalidPositionsKeepTheirRowsAndAreNeverFound() {
    let tree = Quadtree([
      Coordinate(longitude: .nan, latitude: .nan), Coordinate(longitude: 1, latitude: 2),
      Coordinate(longitude: 181, latitude: 0), Coordinate(longitude: 0, latitude: -90.1),
    ])
    #expect(tree.rowCount == 4)
    #expect(tree.count == 1)
    #expect(tree.rows(in: .world) == [1])
    let center = Coordinate(longitude: 0, latitude: 0)
    #expect(tree.nearest(to: center, limit: 9).map(\.row) == [1])
    #expect(tree.neighbors(of: center, within: .nan).isEmpty)
    #expect(tree.neighbors(of: center, within: -1).isEmpty)
    #expect(
      tree.nearest(to: Coordinate(longitude: .nan, latitude: 0), limit: 1).isEmpty)
  }

  @Test func theNearestOfARingAreThoseOfAPlainScan() {
    for seed in 5000..<5000 + 20 * QuadtreeCase.times {
      var generator = SplitMix64(seed: seed)
      // Around a pole all are equally far; beside it nearly so.
      let latitude = Double.random(in: -80...80, using: &generator)
      let points = (0..<500).map { _ in
        Coordinate(longitude: .random(in: -180...180, using: &generator), latitude: latitude)
      }
      let tree = Quadtree(points)
      for offset in [0, 1e-9, 1e-6, 1e-3, 1] {
        let center = Coordinate(longitude: 20, latitude: 90 - offset)
        let all = points.indices
          .map {
            Quadtree.Neighbor(
              row: $0, distance: Geodesic.distance(from: center, to: points[$0]))
          }
          .sorted()
        for limit in [1, 10, 70, 499] {
          let expected = Array(all.prefix(limit))
          #expect(
            tree.nearest(to: center, limit: limit) == expected, "seed \(seed) limit \(limit)")
          var rows: [UInt32] = []
          tree.collectNearest(to: center, limit: limit, into: &rows)
          #expect(rows.map(Int.init) == expected.map(\.row), "seed \(seed) limit \(limit)")
        }
      }
    }
  }

  @Test(arguments: ["meridian", "parallel", "pole", "antimeridian", "two stacks"])
  func manyPointsOnALineOrAtAPlaceAreAllFound(arrangement: String) {
    let count = 20_000
    let points = (0..<count).map { row in
      let part = Double(row) / Double(count)
      return switch arrangement {
      case "meridian": Coordinate(longitude: 2.35, latitude: 180 * part - 90)
      case "parallel": Coordinate(longitude: 360 * part - 180, latitude: 60)
      case "pole": Coordinate(longitude: 360 * part - 180, latitude: 90)
      case "antimeridian":
        Coordinate(longitude: row % 2 == 0 ? 180 : -180, latitude: 180 * part - 90)
      default: Coordinate(longitude: row % 2 == 0 ? 2 : 100, latitude: 45)
      }
    }
    let tree = Quadtree(points)
    #expect(tree.byteCount <= 46 * count)
    #expect(tree.rows(in: .world) == Array(0..<count))
    let center = points[count / 3]
    for radius in [0, 10_000, 3_000_000, .infinity] {
      let expected = points.indices.filter {
        Geodesic.distance(from: center, to: points[$0]) <= radius
      }
      var found: [UInt32] = []
      tree.collectRows(of: center, within: radius, into: &found)
      #expect(found.map(Int.init).sorted() == expected, "radius \(radius)")
    }
    let nearest = tree.nearest(to: center, limit: 3)
    #expect(nearest.first?.distance == 0)
    #expect(nearest == nearest.sorted() && nearest.count == 3)
  }
}
