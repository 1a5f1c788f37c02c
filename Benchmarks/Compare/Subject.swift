import MaillageGeometry
import MaillageIndex

/// What is measured: the calls of the library that have a counterpart in the references.
enum Subject {
  /// What stands in a tile.
  typealias Marker = ClusterHierarchy.Feature

  static func index(_ points: [Coordinate], threads: Int) -> Quadtree {
    Quadtree(points, threads: threads)
  }

  /// Radius 40 on tiles of 512 pixels, zooms 0 to 16, as the references are told to.
  static func clusters(
    _ index: Quadtree, selection: Bitset? = nil, threads: Int
  ) -> ClusterHierarchy {
    ClusterHierarchy(index, selection: selection, options: .supercluster, threads: threads)
  }

  static func collectRows(
    of center: Coordinate, within radius: Double, _ index: Quadtree, into rows: inout [UInt32]
  ) {
    index.collectRows(of: center, within: radius, into: &rows)
  }

  static func collectNearest(
    to center: Coordinate, limit: Int, _ index: Quadtree, into found: inout [UInt32]
  ) {
    index.collectNearest(to: center, limit: limit, into: &found)
  }

  static func collectClusters(
    in rectangle: WorldRectangle, zoom: Int, _ clusters: ClusterHierarchy,
    into found: inout [Marker]
  ) {
    clusters.collectFeatures(in: rectangle, zoom: zoom, into: &found)
  }
}
