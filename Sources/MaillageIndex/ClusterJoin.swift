import MaillageGeometry

/// The clusters around the seeds of a run of nodes: each with the nodes that its seed has taken,
/// where together they have points enough.
struct ClusterJoin {
  /// Children of these clusters are counted from the start of ``children``.
  private(set) var clusters: [ClusterBuilder.Cluster] = []
  private(set) var children: [UInt32] = []
  /// The clusters as nodes of their zoom, numbered from 0.
  private(set) var newcomers: [ClusterBands.Entry] = []
  /// Where the nodes stand that became part of clusters.
  private(set) var places: [UInt32] = []
  /// What is known of the cluster of a seed: how many nodes it has taken, then its number.
  private var states: [UInt32] = []

  private static let isFounded: UInt32 = 1 << 31
  private static let isTooSmall = UInt32.max

  /// Joins nodes with their seeds; what was known before is forgotten.
  ///
  /// - Parameters:
  ///   - sweep: Which seed each node joins.
  ///   - seeds: The entries whose clusters are made, if they are seeds.
  ///   - builder: The nodes.
  ///   - zoom: The zoom of the clusters.
  ///   - minimumPoints: The fewest points a cluster has.
  mutating func run(
    _ sweep: ClusterSweep, seeds: Range<Int>, of builder: ClusterBuilder, zoom: Int,
    minimumPoints: Int
  ) {
    clusters.removeAll(keepingCapacity: true)
    children.removeAll(keepingCapacity: true)
    newcomers.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    states.removeAll(keepingCapacity: true)
    states.append(contentsOf: repeatElement(0, count: seeds.count))
    // Two nodes have two points at least.
    var points = [UInt32](repeating: 0, count: minimumPoints > 2 ? seeds.count : 0)
    let (taken, owners) = (sweep.taken, sweep.owners)
    let entries = builder.bands.entries.span
    var nodeCount = 0
    for place in taken {
      let seed = Int(owners[Int(place)])
      guard seeds.contains(seed) else { continue }
      states[seed &- seeds.lowerBound] &+= 1
      if !points.isEmpty {
        points[seed &- seeds.lowerBound] += builder.count(of: entries[Int(place)].node)
      }
      nodeCount &+= 1
    }
    places.reserveCapacity(nodeCount * 2)
    children.reserveCapacity(nodeCount * 2)
    clusters.reserveCapacity(nodeCount)
    for place in taken {
      let seed = Int(owners[Int(place)])
      guard seeds.contains(seed) else { continue }
      var state = states[seed &- seeds.lowerBound]
      if state < Self.isFounded {
        let node = entries[seed].node
        if points.isEmpty
          || Int(points[seed &- seeds.lowerBound]) + Int(builder.count(of: node)) >= minimumPoints
        {
          found(around: seed, nodes: state + 1, of: builder, zoom: zoom)
          state = UInt32(clusters.count - 1) | Self.isFounded
        } else {
          state = Self.isTooSmall
        }
        states[seed &- seeds.lowerBound] = state
      }
      if state == Self.isTooSmall { continue }
      add(Int(place), to: Int(state ^ Self.isFounded), of: builder)
    }
    for index in clusters.indices {
      let cluster = clusters[index]
      let position = ClusterBuilder.mean(cluster.sum, count: UInt64(cluster.count))
      clusters[index].position = position
      newcomers.append(
        ClusterBands.Entry(
          x: position.x, y: position.y,
          priority: ClusterBuilder.priority(builder.codes[Int(cluster.seed)]),
          node: UInt32(index)))
    }
  }

  /// Begins a cluster with its seed.
  private mutating func found(
    around seed: Int, nodes: UInt32, of builder: ClusterBuilder, zoom: Int
  ) {
    clusters.append(
      ClusterBuilder.Cluster(
        seed: UInt32(builder.seed(of: builder.bands.entries[seed].node)),
        firstChild: UInt32(children.count), zoom: UInt8(zoom)))
    children.append(contentsOf: repeatElement(0, count: Int(nodes)))
    add(seed, to: clusters.count - 1, of: builder)
  }

  /// Makes the node at a place part of a cluster.
  @inline(__always)
  private mutating func add(_ place: Int, to index: Int, of builder: ClusterBuilder) {
    let entry = builder.bands.entries[place]
    var (count, size) = (UInt32(1), UInt32(0))
    var sum = SIMD2(UInt64(entry.x), UInt64(entry.y))
    if Int(entry.node) >= builder.leafCount {
      let child = builder.clusters[Int(entry.node) - builder.leafCount]
      (count, size, sum) = (child.count, child.size, child.sum)
    } else if builder.hasStacks {
      count = builder.count(ofLeaf: Int(entry.node))
      size = count > 1 ? 1 : 0
      sum &*= UInt64(count)
    }
    children[Int(clusters[index].firstChild &+ clusters[index].childCount)] = entry.node
    clusters[index].childCount &+= 1
    clusters[index].count += count
    clusters[index].size += size
    clusters[index].sum &+= sum
    places.append(UInt32(truncatingIfNeeded: place))
  }
}
