public import MaillageGeometry

extension Quadtree {
  /// The rows in a box, its edges included, ascending.
  ///
  /// The degrees given decide. A box whose west is greater than its east crosses the antimeridian.
  ///
  /// - Parameters:
  ///   - box: Sides in degrees.
  ///   - selection: The rows to look among, with capacity ``rowCount``; all when `nil`.
  /// - Returns: Rows, ascending.
  /// - Complexity: O(√n + k log k) for points spread evenly, k the number of rows found.
  public func rows(in box: BoundingBox, selection: Bitset? = nil) -> [Int] {
    guard !nodes.isEmpty else { return [] }
    var found: [Int] = []
    var pending = [0]
    while let index = pending.popLast() {
      let node = nodes[index]
      guard node.intersects(box) else { continue }
      if node.isContained(in: box) {
        for point in node.points where isSelected(point, selection) {
          found.append(Int(rows[point]))
        }
      } else if node.isLeaf {
        for point in node.points
        where box.contains(coordinates[point]) && isSelected(point, selection) {
          found.append(Int(rows[point]))
        }
      } else {
        pending.append(contentsOf: node.children)
      }
    }
    found.sort()
    return found
  }

  /// Whether a point's row is in a selection, or there is none.
  @inline(__always)
  func isSelected(_ point: Int, _ selection: Bitset?) -> Bool {
    selection?.contains(Int(rows[point])) ?? true
  }
}
