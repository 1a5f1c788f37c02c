public import MaillageGeometry

extension ClusterHierarchy {
  /// The clusters whose position lies in a rectangle, edges included.
  ///
  /// - Parameters:
  ///   - rectangle: A part of the Web Mercator square.
  ///   - zoom: 0 … ``Tile/maximumZoom``; beyond the maximum zoom of the options there are only
  ///     single points and stacks.
  /// - Returns: Clusters by Morton code of their position, then by seed.
  /// - Complexity: O(log n + k), n the number of clusters of that zoom, k of those near the
  ///   rectangle.
  public func clusters(in rectangle: WorldRectangle, zoom: Int) -> [Cluster] {
    precondition((0...Tile.maximumZoom).contains(zoom), "zoom is 0 … \(Tile.maximumZoom)")
    let nodes = nodesOfZoom[min(zoom, nodesOfZoom.count - 1)]
    var found: [Cluster] = []
    var start = 0
    for range in rectangle.mortonRanges {
      start = SortedSearch.first(in: start..<nodes.count) {
        codes[Int(nodes[$0])] >= range.lowerBound
      }
      while start < nodes.count, codes[Int(nodes[start])] <= range.upperBound {
        let node = Int(nodes[start])
        if rectangle.contains(codes[node].point) { found.append(cluster(ofNode: node)) }
        start += 1
      }
    }
    return found
  }

  /// The cluster of an id; `nil` when there is none.
  ///
  /// - Complexity: O(log n), n the number of points.
  public func cluster(_ id: Cluster.ID) -> Cluster? {
    node(id).map(cluster(ofNode:))
  }

  /// The clusters that one splits into at its expansion zoom, in the order of all answers.
  ///
  /// - Returns: At least two clusters; none for a single point or a stack; `nil` when there is no
  ///   such cluster.
  public func children(of id: Cluster.ID) -> [Cluster]? {
    node(id).map { node in
      children[Int(childStarts[node])..<Int(childStarts[node + 1])].map {
        cluster(ofNode: Int($0))
      }
    }
  }

  /// Some of the rows of a cluster, in an order that does not depend on that of the data.
  ///
  /// The rows of a child are neighbours in it; rows that share a position come by priority.
  ///
  /// - Parameters:
  ///   - id: A cluster, a stack or a single point.
  ///   - limit: The most rows to return.
  ///   - offset: How many rows to leave out first.
  /// - Returns: Rows; `nil` when there is no such cluster.
  /// - Complexity: O(log n + k), k the limit.
  public func leaves(of id: Cluster.ID, limit: Int, offset: Int) -> [Int]? {
    node(id).map { node in
      let start = Int(leafStarts[node])
      return leaves[start..<start + Int(counts[node])]
        .dropFirst(max(0, offset)).prefix(max(0, limit)).map(Int.init)
    }
  }

  private func cluster(ofNode node: Int) -> Cluster {
    Cluster(
      id: Cluster.ID(zoom: Int(lastZooms[node]), seed: seeds[node]),
      count: Int(counts[node]),
      position: codes[node].point,
      row: counts[node] == 1 ? Int(leaves[Int(leafStarts[node])]) : nil)
  }

  /// The node of an id: from the seed's own node upwards to the zoom.
  private func node(_ id: Cluster.ID) -> Int? {
    let priority = ClusterBuilder.priority(id.seed)
    let place = SortedSearch.first(in: nodesByPriority.indices) {
      ClusterBuilder.priority(seeds[Int(nodesByPriority[$0])]) >= priority
    }
    guard place < nodesByPriority.count else { return nil }
    var node = Int(nodesByPriority[place])
    while lastZooms[node] > id.zoom, parents[node] != Self.none { node = Int(parents[node]) }
    return lastZooms[node] == id.zoom && seeds[node] == id.seed ? node : nil
  }
}

extension WorldRectangle {
  /// Ascending ranges of Morton codes that together hold every point of the rectangle.
  ///
  /// They are the at most 4 × 4 cells of one level that cover it, neighbours along the curve
  /// joined; they hold other points too.
  var mortonRanges: [ClosedRange<MortonCode>] {
    guard minimum.x <= maximum.x, minimum.y <= maximum.y else { return [] }
    var shift: UInt32 = 0
    while maximum.x >> shift - minimum.x >> shift > 3 || maximum.y >> shift - minimum.y >> shift > 3
    {
      shift += 1
    }
    var cells: [UInt64] = []
    for y in minimum.y >> shift...maximum.y >> shift {
      for x in minimum.x >> shift...maximum.x >> shift {
        cells.append(MortonCode(WorldPoint(x: x, y: y)).bits)
      }
    }
    cells.sort()
    let digits = UInt64(2 * shift)
    var ranges: [ClosedRange<MortonCode>] = []
    var first = 0
    for index in cells.indices
    where index + 1 == cells.count || cells[index + 1] != cells[index] + 1 {
      let last = cells[index] << digits | ((1 << digits) - 1)
      ranges.append(MortonCode(bits: cells[first] << digits)...MortonCode(bits: last))
      first = index + 1
    }
    return ranges
  }
}
