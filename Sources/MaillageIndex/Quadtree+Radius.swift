public import MaillageGeometry

extension Quadtree {
  /// The rows at most a radius away, nearest first, rows equally far in ascending order.
  ///
  /// Poles, the antimeridian and radii beyond half the earth are no exceptions.
  ///
  /// - Parameters:
  ///   - center: A valid position; there is no answer around any other.
  ///   - radius: Metres along the geodesic on WGS 84, edge included.
  ///   - selection: The rows to look among, with capacity ``rowCount``; all when `nil`.
  /// - Returns: Neighbours by distance, then row.
  /// - Complexity: O(√n + k log k) for points spread evenly, k the number of rows found.
  public func neighbors(
    of center: Coordinate, within radius: Double, selection: Bitset? = nil
  ) -> [Neighbor] {
    var points: [UInt32] = []
    collect(of: center, within: radius, selection: selection, into: &points) { _, point in
      UInt32(truncatingIfNeeded: point)
    }
    var distances = DistanceCache(center)
    // The bits of positive numbers are ordered as these are.
    var keys = points.map { distances.distance(to: coordinates[Int($0)]).bitPattern }
    var rows = points.map { self.rows[Int($0)] }
    var sorter = RadixSort()
    sorter.sort(keys: &keys, values: &rows)
    Self.sortRows(&rows, sharing: keys)
    return keys.indices.map {
      Neighbor(row: Int(rows[$0]), distance: Double(bitPattern: keys[$0]))
    }
  }

  /// Sorts rows where neighbouring keys are equal.
  private static func sortRows(_ rows: inout [UInt32], sharing keys: [UInt64]) {
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count, keys[end] == keys[start] { end += 1 }
      if end - start > 1 { rows[start..<end].sort() }
      start = end
    }
  }

  /// Collects the rows at most a radius away, in no order: for loops over many places.
  ///
  /// - Parameters:
  ///   - center: A valid position; there is no answer around any other.
  ///   - radius: Metres along the geodesic on WGS 84, edge included.
  ///   - selection: The rows to look among, with capacity ``rowCount``; all when `nil`.
  ///   - found: What it holds is replaced; its room is kept, so that nothing is allocated once it
  ///     is large enough.
  /// - Complexity: O(√n + k) for points spread evenly, k the number of rows found.
  public func collectRows(
    of center: Coordinate, within radius: Double, selection: Bitset? = nil,
    into found: inout [UInt32]
  ) {
    collect(of: center, within: radius, selection: selection, into: &found) { rows, point in
      rows[point]
    }
  }

  /// Collects something of each point within a radius.
  ///
  /// A chord through the earth says of nearly every node and point on which side of the radius it
  /// lies; only for what it cannot tell, a shell of some centimetres, is the geodesic computed.
  @inline(__always)
  private func collect(
    of center: Coordinate, within radius: Double, selection: Bitset?, into found: inout [UInt32],
    _ value: (borrowing Span<UInt32>, Int) -> UInt32
  ) {
    found.removeAll(keepingCapacity: true)
    guard center.isValid, radius >= 0 else { return }
    let bounds = ChordBounds(radius: radius)
    let place = EarthGrid.place(center)
    visitRuns { branch in
      let (nearest, farthest) = branch.squaredDistances(from: place)
      return bits(
        nearest .<= SIMD4(repeating: bounds.outside), farthest .<= SIMD4(repeating: bounds.inside))
    } take: { runs in
      append(runs, to: &found, selection: selection, value) { block in
        let (first, second) = (
          squaredChords(from: block, to: place), squaredChords(from: block &+ 4, to: place)
        )
        let outside = SIMD4(repeating: bounds.outside)
        let inside = SIMD4(repeating: bounds.inside)
        let hits = bits(
          first .<= outside, second .<= outside, first .<= inside, second .<= inside)
        let (isNear, isInside) = (hits & 255, hits &>> 8)
        return isNear == isInside
          ? isInside : isInside | decided(block, isNear & ~isInside, center, radius)
      }
    }
  }

  /// Which of some points, given as bits, are within a radius by the geodesic.
  @inline(never)
  private func decided(
    _ start: Int, _ points: UInt32, _ center: Coordinate, _ radius: Double
  ) -> UInt32 {
    var (within, rest) = (UInt32(0), points)
    var distances = DistanceCache(center)
    while rest != 0 {
      let lane = rest.trailingZeroBitCount
      rest &= rest &- 1
      // A block of fewer points than fill it ends with lanes that are none.
      guard start &+ lane < count else { break }
      if distances.distance(to: coordinates[start &+ lane]) <= radius {
        within |= 1 &<< UInt32(lane)
      }
    }
    return within
  }

  /// The squares of the straight lines to four points, in ``EarthGrid`` steps.
  @inline(__always)
  func squaredChords(from start: Int, to place: EarthGrid.Place) -> SIMD4<Float> {
    let x = SIMD4<Float>(Self.four(earthX.span, at: start) &- SIMD4(repeating: place.x))
    let y = SIMD4<Float>(Self.four(earthY.span, at: start) &- SIMD4(repeating: place.y))
    let z = SIMD4<Float>(Self.four(earthZ.span, at: start) &- SIMD4(repeating: place.z))
    return x * x + y * y + z * z
  }

  @inline(__always)
  private static func four(_ column: Span<Int32>, at start: Int) -> SIMD4<Int32> {
    unsafe column.bytes.unsafeLoadUnaligned(fromByteOffset: start &* 4, as: SIMD4<Int32>.self)
  }
}

/// Distances from one position; of neighbours in the columns that share theirs, one is computed.
struct DistanceCache {
  private let center: Coordinate
  private var last = Coordinate(longitude: .nan, latitude: .nan)
  private var lastDistance = 0.0

  init(_ center: Coordinate) {
    self.center = center
  }

  @inline(__always)
  mutating func distance(to place: Coordinate) -> Double {
    if place != last {
      last = place
      lastDistance = Geodesic.distance(from: center, to: place)
    }
    return lastDistance
  }
}
