import MaillageGeometry

/// The points and clusters of a hierarchy as nested sets: what belongs to a cluster is one run.
///
/// Clusters are numbered as one meets them from the outermost inwards, a cluster before those it is
/// made of, and points stand in the order of the clusters they belong to. A stack of points that
/// share a position is a cluster too.
///
/// Source: J. Celko, "Trees and Hierarchies in SQL for Smarties", 2004, chapter 4.
struct ClusterColumns: Sendable {
  /// A cluster, or a stack.
  struct Cluster: Sendable {
    var position: WorldPoint
    /// Its points are `count` entries from here on.
    var firstPoint: UInt32
    var count: UInt32
    /// The first point of the position it grew around.
    var seed: UInt32
  }

  // Columns of points.

  var rows: [UInt32] = []
  var positions: [WorldPoint] = []

  // Columns of clusters.

  var clusters: [Cluster] = []
  /// The last zoom at which each exists.
  var lastZooms: [UInt8] = []

  /// Set in the number of a node that is a cluster; a single point's number is its place.
  static let clusterBit: UInt32 = 1 << 31

  var byteCount: Int { 12 * rows.count + 21 * clusters.count }

  /// The last zoom at which a node exists.
  func lastZoom(of node: UInt32) -> UInt8 {
    node & Self.clusterBit == 0
      ? UInt8(Tile.maximumZoom) : lastZooms[Int(node & ~Self.clusterBit)]
  }

  /// Where a node stands.
  func position(of node: UInt32) -> WorldPoint {
    node & Self.clusterBit == 0
      ? positions[Int(node)] : clusters[Int(node & ~Self.clusterBit)].position
  }

  /// The position a node grew around.
  func seed(of node: UInt32) -> WorldPoint {
    positions[
      node & Self.clusterBit == 0 ? Int(node) : Int(clusters[Int(node & ~Self.clusterBit)].seed)]
  }

  /// The points of a node.
  func points(of node: UInt32) -> Range<Int> {
    guard node & Self.clusterBit != 0 else { return Int(node)..<Int(node) + 1 }
    let cluster = clusters[Int(node & ~Self.clusterBit)]
    return Int(cluster.firstPoint)..<Int(cluster.firstPoint + cluster.count)
  }

  /// A node's own number and those of the clusters it is made of; none for a point.
  func clusters(of node: UInt32) -> Range<Int> {
    guard node & Self.clusterBit != 0 else {
      let next = SortedSearch.first(in: clusters.indices) { clusters[$0].firstPoint > node }
      return next..<next
    }
    let number = Int(node & ~Self.clusterBit)
    return number..<firstCluster(from: number, notBefore: points(of: node).upperBound)
  }

  /// The nodes a cluster is made of, by seed; none for a point or a stack.
  func children(of node: UInt32) -> [UInt32] {
    guard lastZoom(of: node) < Tile.maximumZoom else { return [] }
    return nodes(in: points(of: node), from: Int(node & ~Self.clusterBit) + 1)
  }

  /// The nodes of zoom 0, by seed.
  var roots: [UInt32] { nodes(in: rows.indices, from: 0) }

  /// The outermost nodes of a run of points, whose clusters begin at a number.
  private func nodes(in points: Range<Int>, from number: Int) -> [UInt32] {
    var found: [UInt32] = []
    var point = points.lowerBound
    var next = number
    while point < points.upperBound {
      if next < clusters.count, clusters[next].firstPoint == point {
        found.append(UInt32(next) | Self.clusterBit)
        point += Int(clusters[next].count)
        next = firstCluster(from: next, notBefore: point)
      } else {
        found.append(UInt32(point))
        point += 1
      }
    }
    return found
  }

  /// The first cluster from a number on whose points begin at a place or later.
  private func firstCluster(from number: Int, notBefore point: Int) -> Int {
    // Near by for small clusters, so the steps grow only as they are needed.
    var step = 1
    var low = number + 1
    while low + step < clusters.count, clusters[low + step].firstPoint < point {
      low += step
      step *= 2
    }
    return SortedSearch.first(in: low..<min(low + step, clusters.count)) {
      clusters[$0].firstPoint >= point
    }
  }
}
