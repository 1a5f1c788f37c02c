import MaillageGeometry

/// The nodes of a cluster hierarchy while it grows, from the deepest zoom to zoom 0.
///
/// Nodes are numbered as they are made: first the *leaves*, one for each position, in Morton order,
/// then the clusters, deepest zoom first. A node's number is thus below its parent's.
struct ClusterBuilder {
  /// The selected rows in Morton order; those of one position by descending priority.
  private(set) var rows: [UInt32] = []
  /// The points of leaf n are entries `pointStarts[n]` ..< `pointStarts[n + 1]` of `rows`.
  private var pointStarts: [UInt32] = [0]

  // Columns of nodes.

  /// The mean position, rounded.
  private(set) var points: [WorldPoint] = []
  private(set) var counts: [UInt32] = []
  /// Sums of the points' coordinates: exact, so means do not depend on the order of adding up.
  private var sums: [SIMD2<UInt64>] = []
  /// The leaf a node grew around.
  private(set) var seedOf: [UInt32] = []
  private(set) var parents: [UInt32] = []
  private(set) var firstZooms: [UInt8] = []
  private(set) var lastZooms: [UInt8] = []

  // Columns of leaves.

  /// The key of the leaf's point of highest priority.
  private(set) var seedKeys: [UInt64] = []
  /// The leaf's place among all by priority, from 1; greater ones become seeds first.
  private var ranks: [UInt32] = []
  /// The leaves by ascending rank.
  private(set) var nodesByPriority: [UInt32] = []

  /// The nodes of the zoom last clustered.
  private var alive: [ClusterSweep.Entry] = []
  private var sweep = ClusterSweep()

  /// The number of leaves.
  var leafCount: Int { seedKeys.count }

  /// The places of a leaf's points among the rows.
  func points(ofLeaf leaf: Int) -> Range<Int> {
    Int(pointStarts[leaf])..<Int(pointStarts[leaf + 1])
  }

  /// Lays the leaves.
  init(_ quadtree: Quadtree, keys: [UInt64], selection: Bitset?) {
    reserve(selection?.count ?? quadtree.count)
    var last: MortonCode?
    for point in quadtree.codes.indices where quadtree.isSelected(point, selection) {
      if quadtree.codes[point] != last {
        if last != nil { finishLeaf(keys) }
        last = quadtree.codes[point]
        points.append(quadtree.codes[point].point)
      }
      rows.append(quadtree.rows[point])
    }
    if last != nil { finishLeaf(keys) }
    rank()
    alive = points.indices.map {
      ClusterSweep.Entry(point: points[$0], priority: ranks[$0], node: UInt32($0))
    }
  }

  /// Makes room for the leaves of so many points.
  private mutating func reserve(_ count: Int) {
    rows.reserveCapacity(count)
    pointStarts.reserveCapacity(count + 1)
    seedKeys.reserveCapacity(count)
    // Clusters follow: there is about one for every two leaves.
    points.reserveCapacity(count + count / 2)
    counts.reserveCapacity(count + count / 2)
    sums.reserveCapacity(count + count / 2)
    seedOf.reserveCapacity(count + count / 2)
    parents.reserveCapacity(count + count / 2)
    firstZooms.reserveCapacity(count + count / 2)
    lastZooms.reserveCapacity(count + count / 2)
  }

  private mutating func finishLeaf(_ keys: [UInt64]) {
    let start = Int(pointStarts[pointStarts.count - 1])
    if rows.count - start > 1 {
      rows[start...].sort {
        let (left, right) = (Self.priority(keys[Int($0)]), Self.priority(keys[Int($1)]))
        return left == right ? $0 < $1 : left > right
      }
    }
    pointStarts.append(UInt32(rows.count))
    let point = points[points.count - 1]
    let count = UInt64(rows.count - start)
    append(
      count: UInt32(count), sum: SIMD2(UInt64(point.x), UInt64(point.y)) &* count,
      seed: UInt32(seedKeys.count), lastZoom: Tile.maximumZoom)
    seedKeys.append(keys[Int(rows[start])])
  }

