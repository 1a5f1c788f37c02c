import MaillageGeometry

/// The nodes of a cluster hierarchy while it grows, from the deepest zoom to zoom 0.
///
/// Nodes are numbered as they are made: first the *leaves*, one for each position, in Morton order,
/// then the clusters, deepest zoom first. A node's number is thus below its parent's.
struct ClusterBuilder {
  // Columns of leaves.

  /// The selected rows in Morton order, those of one position ascending.
  private(set) var rows: [UInt32] = []
  /// The points of leaf n are entries `starts[n]` ..< `starts[n + 1]` of `rows`.
  private(set) var starts: [UInt32] = []
  private(set) var codes: [MortonCode] = []
  /// By leaf: only leaves of one group are clustered with each other; empty when all may be.
  private var groups: [UInt32] = []

  // Columns of clusters: entry n belongs to node `leafCount` + n.

  private(set) var clusters: [Cluster] = []
  /// The nodes each cluster is made of: entries from its `firstChild` on.
  private(set) var children: [UInt32] = []

  /// A cluster while others grow.
  struct Cluster: Sendable {
    /// Sums of the points' coordinates: exact, so means do not depend on the order of adding up.
    var sum = SIMD2<UInt64>.zero
    var position = WorldPoint(x: 0, y: 0)
    var count: UInt32 = 0
    /// The leaf it grew around.
    var seed: UInt32
    var firstChild: UInt32
    var childCount: UInt32 = 0
    /// How many clusters and stacks it is made of, itself included.
    var size: UInt32 = 1
    var zoom: UInt8

    var children: Range<Int> { Int(firstChild)..<Int(firstChild + childCount) }
  }

  /// The nodes of the zoom last clustered, or those that enter the first.
  private(set) var bands = ClusterBands()
  /// The share of nodes that were no seeds at the zoom last clustered.
  private var takenShare = 1.0
  private let threads: Int

  // Kept from zoom to zoom, for the room they have.
  private var sweep = ClusterSweep()
  private var joins: [ClusterJoin] = []
  private var newcomers: [ClusterBands.Entry] = []

  var leafCount: Int { codes.count }

  /// Whether points share positions.
  var hasStacks: Bool { leafCount < rows.count }

  /// The number of points at a leaf's position.
  @inline(__always)
  func count(ofLeaf leaf: Int) -> UInt32 {
    !hasStacks ? 1 : starts[leaf + 1] - starts[leaf]
  }

  /// Lays the leaves.
  init(_ quadtree: Quadtree, groups: [UInt32], selection: Bitset?, threads: Int) {
    self.threads = threads
    let capacity = selection?.count ?? quadtree.count
    codes.reserveCapacity(capacity)
    starts.reserveCapacity(capacity + 1)
    if let selection {
      rows.reserveCapacity(capacity)
      for point in quadtree.codes.indices where quadtree.isSelected(point, selection) {
        add(quadtree.codes[point], at: rows.count)
        rows.append(quadtree.rows[point])
      }
    } else {
      rows = quadtree.rows
      for point in quadtree.codes.indices { add(quadtree.codes[point], at: point) }
    }
    starts.append(UInt32(rows.count))
    if !groups.isEmpty {
      // One position belongs to one group, whatever the order of the rows.
      self.groups = codes.indices.map { leaf in
        rows[Int(starts[leaf])..<Int(starts[leaf + 1])].map { groups[Int($0)] }.min() ?? 0
      }
    }
    clusters.reserveCapacity(codes.count)
    children.reserveCapacity(codes.count * 2)
    bands = ClusterBands(
      codes.indices.map { leaf in
        let point = codes[leaf].point
        return ClusterBands.Entry(
          x: point.x, y: point.y, priority: Self.priority(codes[leaf]), node: UInt32(leaf))
      })
  }

  /// Adds a point to the last leaf, or as the first of another.
  @inline(__always)
  private mutating func add(_ code: MortonCode, at place: Int) {
    if code != codes.last {
      starts.append(UInt32(truncatingIfNeeded: place))
      codes.append(code)
    }
  }

  /// What decides whether a position becomes a seed: its bits mixed, so that no place is favoured.
  static func priority(_ code: MortonCode) -> UInt32 {
    UInt32(truncatingIfNeeded: SplitMix.mixed(code.bits) &>> 32)
  }

  /// The mean of positions, rounded once.
  static func mean(_ sum: SIMD2<UInt64>, count: UInt64) -> WorldPoint {
    let mean = (sum &+ count / 2) / SIMD2(repeating: count)
    return WorldPoint(x: UInt32(mean.x), y: UInt32(mean.y))
  }
}

