import MaillageGeometry

/// A cell of the quadtree that holds points: a range of the columns, and the bounds of its points.
///
/// Cells with one occupied quarter are passed over, so every inner node has two to four children
/// and the depth is at most 32, however many points share a position.
struct QuadtreeNode: Sendable {
  /// The points are entries `start` ..< `end` of the columns.
  var start: UInt32
  var end: UInt32
  /// The children are nodes `firstChild` ..< `endOfChildren`; a leaf has none.
  var firstChild: UInt32 = 0
  var endOfChildren: UInt32 = 0

  // The bounds in degrees. Those of points at 180° and at −180°, side by side in the tree, span
  // the world: such a node is looked into more often, never wrongly left out.
  var west = Double.infinity
  var south = Double.infinity
  var east = -Double.infinity
  var north = -Double.infinity
  /// The bounds in space, in ``EarthGrid`` steps.
  var low = SIMD3<Int32>(repeating: .max)
  var high = SIMD3<Int32>(repeating: .min)

  init(start: Int, end: Int) {
    self.start = UInt32(start)
    self.end = UInt32(end)
  }

  var points: Range<Int> { Int(start)..<Int(end) }
  var children: Range<Int> { Int(firstChild)..<Int(endOfChildren) }
  var isLeaf: Bool { firstChild == endOfChildren }

  /// Leaves hold at most this many points, unless these share a position.
  static let leafCapacity = 48
}

extension QuadtreeNode {
  /// Whether a point of the node may lie in a box.
  func intersects(_ box: BoundingBox) -> Bool {
    guard south <= box.north, box.south <= north else { return false }
    return box.crossesAntimeridian
      ? east >= box.west || west <= box.east : east >= box.west && west <= box.east
  }

  /// Whether all points of the node lie in a box.
  func isContained(in box: BoundingBox) -> Bool {
    guard box.south <= south, north <= box.north else { return false }
    return box.crossesAntimeridian
      ? west >= box.west || east <= box.east : west >= box.west && east <= box.east
  }

  /// The square of a length no point of the node is nearer than, in ``EarthGrid`` steps.
  func squaredDistance(from place: SIMD3<Double>) -> Double {
    let below = SIMD3<Double>(low) - place
    let above = place - SIMD3<Double>(high)
    let gap = pointwiseMax(pointwiseMax(below, above), .zero)
    return (gap * gap).sum()
  }
}

// MARK: - Building

extension QuadtreeNode {
  /// The nodes over columns in Morton order, level by level.
  static func tree(
    codes: [UInt64], coordinates: [Coordinate], x: [Int32], y: [Int32], z: [Int32]
  ) -> [QuadtreeNode] {
    guard !codes.isEmpty else { return [] }
    var nodes = [QuadtreeNode(start: 0, end: codes.count)]
    nodes.reserveCapacity(codes.count / 16 + 1)
    var index = 0
    while index < nodes.count {
      let range = nodes[index].points
      if range.count > leafCapacity, codes[range.lowerBound] != codes[range.upperBound - 1] {
        nodes[index].firstChild = UInt32(nodes.count)
        for quarter in quarters(of: range, codes) { nodes.append(quarter) }
        nodes[index].endOfChildren = UInt32(nodes.count)
      }
      index += 1
    }
    // Children follow their parents, so backwards every node finds its children's bounds ready.
    for index in nodes.indices.reversed() {
      if nodes[index].isLeaf {
        for point in nodes[index].points {
          nodes[index].extend(to: coordinates[point], SIMD3(x[point], y[point], z[point]))
        }
      } else {
        for child in nodes[index].children { nodes[index].extend(to: nodes[child]) }
      }
    }
    return nodes
  }

  /// Splits a range of at least two different codes by the first digit of base 4 that differs.
  private static func quarters(of range: Range<Int>, _ codes: [UInt64]) -> [QuadtreeNode] {
    let first = codes[range.lowerBound]
    let last = codes[range.upperBound - 1]
    let shift = UInt64((63 - (first ^ last).leadingZeroBitCount) & ~1)
    var parts: [QuadtreeNode] = []
    var start = range.lowerBound
    while start < range.upperBound {
      let digit = codes[start] >> shift
      let end =
        digit == last >> shift
        ? range.upperBound
        : SortedSearch.first(in: start..<range.upperBound) { codes[$0] >> shift > digit }
      parts.append(QuadtreeNode(start: start, end: end))
      start = end
    }
    return parts
  }

  private mutating func extend(to coordinate: Coordinate, _ place: SIMD3<Int32>) {
    west = min(west, coordinate.longitude)
    south = min(south, coordinate.latitude)
    east = max(east, coordinate.longitude)
    north = max(north, coordinate.latitude)
    low = pointwiseMin(low, place)
    high = pointwiseMax(high, place)
  }

  private mutating func extend(to other: QuadtreeNode) {
    west = min(west, other.west)
    south = min(south, other.south)
    east = max(east, other.east)
    north = max(north, other.north)
    low = pointwiseMin(low, other.low)
    high = pointwiseMax(high, other.high)
  }
}

/// Binary search.
enum SortedSearch {
  /// The first index at which a condition holds, given that it then holds to the end.
  @inline(__always)
  static func first(in range: Range<Int>, where holds: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
