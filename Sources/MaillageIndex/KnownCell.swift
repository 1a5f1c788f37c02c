import MaillageGeometry

/// A cell of an index that another one is made of.
struct KnownCell {
  private let tree: Quadtree
  let cell: QuadtreeBuilder.Cell
  /// Its points.
  let range: Range<Int>
  /// Where its own branches end, and those after it start.
  private let branchesEnd: Int

  private init(
    _ tree: Quadtree, _ cell: QuadtreeBuilder.Cell, _ range: Range<Int>, branchesEnd: Int
  ) {
    (self.tree, self.cell, self.range, self.branchesEnd) = (tree, cell, range, branchesEnd)
  }

  /// The whole of an index; `nil` if it is not divided.
  init?(_ tree: Quadtree) {
    guard tree.count > QuadtreeBranch.leafCapacity, tree.codes.first != tree.codes.last else {
      return nil
    }
    self.init(
      tree, QuadtreeBuilder.Cell(link: 0), 0..<tree.count, branchesEnd: tree.branches.count)
  }

  /// The digit by which the cell is divided, as a shift; `nil` for a leaf.
  var shift: UInt64? {
    guard cell.link < QuadtreeBranch.leaf else { return nil }
    return QuadtreeBuilder.shift(of: range, tree.codes)
  }

  /// The cell's branches.
  var branches: ArraySlice<QuadtreeBranch> { tree.branches[Int(cell.link)..<branchesEnd] }

  /// The quarter of a cell, not a leaf, whose codes start with a digit.
  func quarter(digit: UInt64, at shift: UInt64) -> KnownCell? {
    let branch = tree.branches[Int(cell.link)]
    for lane in 0..<4 {
      let start = Int(branch.starts[lane])
      let end = lane < 3 ? Int(branch.starts[lane + 1]) : range.upperBound
      guard start < end, tree.codes[start].bits >> shift == digit else { continue }
      let later = (lane + 1..<4).first { branch.links[$0] < QuadtreeBranch.leaf }
      let quarter = QuadtreeBuilder.Cell(
        link: branch.links[lane],
        low: SIMD4(branch.lowX[lane], branch.lowY[lane], branch.lowZ[lane], 0),
        high: SIMD4(branch.highX[lane], branch.highY[lane], branch.highZ[lane], 0))
      return KnownCell(
        tree, quarter, start..<end,
        branchesEnd: later.map { Int(branch.links[$0]) } ?? branchesEnd)
    }
    return nil
  }
}
