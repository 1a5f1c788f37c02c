import MaillageGeometry
import MaillageIndex
import MaillageTestSupport
import Testing

@Suite struct ClusterHierarchyTests {
  typealias Cluster = ClusterHierarchy.Cluster

  /// One random case: points with keys, a selection or none, options.
  struct Case {
    let points: [Coordinate]
    let groups: [UInt32]?
    let selection: Bitset?
    let options: ClusterHierarchy.Options
    let clusters: ClusterHierarchy
    var generator: SplitMix64

    init(seed: UInt64, layout: PointLayout, count: ClosedRange<Int> = 1...60) {
      generator = SplitMix64(seed: seed)
      points = layout.points(.random(in: count, using: &generator), using: &generator)
      var groups: [UInt32]?
      if Int.random(in: 0..<4, using: &generator) == 0 {
        groups = []
        for _ in points { groups?.append(.random(in: 0..<3, using: &generator)) }
      }
      self.groups = groups
      if Bool.random(using: &generator) {
        var rows = Bitset(count: points.count)
        for row in points.indices where Bool.random(using: &generator) { rows.insert(row) }
        selection = rows
      } else {
        selection = nil
      }
      options = ClusterHierarchy.Options(
        radius: [60, 40, 0, 0.5, 75, 300].randomElement(using: &generator) ?? 60,
        radii: [[:], [:], [3: 200, 9: 10, 10: 5]].randomElement(using: &generator) ?? [:],
        minimumPoints: [2, 2, 2, 0, 3, 7].randomElement(using: &generator) ?? 2,
        maximumZoom: [18, 18, 0, 5, 14, 23].randomElement(using: &generator) ?? 18)
      clusters = ClusterHierarchy(
        Quadtree(points), selection: selection, groups: groups, options: options)
    }

    var selectedRows: [Int] { points.indices.filter { selection?.contains($0) ?? true } }

    mutating func rectangle() -> WorldRectangle {
      let corners = (0..<2).map { _ in
        WorldPoint(points.randomElement(using: &generator) ?? PointLayout.anywhere(&generator))
      }
      return WorldRectangle(
        minimum: WorldPoint(
          x: min(corners[0].x, corners[1].x), y: min(corners[0].y, corners[1].y)),
        maximum: WorldPoint(
          x: max(corners[0].x, corners[1].x), y: max(corners[0].y, corners[1].y)))
    }
  }

  static func isEqual(_ cluster: Cluster, _ node: PlainClusters.Node) -> Bool {
    cluster.id == node.id && cluster.count == node.rows.count
      && cluster.position == node.position
      && cluster.row == (node.rows.count == 1 ? node.rows[0] : nil)
      && cluster.isStack == (node.children.isEmpty && node.rows.count > 1)
      && cluster.expansionZoom == (node.children.isEmpty ? nil : node.id.zoom + 1)
  }

  @Test(arguments: PointLayout.allCases) func equalThePlainAlgorithm(layout: PointLayout) {
    for seed in 0..<150 as Range<UInt64> {
      var one = Case(seed: seed, layout: layout)
      let plain = PlainClusters(
        one.points, rows: one.selectedRows, groups: one.groups, options: one.options)
      for zoom in [0, 1, 3, 6, 10, 18, 24] {
        for rectangle in [.world, one.rectangle()] {
          let clusters = one.clusters.clusters(in: rectangle, zoom: zoom)
          let nodes = plain.nodes(in: rectangle, zoom: zoom)
          #expect(clusters.count == nodes.count, "seed \(seed) zoom \(zoom) \(rectangle)")
          let areEqual = zip(clusters, nodes).allSatisfy(Self.isEqual)
          #expect(areEqual, "seed \(seed) zoom \(zoom) \(rectangle)")
        }
      }
      let areLeavesEqual = plain.nodes.allSatisfy {
        one.clusters.leaves(of: $0.id, limit: .max, offset: 0)?.sorted() == $0.rows.sorted()
      }
      #expect(areLeavesEqual, "seed \(seed)")
    }
  }

