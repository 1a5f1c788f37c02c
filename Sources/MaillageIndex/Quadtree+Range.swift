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
    var found: [UInt32] = []
    collectRows(in: box, selection: selection, into: &found)
    found.sort()
    return found.map(Int.init)
  }

  /// Collects the rows in a box, its edges included, in no order: for loops over many boxes.
  ///
  /// The degrees given decide. A box whose west is greater than its east crosses the antimeridian.
  ///
  /// - Parameters:
  ///   - box: Sides in degrees.
  ///   - selection: The rows to look among, with capacity ``rowCount``; all when `nil`.
  ///   - found: What it holds is replaced; its room is kept, so that nothing is allocated once it
  ///     is large enough.
  /// - Complexity: O(√n + k) for points spread evenly, k the number of rows found.
  public func collectRows(
    in box: BoundingBox, selection: Bitset? = nil, into found: inout [UInt32]
  ) {
    found.removeAll(keepingCapacity: true)
    guard let wedge = EarthWedge(box) else { return }
    append(wedge, selection: selection, to: &found)
  }

  /// Whether a point's row is in a selection, or there is none.
  @inline(__always)
  func isSelected(_ point: Int, _ selection: Bitset?) -> Bool {
    selection?.contains(Int(rows[point])) ?? true
  }
}
