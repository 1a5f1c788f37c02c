import MaillageGeometry

/// Lays the nodes of a builder out as nested sets.
///
/// Siblings stand by Morton code of their seed, so that the order depends on positions alone.
struct ClusterLayout {
  private let builder: ClusterBuilder
  private var children: [UInt32] = []
  /// Of each node its first point, and the number of its own cluster or stack.
  private var places: [Place]
  private var clusterCount = 0
  /// By node, the number it has in the columns.
  private(set) var numbers: [UInt32] = []

  private struct Place {
    var point: UInt32
    var cluster: UInt32
  }

  init(_ builder: ClusterBuilder, threads: Int) {
    self.builder = builder
    let nodeCount = builder.leafCount + builder.clusters.count
    places = Array(repeating: Place(point: 0, cluster: 0), count: nodeCount)
    children = sortedChildren(threads: threads)
    placeAll()
    numbers = Array(capacity: nodeCount) { numbers in
      for leaf in 0..<builder.leafCount {
        numbers.append(
          isStack(leaf) ? places[leaf].cluster | ClusterColumns.clusterBit : places[leaf].point)
      }
      for node in builder.leafCount..<nodeCount {
        numbers.append(places[node].cluster | ClusterColumns.clusterBit)
      }
    }
  }

  @inline(__always)
  private func isStack(_ leaf: Int) -> Bool {
    builder.hasStacks && builder.count(ofLeaf: leaf) > 1
  }

  /// Places nodes from the outermost inwards: a cluster's children have smaller numbers here.
  private mutating func placeAll() {
    let roots = builder.bands.entries[..<builder.bands.count].map(\.node)
      .sorted { builder.seed(of: $0) < builder.seed(of: $1) }
    var next = Place(point: 0, cluster: 0)
    for root in roots { put(root, &next) }
    clusterCount = Int(next.cluster)
    for index in builder.clusters.indices.reversed() {
      next = places[builder.leafCount + index]
      next.cluster += 1
      for child in builder.clusters[index].children { put(children[child], &next) }
    }
  }

  @inline(__always)
  private mutating func put(_ node: UInt32, _ next: inout Place) {
    places[Int(node)] = next
    if Int(node) >= builder.leafCount {
      let cluster = builder.clusters[Int(node) - builder.leafCount]
      next.point += cluster.count
      next.cluster += cluster.size
    } else {
      let count = builder.count(ofLeaf: Int(node))
      next.point += count
      next.cluster += count > 1 ? 1 : 0
    }
  }

  /// The children of all clusters, siblings by seed.
  private func sortedChildren(threads: Int) -> [UInt32] {
    let clusters = builder.clusters
    return Concurrently.joined(
      Concurrently.map(clusters.count, threads: threads, partLength: 1 << 14) { part in
        guard let first = clusters[part].first, let last = clusters[part].last else { return [] }
        let start = Int(first.firstChild)
        var children = Array(builder.children[start..<last.children.upperBound])
        for cluster in clusters[part] {
          let range = cluster.children
          sort(&children, range.lowerBound - start..<range.upperBound - start)
        }
        return children
      })
  }

  /// Sorts siblings, which are few and almost sorted, by seed.
  private func sort(_ children: inout [UInt32], _ range: Range<Int>) {
    if range.count > 16 {
      let sorted = children[range].map { (seed: builder.seed(of: $0), node: $0) }
        .sorted { $0.seed < $1.seed }
      children.replaceSubrange(range, with: sorted.map(\.node))
      return
    }
    for index in range.dropFirst() {
      let node = children[index]
      let seed = builder.seed(of: node)
      var place = index
      while place > range.lowerBound, seed < builder.seed(of: children[place - 1]) {
        children[place] = children[place - 1]
        place -= 1
      }
      children[place] = node
    }
  }

  /// The columns in their order.
  func columns() -> ClusterColumns {
    var columns = ClusterColumns()
    (columns.rows, columns.positions) = points()
    (columns.clusters, columns.lastZooms) = clusters()
    return columns
  }

  private func points() -> (rows: [UInt32], positions: [WorldPoint]) {
    var rows = [UInt32](repeating: 0, count: builder.rows.count)
    var positions = Array(repeating: WorldPoint(x: 0, y: 0), count: builder.rows.count)
    for leaf in 0..<builder.leafCount {
      let position = builder.codes[leaf].point
      var point = Int(places[leaf].point)
      for place in Int(builder.starts[leaf])..<Int(builder.starts[leaf + 1]) {
        rows[point] = builder.rows[place]
        positions[point] = position
        point += 1
      }
    }
    return (rows, positions)
  }

  private func clusters() -> (clusters: [ClusterColumns.Cluster], lastZooms: [UInt8]) {
    var clusters = Array(
      repeating: ClusterColumns.Cluster(
        position: WorldPoint(x: 0, y: 0), firstPoint: 0, count: 0, seed: 0),
      count: clusterCount)
    var lastZooms = [UInt8](repeating: UInt8(Tile.maximumZoom), count: clusterCount)
    if builder.hasStacks {
      for leaf in 0..<builder.leafCount where isStack(leaf) {
        let first = places[leaf]
        clusters[Int(first.cluster)] = .init(
          position: builder.codes[leaf].point, firstPoint: first.point,
          count: builder.count(ofLeaf: leaf), seed: first.point)
      }
    }
    for (index, cluster) in builder.clusters.enumerated() {
      let first = places[builder.leafCount + index]
      clusters[Int(first.cluster)] = .init(
        position: cluster.position, firstPoint: first.point, count: cluster.count,
        seed: places[Int(cluster.seed)].point)
      lastZooms[Int(first.cluster)] = cluster.zoom
    }
    return (clusters, lastZooms)
  }
}
