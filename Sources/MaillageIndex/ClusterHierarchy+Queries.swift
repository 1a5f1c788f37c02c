public import MaillageGeometry

extension ClusterHierarchy {
  /// The clusters whose position lies in a rectangle, edges included.
  ///
  /// - Parameters:
  ///   - rectangle: A part of the Web Mercator square.
  ///   - zoom: 0 … ``Tile/maximumZoom``; beyond the maximum zoom of the options there are only
  ///     single points and stacks.
  /// - Returns: Clusters by Morton code of their seed.
  /// - Complexity: O(log n + k log k), n the number of clusters of that zoom, k of those near the
  ///   rectangle.
  public func clusters(in rectangle: WorldRectangle, zoom: Int) -> [Cluster] {
    var found: [Feature] = []
    collectFeatures(in: rectangle, zoom: zoom, into: &found)
    return found.lazy.map { self[$0] }
      .map { (seed: MortonCode($0.seed), cluster: $0) }
      .sorted { $0.seed < $1.seed }
      .map(\.cluster)
  }

  /// Finds what stands in a rectangle, edges included, in any order.
  ///
  /// For loops over many tiles: the least that a picture needs, and nothing is allocated once the
  /// array has room. ``subscript(_:)`` tells more of a feature.
  ///
  /// - Parameters:
  ///   - rectangle: A part of the Web Mercator square.
  ///   - zoom: 0 … ``Tile/maximumZoom``.
  ///   - features: Takes the features in place of what it held.
  /// - Complexity: O(log n + k), n the number of clusters of that zoom, k of those near the
  ///   rectangle.
  public func collectFeatures(
    in rectangle: WorldRectangle, zoom: Int, into features: inout [Feature]
  ) {
    precondition((0...Tile.maximumZoom).contains(zoom), "zoom is 0 … \(Tile.maximumZoom)")
    features.removeAll(keepingCapacity: true)
    lists[Int(listOfZoom[zoom])].append(in: rectangle, zoom: zoom, of: columns, to: &features)
  }

  /// All there is to know of a feature of this hierarchy.
  public subscript(feature: Feature) -> Cluster {
    cluster(feature.node, at: feature.position)
  }

  /// The cluster of an id; `nil` when there is none.
  ///
  /// - Complexity: O(log n), n the number of points.
  public func cluster(_ id: Cluster.ID) -> Cluster? {
    node(id).map(cluster)
  }

  /// The clusters that one splits into at its expansion zoom.
  ///
  /// - Returns: At least two clusters by Morton code of their seed; none for a single point or a
  ///   stack; `nil` when there is no such cluster.
  public func children(of id: Cluster.ID) -> [Cluster]? {
    node(id).map { columns.children(of: $0).map(cluster) }
  }

  /// Some of the rows of a cluster, in an order that does not depend on that of the data.
  ///
  /// The rows of a child are neighbours in it; rows that share a position ascend.
  ///
  /// - Parameters:
  ///   - id: A cluster, a stack or a single point.
  ///   - limit: The most rows to return.
  ///   - offset: How many rows to leave out first.
  /// - Returns: Rows; `nil` when there is no such cluster.
  /// - Complexity: O(log n + k), k the limit.
  public func leaves(of id: Cluster.ID, limit: Int, offset: Int) -> [Int]? {
    node(id).map { node in
      columns.rows[columns.points(of: node)]
        .dropFirst(max(0, offset)).prefix(max(0, limit)).map(Int.init)
    }
  }

  /// The smallest rectangle that holds the positions of a cluster's points.
  ///
  /// - Returns: A rectangle, a single point for stacks; `nil` when there is no such cluster.
  /// - Complexity: O(log n + k), k the number of the cluster's points.
  public func boundingRectangle(of id: Cluster.ID) -> WorldRectangle? {
    node(id).map { node in
      columns.positions[columns.points(of: node)].reduce(
        WorldRectangle(
          minimum: WorldPoint(x: .max, y: .max), maximum: WorldPoint(x: 0, y: 0))
      ) { box, point in
        WorldRectangle(
          minimum: WorldPoint(x: min(box.minimum.x, point.x), y: min(box.minimum.y, point.y)),
          maximum: WorldPoint(x: max(box.maximum.x, point.x), y: max(box.maximum.y, point.y)))
      }
    }
  }

  @inline(__always)
  private func cluster(_ node: UInt32, at point: WorldPoint) -> Cluster {
    guard node & ClusterColumns.clusterBit != 0 else {
      return Cluster(
        position: point, seed: point, firstPoint: node, count: 1,
        firstRow: columns.rows[Int(node)], lastZoom: UInt8(Tile.maximumZoom))
    }
    let number = Int(node & ~ClusterColumns.clusterBit)
    let cluster = columns.clusters[number]
    return Cluster(
      position: point, seed: columns.positions[Int(cluster.seed)],
      firstPoint: cluster.firstPoint, count: cluster.count,
      firstRow: columns.rows[Int(cluster.firstPoint)], lastZoom: columns.lastZooms[number])
  }

  private func cluster(_ node: UInt32) -> Cluster {
    cluster(
      node, at: columns.position(of: node))
  }

  /// The node of an id: near its seed, since each zoom moves a centroid by less than the radius.
  private func node(_ id: Cluster.ID) -> UInt32? {
    guard (0...Tile.maximumZoom).contains(id.zoom) else { return nil }
    let seed = MortonCode(bits: id.seed).point
    let drift =
      id.zoom > options.maximumZoom
      ? 0
      : (id.zoom...options.maximumZoom).reduce(0) { $0 + options.worldRadius(zoom: $1) + 1 }
    return features(in: WorldRectangle(seed, margin: drift), zoom: id.zoom).map(\.node).first {
      columns.lastZoom(of: $0) == id.zoom && columns.seed(of: $0) == seed
    }
  }
}

extension WorldRectangle {
  /// What lies within a margin of a point to all four sides, cut at the edges of the square.
  init(_ center: WorldPoint, margin: Double) {
    let margin = UInt32(min(margin.rounded(.up), WorldPoint.side - 1))
    func lower(_ value: UInt32) -> UInt32 { value > margin ? value - margin : 0 }
    func upper(_ value: UInt32) -> UInt32 { value < .max - margin ? value + margin : .max }
    self.init(
      minimum: WorldPoint(x: lower(center.x), y: lower(center.y)),
      maximum: WorldPoint(x: upper(center.x), y: upper(center.y)))
  }
}
