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
    collect(of: center, within: radius, selection: selection, asPoints: true, into: &points)
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
    collect(of: center, within: radius, selection: selection, asPoints: false, into: &found)
  }

  /// Collects each point within a radius, or its row.
  @inline(__always)
  private func collect(
    of center: Coordinate, within radius: Double, selection: Bitset?, asPoints: Bool,
    into found: inout [UInt32]
  ) {
    found.removeAll(keepingCapacity: true)
    guard center.isValid, radius >= 0 else { return }
    let entries = directory.entries(around: center, within: radius)
    append(
      EarthDisc(center, radius), from: entries, selection: selection, asPoints: asPoints,
      to: &found)
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