  @Test(arguments: PointLayout.allCases) func everyZoomHoldsEveryPointOnce(layout: PointLayout) {
    for seed in 1000..<1080 as Range<UInt64> {
      let one = Case(seed: seed, layout: layout, count: 1...60)
      for zoom in 0...24 {
        let clusters = one.clusters.clusters(in: .world, zoom: zoom)
        let rows = clusters.flatMap {
          one.clusters.leaves(of: $0.id, limit: .max, offset: 0) ?? []
        }
        #expect(rows.sorted() == one.selectedRows, "seed \(seed) zoom \(zoom)")
        #expect(clusters.reduce(0) { $0 + $1.count } == one.clusters.count)
      }
    }
  }

  @Test(arguments: PointLayout.allCases) func clustersAreUnionsOfThoseOfTheNextZoom(
    layout: PointLayout
  ) throws {
    for seed in 2000..<2080 as Range<UInt64> {
      let one = Case(seed: seed, layout: layout, count: 1...60)
      for zoom in 0..<24 {
        let deeper = Set(one.clusters.clusters(in: .world, zoom: zoom + 1))
        for cluster in one.clusters.clusters(in: .world, zoom: zoom) {
          #expect(one.clusters.cluster(cluster.id) == cluster)
          let children = try #require(one.clusters.children(of: cluster.id))
          guard cluster.expansionZoom == zoom + 1 else {
            #expect(deeper.contains(cluster), "seed \(seed) \(cluster.id)")
            continue
          }
          #expect(children.count >= 2)
          #expect(deeper.isSuperset(of: children), "seed \(seed) \(cluster.id)")
          #expect(children.reduce(0) { $0 + $1.count } == cluster.count)
          // The leaves of the children, one after the other, are those of the cluster.
          let parts = children.flatMap {
            one.clusters.leaves(of: $0.id, limit: .max, offset: 0) ?? []
          }
          #expect(parts == one.clusters.leaves(of: cluster.id, limit: .max, offset: 0))
          #expect(
            Array(parts.dropFirst(1).prefix(3))
              == one.clusters.leaves(of: cluster.id, limit: 3, offset: 1))
        }
      }
    }
  }

  @Test(arguments: PointLayout.allCases) func seedsAreApartAndReachWhatTheyTakeIn(
    layout: PointLayout
  ) throws {
    for seed in 3000..<3080 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      let points = layout.points(60, using: &generator)
      let clusters = ClusterHierarchy(Quadtree(points))
      for zoom in 0...18 {
        let radius = 60.0 / 256 * 4_294_967_296 / Double(1 << zoom)
        var seeds: [WorldPoint] = []
        for cluster in clusters.clusters(in: .world, zoom: zoom) {
          guard cluster.id.zoom == zoom else {
            seeds.append(cluster.position)
            continue
          }
          let children = try #require(clusters.children(of: cluster.id))
          let center = try #require(children.first { $0.id.seed == cluster.id.seed }).position
          seeds.append(center)
          let areNear = children.allSatisfy {
            PlainClusters.distance($0.position, center) <= radius
          }
          #expect(areNear, "seed \(seed) zoom \(zoom)")
        }
        let areApart = seeds.indices.allSatisfy { first in
          seeds[..<first].allSatisfy { PlainClusters.distance($0, seeds[first]) > radius }
        }
        #expect(areApart, "seed \(seed) zoom \(zoom)")
      }
    }
  }

  /// Whether two answers agree in all but the rows, which depend on the order of the data.
  static func isSame(_ left: [Cluster], _ right: [Cluster]) -> Bool {
    left.count == right.count
      && zip(left, right).allSatisfy {
        $0.id == $1.id && $0.count == $1.count && $0.position == $1.position
          && $0.isStack == $1.isStack && $0.expansionZoom == $1.expansionZoom
      }
  }

  @Test(arguments: PointLayout.allCases) func anyOrderGivesTheSameClusters(layout: PointLayout) {
    for seed in 4000..<4080 as Range<UInt64> {
      var one = Case(seed: seed, layout: layout, count: 1...60)
      let order = one.points.indices.shuffled(using: &one.generator)
      var selection = one.selection.map { _ in Bitset(count: order.count) }
      for (new, old) in order.enumerated() where one.selection?.contains(old) == true {
        selection?.insert(new)
      }
      let shuffled = ClusterHierarchy(
        Quadtree(order.map { one.points[$0] }), selection: selection,
        groups: one.groups.map { groups in order.map { groups[$0] } }, options: one.options)
      for zoom in 0...24 {
        let before = one.clusters.clusters(in: .world, zoom: zoom)
        let after = shuffled.clusters(in: .world, zoom: zoom)
        #expect(
          Self.isSame(before, after), "seed \(seed) zoom \(zoom)")
        let areLeavesEqual = before.allSatisfy {
          // Rows of one position ascend, so they change places with the order.
          let rows = one.clusters.leaves(of: $0.id, limit: .max, offset: 0) ?? []
          let others = shuffled.leaves(of: $0.id, limit: .max, offset: 0) ?? []
          return rows.map { WorldPoint(one.points[$0]) }
            == others.map { WorldPoint(one.points[order[$0]]) }
            && Set(rows) == Set(others.map { order[$0] })
        }
        #expect(areLeavesEqual, "seed \(seed) zoom \(zoom)")
      }
    }
  }

  @Test(arguments: PointLayout.allCases) func aSelectionsClustersAreThoseOfItsPointsAlone(
    layout: PointLayout
  ) {
    for seed in 5000..<5080 as Range<UInt64> {
      let one = Case(seed: seed, layout: layout, count: 1...60)
      let rows = one.selectedRows
      let alone = ClusterHierarchy(
        Quadtree(rows.map { one.points[$0] }),
        groups: one.groups.map { groups in rows.map { groups[$0] } }, options: one.options)
      for zoom in 0...24 {
        let clusters = one.clusters.clusters(in: .world, zoom: zoom)
        #expect(
          Self.isSame(clusters, alone.clusters(in: .world, zoom: zoom)),
          "seed \(seed) zoom \(zoom)")
      }
    }
  }

  @Test func aStackOfTenThousandPointsNeverSplits() throws {
    let place = Coordinate(longitude: -0.5518, latitude: 47.4711)
    let points = Array(repeating: place, count: 10_000) + [Coordinate(longitude: 0, latitude: 0)]
    let clusters = ClusterHierarchy(
      Quadtree(points), options: .init(minimumPoints: 20_000))
    for zoom in 0...24 {
      let stack = try #require(
        clusters.clusters(in: .world, zoom: zoom).first { $0.count == 10_000 })
      #expect(stack.isStack)
      #expect(stack.expansionZoom == nil)
      #expect(stack.position == WorldPoint(place))
      #expect(clusters.children(of: stack.id) == [])
      #expect(clusters.leaves(of: stack.id, limit: 10, offset: 9995)?.count == 5)
    }
  }

  @Test func idsAreTextThatReadsBack() {
    let id = Cluster.ID(zoom: 7, seed: 0xC0_FFEE)
    #expect(id.description == "7-0000000000c0ffee")
    #expect(Cluster.ID(id.description) == id)
    for text in [
      "", "7", "7-", "7-c0ffee", "25-0000000000c0ffee", "-7-0000000000c0ffee",
      "07-0000000000c0ffee", "7-0000000000C0FFEE", "7-+000000000c0ffee", "7-0000000000c0ffee-",
    ] {
      #expect(Cluster.ID(text) == nil, "\(text)")
    }
  }

  @Test func unknownIdsHaveNoAnswer() {
    let points = [Coordinate(longitude: 1, latitude: 1), Coordinate(longitude: 1.01, latitude: 1)]
    let clusters = ClusterHierarchy(Quadtree(points))
    let seed = MortonCode(WorldPoint(points[0])).bits
    for id in [Cluster.ID(zoom: 24, seed: seed + 1), Cluster.ID(zoom: 23, seed: seed)] {
      #expect(clusters.cluster(id) == nil)
      #expect(clusters.children(of: id) == nil)
      #expect(clusters.leaves(of: id, limit: 1, offset: 0) == nil)
    }
    #expect(clusters.cluster(Cluster.ID(zoom: 24, seed: seed))?.row == 0)
  }
}
