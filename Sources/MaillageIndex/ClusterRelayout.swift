import MaillageGeometry

/// Lays a hierarchy out again after an update, copying what has not changed in runs.
struct ClusterRelayout {
  private let old: ClusterColumns
  private let update: ClusterUpdate
  private let newRows: RunMap

  /// The columns in their new order.
  private(set) var columns = ClusterColumns()
  /// Where old points and clusters have gone.
  private var points: [(start: Int, place: Int)] = []
  private var clusters: [(start: Int, place: Int)] = []
  /// The numbers of the nodes that the update made.
  private var numbers: [UInt32]
  /// Runs of old points and clusters that are still to be copied.
  private var pendingPoints = 0..<0
  private var pendingClusters = 0..<0

  private var pointMap = RunMap()
  private var clusterMap = RunMap()

  /// - Parameters:
  ///   - update: The update after zoom 0.
  ///   - newRows: The new number of each row that stays.
  init(_ update: ClusterUpdate, newRows: RunMap) {
    old = update.old.columns
    self.update = update
    self.newRows = newRows
    numbers = Array(repeating: 0, count: update.nodes.count)
    let room = update.nodes.reduce(0) { $0 + $1.rows.count }
    columns.rows.reserveCapacity(old.rows.count + room)
    columns.positions.reserveCapacity(old.rows.count + room)
    columns.clusters.reserveCapacity(old.clusters.count + update.nodes.count)
    columns.lastZooms.reserveCapacity(old.clusters.count + update.nodes.count)
    placeRoots()
    flush()
    for (start, place) in points.sorted(by: { $0.start < $1.start }) {
      pointMap.append(start, movedTo: place)
    }
    for (start, place) in clusters.sorted(by: { $0.start < $1.start }) {
      clusterMap.append(start, movedTo: place)
    }
    pointMap.finish(count: old.rows.count)
    clusterMap.finish(count: old.clusters.count)
  }

  /// The number of an old node that is still there.
  @inline(__always)
  func number(of node: UInt32) -> UInt32 {
    node & ClusterColumns.clusterBit == 0
      ? pointMap[node]
      : clusterMap[node & ~ClusterColumns.clusterBit] | ClusterColumns.clusterBit
  }

  /// The number of a node.
  func number(of item: ClusterUpdate.Item) -> UInt32 {
    switch item {
    case .old(let node): number(of: node)
    case .new(let index): numbers[index]
    }
  }
}

// MARK: - Placing

extension ClusterRelayout {
  private func seed(of item: ClusterUpdate.Item) -> MortonCode {
    switch item {
    case .old(let node): MortonCode(old.seed(of: node))
    case .new(let index): update.nodes[index].seed
    }
  }

  /// Places the nodes of zoom 0: those that stay and those that come, by seed.
  private mutating func placeRoots() {
    let coming = update.added.sorted { $0.seed < $1.seed }
    var next = coming.startIndex
    for root in old.roots where !update.removed.contains(root) {
      let seed = MortonCode(old.seed(of: root))
      while next < coming.endIndex, coming[next].seed < seed {
        place(coming[next].item)
        next += 1
      }
      place(.old(root))
    }
    for candidate in coming[next...] { place(candidate.item) }
  }

  private var pointCount: Int { columns.rows.count + pendingPoints.count }
  private var clusterCount: Int { columns.clusters.count + pendingClusters.count }

  /// Places a node with all that it is made of.
  ///
  /// - Returns: The place of the first point of its seed.
  @discardableResult private mutating func place(_ item: ClusterUpdate.Item) -> UInt32 {
    switch item {
    case .old(let node): place(node)
    case .new(let index):
      update.nodes[index].members.isEmpty ? placeLeaf(index) : placeCluster(index)
    }
  }

  private mutating func place(_ node: UInt32) -> UInt32 {
    let points = old.points(of: node)
    let clusters = old.clusters(of: node)
    let first = pointCount
    if pendingPoints.upperBound != points.lowerBound
      || pendingClusters.upperBound != clusters.lowerBound
    {
      flush()
      (pendingPoints, pendingClusters) = (points, clusters)
    } else {
      pendingPoints = pendingPoints.lowerBound..<points.upperBound
      pendingClusters = pendingClusters.lowerBound..<clusters.upperBound
    }
    let seed =
      node & ClusterColumns.clusterBit == 0
      ? Int(node) : Int(old.clusters[Int(node & ~ClusterColumns.clusterBit)].seed)
    return UInt32(first + seed - points.lowerBound)
  }

  private mutating func placeLeaf(_ index: Int) -> UInt32 {
    flush()
    let leaf = update.nodes[index]
    let first = UInt32(columns.rows.count)
    columns.rows += leaf.rows
    columns.positions.append(contentsOf: repeatElement(leaf.position, count: leaf.rows.count))
    numbers[index] = first
    if leaf.rows.count > 1 { append(index, firstPoint: first, seed: first) }
    return first
  }

  private mutating func placeCluster(_ index: Int) -> UInt32 {
    flush()
    let node = update.nodes[index]
    let first = UInt32(columns.rows.count)
    append(index, firstPoint: first, seed: 0)
    let number = columns.clusters.count - 1
    var seed: UInt32 = 0
    // The seed is the first of the members, which stand by seed once they are sorted.
    let members = node.members.map { ($0, self.seed(of: $0)) }.sorted { $0.1 < $1.1 }
    for (member, memberSeed) in members {
      let place = place(member)
      if memberSeed == node.seed { seed = place }
    }
    columns.clusters[number].seed = seed
    return seed
  }

  private mutating func append(_ index: Int, firstPoint: UInt32, seed: UInt32) {
    let node = update.nodes[index]
    numbers[index] = UInt32(columns.clusters.count) | ClusterColumns.clusterBit
    columns.clusters.append(
      ClusterColumns.Cluster(
        position: node.position, firstPoint: firstPoint, count: UInt32(node.count), seed: seed))
    columns.lastZooms.append(UInt8(node.lastZoom))
  }

  /// Copies the pending runs.
  private mutating func flush() {
    let shift = UInt32(truncatingIfNeeded: columns.rows.count &- pendingPoints.lowerBound)
    if !pendingPoints.isEmpty {
      points.append((pendingPoints.lowerBound, columns.rows.count))
      for point in pendingPoints { columns.rows.append(newRows[old.rows[point]]) }
      columns.positions += old.positions[pendingPoints]
    }
    if !pendingClusters.isEmpty {
      clusters.append((pendingClusters.lowerBound, columns.clusters.count))
      for number in pendingClusters {
        var cluster = old.clusters[number]
        cluster.firstPoint &+= shift
        cluster.seed &+= shift
        columns.clusters.append(cluster)
      }
      columns.lastZooms += old.lastZooms[pendingClusters]
    }
    pendingPoints = pendingPoints.upperBound..<pendingPoints.upperBound
    pendingClusters = pendingClusters.upperBound..<pendingClusters.upperBound
  }
}
