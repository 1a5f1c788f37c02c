public import MaillageGeometry

extension Quadtree {
  /// The nearest rows, nearest first, rows equally far in ascending order.
  ///
  /// - Parameters:
  ///   - center: A valid position; there is no answer around any other.
  ///   - limit: The most rows to return.
  ///   - radius: The farthest a row may be, in metres along the geodesic on WGS 84, edge included.
  ///   - selection: The rows to look among, with capacity ``rowCount``; all when `nil`.
  /// - Returns: At most `limit` neighbours by distance, then row.
  /// - Complexity: O(log n + k log k) for points spread evenly, k the limit.
  public func nearest(
    to center: Coordinate, limit: Int, within radius: Double = .infinity, selection: Bitset? = nil
  ) -> [Neighbor] {
    var found: [Neighbor] = []
    collectNearest(to: center, limit: limit, within: radius, selection: selection, into: &found)
    return found
  }

  /// Collects the nearest rows, nearest first, rows equally far in ascending order: for loops.
  ///
  /// - Parameters:
  ///   - center: A valid position; there is no answer around any other.
  ///   - limit: The most rows to collect.
  ///   - radius: The farthest a row may be, in metres along the geodesic on WGS 84, edge included.
  ///   - selection: The rows to look among, with capacity ``rowCount``; all when `nil`.
  ///   - found: What it holds is replaced by at most `limit` neighbours; its room is kept.
  /// - Complexity: O(log n + k log k) for points spread evenly, k the limit.
  public func collectNearest(
    to center: Coordinate, limit: Int, within radius: Double = .infinity,
    selection: Bitset? = nil, into found: inout [Neighbor]
  ) {
    found.removeAll(keepingCapacity: true)
    var distances = DistanceCache(center)
    visitCandidates(to: center, limit: limit, within: radius, selection: selection) {
      chords, hasOverflowed in
      if hasOverflowed {
        found = nearest(
          to: center, limit: limit, within: radius, selection: selection, noFartherThan: chords)
        return
      }
      for index in chords.indices {
        let point = NearestChords.point(chords[index])
        let distance = distances.distance(to: coordinates[point])
        guard distance <= radius else { continue }
        found.append(Neighbor(row: Int(rows[point]), distance: distance))
      }
    }
    found.sort()
    if found.count > limit { found.removeLast(found.count - limit) }
  }

  /// Collects the nearest rows, nearest first, rows equally far in ascending order, without their
  /// distances: as exact, and faster.
  ///
  /// Straight lines through the earth tell which of two points is nearer unless they differ by
  /// centimetres; only then are geodesics computed.
  ///
  /// - Parameters:
  ///   - center: A valid position; there is no answer around any other.
  ///   - limit: The most rows to collect.
  ///   - radius: The farthest a row may be, in metres along the geodesic on WGS 84, edge included.
  ///   - selection: The rows to look among, with capacity ``rowCount``; all when `nil`.
  ///   - found: What it holds is replaced by at most `limit` rows; its room is kept.
  /// - Complexity: O(log n + k log k) for points spread evenly, k the limit.
  public func collectNearest(
    to center: Coordinate, limit: Int, within radius: Double = .infinity,
    selection: Bitset? = nil, into found: inout [UInt32]
  ) {
    found.removeAll(keepingCapacity: true)
    let inside = ChordBounds(radius: max(radius, 0)).inside
    visitCandidates(to: center, limit: limit, within: radius, selection: selection) {
      chords, hasOverflowed in
      if hasOverflowed {
        let neighbors = nearest(
          to: center, limit: limit, within: radius, selection: selection, noFartherThan: chords)
        for neighbor in neighbors { found.append(UInt32(neighbor.row)) }
        return
      }
      var index = 0
      while index < chords.count, found.count < limit {
        // Candidates that the chords cannot tell apart.
        var end = index &+ 1
        while end < chords.count,
          NearestChords.square(chords[end])
            <= ChordBounds.outside(beyond: NearestChords.square(chords[end &- 1]))
        {
          end &+= 1
        }
        if end == index &+ 1, NearestChords.square(chords[index]) <= inside {
          found.append(rows[NearestChords.point(chords[index])])
        } else {
          appendInOrder(index..<end, of: chords, around: center, within: radius, to: &found)
        }
        index = end
      }
    }
    if found.count > limit { found.removeLast(found.count - limit) }
  }

  /// Appends the rows of some candidates by geodesic.
  private func appendInOrder(
    _ candidates: Range<Int>, of chords: Span<UInt64>, around center: Coordinate,
    within radius: Double, to found: inout [UInt32]
  ) {
    var distances = DistanceCache(center)
    var neighbors: [Neighbor] = []
    for index in candidates {
      let point = NearestChords.point(chords[index])
      let distance = distances.distance(to: coordinates[point])
      guard distance <= radius else { continue }
      neighbors.append(Neighbor(row: Int(rows[point]), distance: distance))
    }
    neighbors.sort()
    for neighbor in neighbors { found.append(UInt32(neighbor.row)) }
  }

  /// The nearest rows where very many are nearly as far as the last of them: by geodesic alone.
  @inline(never)
  private func nearest(
    to center: Coordinate, limit: Int, within radius: Double, selection: Bitset?,
    noFartherThan chords: Span<UInt64>
  ) -> [Neighbor] {
    let outside = min(
      ChordBounds(radius: radius).outside,
      ChordBounds.outside(beyond: NearestChords.square(chords[chords.count - 1])))
    var candidates: [UInt32] = []
    append(
      ChordBall(place: EarthGrid.place(center), square: outside), selection: selection,
      asPoints: true, to: &candidates)
    var distances = DistanceCache(center)
    var smallest = Smallest<Neighbor>(limit: min(limit, count))
    for point in candidates {
      let distance = distances.distance(to: coordinates[Int(point)])
      if distance <= radius {
        smallest.insert(Neighbor(row: Int(rows[Int(point)]), distance: distance))
      }
    }
    return smallest.settled()
  }
}