// MARK: - One zoom

extension ClusterBuilder {
  /// Makes sure that bands are higher than a radius.
  ///
  /// Where hardly anything is clustered they become much higher, so that zooms to come need not sort
  /// again; where nodes lie close, low bands leave fewer to look at.
  mutating func fitBands(_ radius: Double) {
    // A little higher than the radius, so that rounding cannot put two bands between neighbours.
    let height = radius * 1.000_001
    guard bands.keys.isEmpty || height > bands.ruling.height else { return }
    let share = bands.keys.isEmpty ? 0 : takenShare
    bands.sort(
      .init(height: height * (share < 0.03 ? 8 : share < 0.1 ? 4 : share < 0.25 ? 2 : 1)),
      threads: threads)
  }

  /// Decides which nodes become the seeds of a zoom, and does something else beside it.
  ///
  /// - Parameters:
  ///   - radius: How far seeds reach, in units of ``WorldPoint``; less than the height of a band.
  ///   - other: What else to do.
  /// - Returns: What came of the other.
  mutating func findSeeds<Other: Sendable>(
    within radius: Double, beside other: @Sendable () -> Other
  ) -> Other {
    sweep.run(
      bands, radius: radius,
      rules: ClusterRules(leafCount: leafCount, clusters: clusters, groups: groups),
      threads: threads, beside: other)
  }

  /// Makes the clusters of a zoom around its seeds.
  ///
  /// - Parameters:
  ///   - zoom: Less than at the last call.
  ///   - minimumPoints: The fewest points a cluster has.
  ///   - members: Takes the nodes that became part of clusters, with the first zoom of each in
  ///     place of its priority.
  mutating func makeClusters(
    zoom: Int, minimumPoints: Int, members: inout [ClusterBands.Entry]
  ) {
    takenShare = Double(sweep.taken.count) / Double(max(1, bands.count))
    var joins: [ClusterJoin] = []
    swap(&joins, &self.joins)
    run(&joins, zoom: zoom, minimumPoints: minimumPoints)
    newcomers.removeAll(keepingCapacity: true)
    for join in joins {
      add(join)
      bands.takeOut(join.places, firstZoom: zoom + 1, into: &members)
    }
    swap(&joins, &self.joins)
    if !newcomers.isEmpty { bands.update(adding: newcomers) }
  }

  private func run(_ joins: inout [ClusterJoin], zoom: Int, minimumPoints: Int) {
    let partCount = max(1, min(threads, bands.count / Self.partLength))
    while joins.count < partCount { joins.append(ClusterJoin()) }
    joins.removeLast(joins.count - partCount)
    Concurrently.update(&joins, threads: threads, beside: {}) { index, join in
      let seeds = bands.count * index / partCount..<bands.count * (index + 1) / partCount
      join.run(sweep, seeds: seeds, of: self, zoom: zoom, minimumPoints: minimumPoints)
    }
  }

  /// The fewest nodes worth a part of their own.
  private static let partLength = 1 << 14

  /// Numbers the clusters of a part, and makes them nodes of their zoom.
  private mutating func add(_ join: ClusterJoin) {
    let (firstNode, firstChild) = (UInt32(leafCount + clusters.count), UInt32(children.count))
    children += join.children
    for var cluster in join.clusters {
      cluster.firstChild += firstChild
      clusters.append(cluster)
    }
    for var newcomer in join.newcomers {
      newcomer.node += firstNode
      newcomers.append(newcomer)
    }
  }

  /// Gives back the room that only growing needed.
  mutating func finish() {
    bands = ClusterBands(Array(bands.entries[..<bands.count]))
    sweep = ClusterSweep()
    joins = []
    newcomers = []
  }

  /// The number of points of a node.
  func count(of node: UInt32) -> UInt32 {
    Int(node) < leafCount ? count(ofLeaf: Int(node)) : clusters[Int(node) - leafCount].count
  }

  /// The leaf a node grew around.
  func seed(of node: UInt32) -> Int {
    Int(node) < leafCount ? Int(node) : Int(clusters[Int(node) - leafCount].seed)
  }

  /// By zoom, the number of the first node made there; beyond all nodes if there is none yet.
  var firstNodes: [UInt32] {
    (0...Tile.maximumZoom).map { zoom in
      UInt32(leafCount + SortedSearch.first(in: clusters.indices) { clusters[$0].zoom <= zoom })
    }
  }
}
