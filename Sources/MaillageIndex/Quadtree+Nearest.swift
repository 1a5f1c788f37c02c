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
    visitCandidates(to: center, limit: limit, within: radius, selection: selection) { chords in
      if chords.hasOverflowed {
        found = nearest(
          to: center, limit: limit, within: radius, selection: selection, noFartherThan: chords)
        return
      }
      for index in 0..<chords.count {
        let point = chords.point(index)
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
    visitCandidates(to: center, limit: limit, within: radius, selection: selection) { chords in
      if chords.hasOverflowed {
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
          chords.square(end) <= ChordBounds.outside(beyond: chords.square(end &- 1))
        {
          end &+= 1
        }
        if end == index &+ 1, chords.square(index) <= inside {
          found.append(rows[chords.point(index)])
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
    _ candidates: Range<Int>, of chords: borrowing NearestChords, around center: Coordinate,
    within radius: Double, to found: inout [UInt32]
  ) {
    var distances = DistanceCache(center)
    var neighbors: [Neighbor] = []
    for index in candidates {
      let point = chords.point(index)
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
    noFartherThan chords: NearestChords
  ) -> [Neighbor] {
    let place = EarthGrid.place(center)
    let outside = SIMD4(
      repeating: min(
        ChordBounds(radius: radius).outside,
        ChordBounds.outside(beyond: chords.square(chords.count - 1))))
    var candidates: [UInt32] = []
    visitRuns { branch in
      bits(branch.squaredDistances(from: place).nearest .<= outside, .init(repeating: false))
    } take: { runs in
      append(runs, to: &candidates, selection: selection) { _, point in
        UInt32(truncatingIfNeeded: point)
      } look: { block in
        bits(
          squaredChords(from: block, to: place) .<= outside,
          squaredChords(from: block &+ 4, to: place) .<= outside)
      }
    }
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

  /// Finds points among which the nearest are, nearest in a straight line first.
  @inline(__always)
  private func visitCandidates(
    to center: Coordinate, limit: Int, within radius: Double, selection: Bitset?,
    _ take: (borrowing NearestChords) -> Void
  ) {
    guard limit > 0, radius >= 0, center.isValid, !branches.isEmpty else { return }
    let place = EarthGrid.place(center)
    let words = selection?.words ?? []
    let isSelecting = selection != nil
    let branches = branches.span
    var chords = NearestChords(
      limit: min(limit, count), bound: ChordBounds(radius: radius).outside)
    // Quarters still to be looked into: the square of the distance, the branch and the lane.
    var pending = [128 of UInt64](repeating: 0)
    var depth = 1
    // The root is looked into as if it were a quarter of distance 0 of a branch before it.
    var index = 0
    while true {
      let branch = branches[index]
      let squares = branch.squaredDistances(from: place).nearest
      var keys = SIMD4<UInt64>.zero
      for lane in 0..<4 {
        keys[lane] = UInt64(squares[lane].bitPattern) &<< 32 | UInt64(index &<< 2 | lane)
      }
      Self.sortDescending(&keys)
      for lane in 0..<4 {
        pending[depth] = keys[lane]
        let isNear = Float(bitPattern: UInt32(keys[lane] &>> 32)) <= chords.bound
        depth &+= isNear ? 1 : 0
      }
      // Leaves at once, until there is a branch to look into.
      index = -1
      while depth > 1 {
        depth &-= 1
        let key = pending[depth]
        guard Float(bitPattern: UInt32(key &>> 32)) <= chords.bound else { continue }
        let (known, lane) = (Int(key & 0xFFFF_FFFF) &>> 2, Int(key & 3))
        let link = branches[known].links[lane]
        if link < QuadtreeBranch.leaf {
          index = Int(link)
          break
        }
        let start = Int(branches[known].starts[lane])
        let end = start &+ Int(link ^ QuadtreeBranch.leaf)
        var point = start
        while point < end {
          let block = max(0, min(point, count &- Self.blockSize))
          let (first, second) = (
            squaredChords(from: block, to: place), squaredChords(from: block &+ 4, to: place)
          )
          let squares = SIMD8(lowHalf: first, highHalf: second)
          let bound = SIMD4(repeating: chords.bound)
          var hits = bits(first .<= bound, second .<= bound)
          hits &= 0xFF &<< UInt32(point &- block)
          hits &= 0xFF &>> UInt32(max(0, block &+ Self.blockSize &- end))
          while hits != 0 {
            let lane = hits.trailingZeroBitCount
            hits &= hits &- 1
            if isSelecting {
              let row = rows[block &+ lane]
              guard words[Int(row &>> 6)] &>> UInt64(row & 63) & 1 == 1 else { continue }
            }
            chords.insert(square: squares[lane], point: block &+ lane)
          }
          point &+= Self.blockSize
        }
      }
      if index < 0 { break }
    }
    chords.settle()
    take(chords)
  }

  /// Sorts four keys, the greatest first.
  @inline(__always)
  private static func sortDescending(_ keys: inout SIMD4<UInt64>) {
    func order(_ first: Int, _ second: Int) {
      let (a, b) = (keys[first], keys[second])
      keys[first] = max(a, b)
      keys[second] = min(a, b)
    }
    order(0, 1)
    order(2, 3)
    order(0, 2)
    order(1, 3)
    order(1, 2)
  }
}
