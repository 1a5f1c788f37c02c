import MaillageGeometry

/// The live vertices of a layer, asked whether a triangle holds one of them.
///
/// The vertices lie in Morton order. Sixteen neighbours in that order make a leaf, sixteen leaves a
/// node, and so on up to one root; each has the box of all its vertices and one bit for each child
/// that still holds a live one. No spread of the vertices, however uneven, makes it deeper.
struct VertexTree {
  private static let fanout = 16

  private let points: [WorldPoint]
  /// The nodes level by level, leaves first; the last is the root.
  private var live: [UInt16] = []
  private var boxes: [WorldRectangle] = []
  /// The first node of each level.
  private var starts: [Int] = []

  /// Builds the tree, every vertex live.
  ///
  /// - Parameter points: The vertices, in Morton order.
  /// - Complexity: O(n).
  init(_ points: [WorldPoint]) {
    self.points = points
    var level = points.map { WorldRectangle(minimum: $0, maximum: $0) }
    while level.count > 1 || (starts.isEmpty && !level.isEmpty) {
      starts.append(boxes.count)
      var parents: [WorldRectangle] = []
      for start in stride(from: 0, to: level.count, by: Self.fanout) {
        let count = min(Self.fanout, level.count - start)
        var box = level[start]
        for child in level[start..<(start + count)] {
          box.minimum.x = min(box.minimum.x, child.minimum.x)
          box.minimum.y = min(box.minimum.y, child.minimum.y)
          box.maximum.x = max(box.maximum.x, child.maximum.x)
          box.maximum.y = max(box.maximum.y, child.maximum.y)
        }
        parents.append(box)
        live.append(UInt16(truncatingIfNeeded: (1 << count) - 1))
      }
      boxes += parents
      level = parents
    }
  }

  /// Takes a vertex out.
  ///
  /// - Complexity: O(log n).
  mutating func remove(_ vertex: Int) {
    var child = vertex
    for start in starts {
      let node = start + child / Self.fanout
      live[node] &= ~(1 << UInt16(child % Self.fanout))
      guard live[node] == 0 else { return }
      child /= Self.fanout
    }
  }

  /// A live vertex inside a triangle or on its edge that is none of its corners.
  ///
  /// - Complexity: O(log n + k) for usual triangles, k the live vertices close to its edges.
  func vertex(in triangle: VertexTriangle) -> Int? {
    starts.isEmpty ? nil : vertex(in: triangle, level: starts.count - 1, node: 0)
  }

  private func vertex(in triangle: VertexTriangle, level: Int, node: Int) -> Int? {
    var children = live[starts[level] + node]
    while children != 0 {
      let child = node * Self.fanout + children.trailingZeroBitCount
      children &= children &- 1
      if level == 0 {
        if triangle.bounds.contains(points[child]), triangle.contains(points[child]) {
          return child
        }
      } else if triangle.mayMeet(boxes[starts[level - 1] + child]),
        let found = vertex(in: triangle, level: level - 1, node: child)
      {
        return found
      }
    }
    return nil
  }
}

/// A triangle of vertices, its edges included and its corners left out.
///
/// All is exact: corners that span less than half the world have differences below 2³¹, products of
/// two below 2⁶² and sums of two of those that fit an `Int64`.
struct VertexTriangle {
  let bounds: WorldRectangle
  /// The corners; the third is never right of the line from the first to the second.
  private let first: WorldPoint
  private let second: WorldPoint
  private let third: WorldPoint

  /// Makes a triangle; `nil` when it spans half the world or more.
  init?(_ a: WorldPoint, _ b: WorldPoint, _ c: WorldPoint) {
    bounds = WorldRectangle(
      minimum: WorldPoint(x: min(a.x, b.x, c.x), y: min(a.y, b.y, c.y)),
      maximum: WorldPoint(x: max(a.x, b.x, c.x), y: max(a.y, b.y, c.y)))
    guard bounds.maximum.x - bounds.minimum.x < 1 << 31,
      bounds.maximum.y - bounds.minimum.y < 1 << 31
    else { return nil }
    let isTurned = Self.turn(a, b, c.x, c.y) < 0
    first = isTurned ? b : a
    second = isTurned ? a : b
    third = c
  }

  /// Whether a point within ``bounds`` lies inside or on an edge and is no corner.
  func contains(_ point: WorldPoint) -> Bool {
    Self.turn(first, second, point.x, point.y) >= 0
      && Self.turn(second, third, point.x, point.y) >= 0
      && Self.turn(third, first, point.x, point.y) >= 0
      && point != first && point != second && point != third
  }

  /// Whether a box may hold a point of the triangle; false only when it does not.
  func mayMeet(_ box: WorldRectangle) -> Bool {
    let west = max(box.minimum.x, bounds.minimum.x)
    let east = min(box.maximum.x, bounds.maximum.x)
    let north = max(box.minimum.y, bounds.minimum.y)
    let south = min(box.maximum.y, bounds.maximum.y)
    guard west <= east, north <= south else { return false }
    // Of each side, the corner of the box that lies farthest to the side of the triangle.
    func isBeyond(_ from: WorldPoint, _ to: WorldPoint) -> Bool {
      Self.turn(from, to, to.y > from.y ? west : east, to.x > from.x ? south : north) < 0
    }
    return !isBeyond(first, second) && !isBeyond(second, third) && !isBeyond(third, first)
  }

  /// Positive on one side of the line through two points, negative on the other.
  private static func turn(_ from: WorldPoint, _ to: WorldPoint, _ x: UInt32, _ y: UInt32) -> Int {
    let (fromX, fromY) = (Int(from.x), Int(from.y))
    return (Int(to.x) - fromX) * (Int(y) - fromY) - (Int(to.y) - fromY) * (Int(x) - fromX)
  }
}
