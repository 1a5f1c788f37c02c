import MaillageGeometry

/// Finds the territory that holds a position, by counting the borders east of it.
///
/// The layer is cut into slabs along parallels; each lists the segments that reach into it, by
/// territory. A border that two territories share answers the same for both (``BorderSegment``), so
/// in a layer without gaps and overlaps exactly one of them counts an odd number.
struct PointLocator {
  private let segments: [BorderSegment]
  /// The territory of each segment, ascending.
  private let territories: [Int32]
  private let south: Double
  private let height: Double
  /// Where each slab's segments start in `members`, and their end.
  private let starts: [Int32]
  private let members: [Int32]

  private var slabCount: Int { starts.count - 1 }

  /// Sorts the segments of all territories into slabs.
  ///
  /// - Complexity: O(n), n the number of segments.
  init(_ polygons: [[Polygon]]) {
    var segments: [BorderSegment] = []
    var territories: [Int32] = []
    for (territory, polygons) in polygons.enumerated() {
      for ring in polygons.flatMap(\.rings) {
        for (from, to) in zip(ring, ring.dropFirst()) where from.latitude != to.latitude {
          segments.append(BorderSegment(from, to))
          territories.append(Int32(territory))
        }
      }
    }
    let south = segments.reduce(90) { min($0, $1.southLatitude) }
    let north = segments.reduce(-90) { max($0, $1.northLatitude) }
    // Long borders would fill many slabs: take fewer until the lists stay within four per segment.
    var count = min(max(segments.count / 8, 1), 8192)
    var height = (north - south) / Double(count)
    func slabs(of segment: BorderSegment) -> ClosedRange<Int> {
      let first = Self.slab(of: segment.southLatitude, south: south, height: height, count: count)
      let last = Self.slab(of: segment.northLatitude, south: south, height: height, count: count)
      return first...max(first, last)
    }
    while count > 1, segments.reduce(0, { $0 + slabs(of: $1).count }) > 4 * segments.count {
      count /= 2
      height = (north - south) / Double(count)
    }
    var starts: [Int32] = Array(repeating: 0, count: count + 1)
    for segment in segments {
      for slab in slabs(of: segment) { starts[slab + 1] += 1 }
    }
    for slab in 0..<count { starts[slab + 1] += starts[slab] }
    var ends = starts
    var members: [Int32] = Array(repeating: 0, count: Int(starts[count]))
    for (index, segment) in segments.enumerated() {
      for slab in slabs(of: segment) {
        members[Int(ends[slab])] = Int32(index)
        ends[slab] += 1
      }
    }
    self.segments = segments
    self.territories = territories
    self.south = south
    self.height = height
    self.starts = starts
    self.members = members
  }

  /// The index of the territory that holds a position; the first by code where the file overlaps.
  func territory(containing position: Coordinate) -> Int? {
    guard position.latitude >= south, position.isValid else { return nil }
    let slab = Self.slab(of: position.latitude, south: south, height: height, count: slabCount)
    var current: Int32 = -1
    var isInside = false
    for member in Int(starts[slab])..<Int(starts[slab + 1]) {
      let segment = Int(members[member])
      if territories[segment] != current {
        if isInside { return Int(current) }
        current = territories[segment]
      }
      if segments[segment].isCrossed(eastOf: position) { isInside.toggle() }
    }
    return isInside ? Int(current) : nil
  }

  private static func slab(
    of latitude: Double, south: Double, height: Double, count: Int
  ) -> Int {
    height > 0 ? min(Int((latitude - south) / height), count - 1) : 0
  }
}
