public import MaillageGeometry
import MaillageIndex
public import MaillageModel

/// What stands on the map at one place of one zoom: a cluster, or a single structure.
public struct Marker: Hashable, Sendable {
  /// Where it stands: a single structure's own position, a cluster's centroid.
  public let coordinate: Coordinate
  /// The number of structures it stands for.
  public let count: Int
  /// The cluster's identifier; `nil` for a single structure.
  public let clusterID: String?
  /// The zoom at which the cluster splits; `nil` for a single structure and for structures that share
  /// one position, which never part.
  public let expansionZoom: Int?
  /// The single structure; `nil` for a cluster.
  public let structure: Structure?
}

extension Snapshot {
  /// The markers of a zoom whose positions lie in a box, in canonical order.
  ///
  /// - Complexity: O(log n + m), m the number of markers.
  public func markers(in box: BoundingBox, zoom: Int, selection: Selection) -> [Marker] {
    let clusters = selection.clusters
    return box.worldRectangles
      .flatMap { clusters.clusters(in: $0, zoom: zoom) }
      .map(marker(for:))
      .filter { box.contains($0.coordinate) }
  }

  /// The clusters and structures that a cluster splits into; `nil` when the selection has no such
  /// cluster.
  public func children(of clusterID: String, selection: Selection) -> [Marker]? {
    guard let id = ClusterHierarchy.Cluster.ID(clusterID) else { return nil }
    return selection.clusters.children(of: id)?.map(marker(for:))
  }

  /// A page of the structures of a cluster, in canonical order; `nil` when the selection has no such
  /// cluster.
  public func leaves(
    of clusterID: String, limit: Int, offset: Int, selection: Selection
  ) -> [Structure]? {
    guard let id = ClusterHierarchy.Cluster.ID(clusterID) else { return nil }
    return selection.clusters.leaves(of: id, limit: limit, offset: offset)?
      .map(structure(row:))
  }

  /// The cluster of an identifier; `nil` when the selection has none.
  public func marker(clusterID: String, selection: Selection) -> Marker? {
    guard let id = ClusterHierarchy.Cluster.ID(clusterID) else { return nil }
    return selection.clusters.cluster(id).map(marker(for:))
  }

  private func marker(for cluster: ClusterHierarchy.Cluster) -> Marker {
    let single = cluster.row.map(structure(row:))
    return Marker(
      coordinate: single?.coordinate ?? cluster.position.coordinate, count: cluster.count,
      clusterID: single == nil ? cluster.id.description : nil,
      expansionZoom: cluster.expansionZoom, structure: single)
  }
}