  /// Adds all columns of a node but its position.
  private mutating func append(
    count: UInt32, sum: SIMD2<UInt64>, seed: UInt32, lastZoom: Int
  ) {
    counts.append(count)
    sums.append(sum)
    seedOf.append(seed)
    parents.append(ClusterHierarchy.none)
    firstZooms.append(0)
    lastZooms.append(UInt8(lastZoom))
  }

  /// Ranks leaves by priority; those of one key, which should not be, by position.
  private mutating func rank() {
    var priorities = seedKeys.map(Self.priority)
    nodesByPriority = Array(0..<UInt32(leafCount))
    var sorter = RadixSort()
    sorter.sort(keys: &priorities, values: &nodesByPriority)
    ranks = Array(repeating: 0, count: leafCount)
    for (rank, leaf) in nodesByPriority.enumerated() { ranks[Int(leaf)] = UInt32(rank) + 1 }
  }

  /// A key's priority: its bits mixed, so that it says nothing of place or order.
  static func priority(_ key: UInt64) -> UInt64 {
    SplitMix.mixed(key)
  }
}

// MARK: - One zoom

extension ClusterBuilder {
  /// Makes the clusters of a zoom out of the nodes of the zoom below it.
  ///
  /// - Parameters:
  ///   - zoom: One less than at the last call.
  ///   - radius: How far seeds reach, in units of ``WorldPoint``.
  ///   - minimumPoints: The fewest points a cluster has.
  mutating func cluster(zoom: Int, radius: Double, minimumPoints: Int) {
    sweep.run(alive, radius: radius)

    // How many points each seed takes in.
    var taken = [UInt32](repeating: 0, count: sweep.count)
    for index in 0..<sweep.count where !sweep.isSeed(index) {
      taken[Int(sweep.owners[index])] += counts[Int(sweep.node(at: index))]
    }
    // Then the number of the cluster made of them; 0, which is a leaf, if there is none.
    alive.removeAll(keepingCapacity: true)
    let firstNew = counts.count
    for index in 0..<sweep.count where sweep.isSeed(index) {
      let entry = sweep.entry(ofSeed: index)
      let node = Int(entry.node)
      if taken[index] > 0, Int(taken[index] + counts[node]) >= minimumPoints {
        taken[index] = UInt32(counts.count)
        append(count: 0, sum: .zero, seed: seedOf[node], lastZoom: zoom)
        join(node, cluster: counts.count - 1)
      } else {
        taken[index] = 0
        alive.append(entry)
      }
    }
    for index in 0..<sweep.count where !sweep.isSeed(index) {
      let node = Int(sweep.node(at: index))
      let cluster = Int(taken[Int(sweep.owners[index])])
      if cluster > 0 { join(node, cluster: cluster) } else { alive.append(entry(of: node)) }
    }
    for cluster in firstNew..<counts.count {
      let count = UInt64(counts[cluster])
      let mean = (sums[cluster] &+ count / 2) / SIMD2(repeating: count)
      points.append(WorldPoint(x: UInt32(mean.x), y: UInt32(mean.y)))
      alive.append(entry(of: cluster))
    }
  }

  private func entry(of node: Int) -> ClusterSweep.Entry {
    ClusterSweep.Entry(
      point: points[node], priority: ranks[Int(seedOf[node])], node: UInt32(node))
  }

  /// Makes a node part of a cluster of the last zoom.
  private mutating func join(_ node: Int, cluster: Int) {
    parents[node] = UInt32(cluster)
    firstZooms[node] = lastZooms[cluster] + 1
    counts[cluster] += counts[node]
    sums[cluster] &+= sums[node]
  }

  /// All nodes by Morton code of their position, then by seed and zoom.
  func canonicalOrder() -> [UInt32] {
    var keys = points.map { MortonCode($0).bits }
    var order = Array(0..<UInt32(points.count))
    var sorter = RadixSort()
    sorter.sort(keys: &keys, values: &order)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, keys[end] == keys[start] { end += 1 }
      if end - start > 1 {
        order[start..<end].sort {
          let (left, right) = (Int($0), Int($1))
          return (seedKeys[Int(seedOf[left])], lastZooms[left])
            < (seedKeys[Int(seedOf[right])], lastZooms[right])
        }
      }
      start = end
    }
    return order
  }
}
