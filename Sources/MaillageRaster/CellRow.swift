/// The inner loops of ``CoverageAccumulator``: one edge into the cells of the rows it passes.
///
/// Nearly all edges of a map are about as long as a pixel, in no order that a processor could guess:
/// a piece of up to two pixels is added without a branch.
enum CellRow {
  /// Follows an edge from row to row, from the first visible one to the last.
  ///
  /// - Parameters:
  ///   - edge: The edge, in 1/256 px.
  ///   - top: Where its visible part begins: its start or the canvas's upper edge.
  ///   - bottom: Where its visible part ends: its end or the canvas's lower edge.
  ///   - width: Canvas width in px.
  ///   - stride: Cells from one row to the next.
  ///   - cells: The cells of all rows.
  ///   - touched: One bit a cell.
  @inline(__always)
  static func trace<Cell: CoverageCell>(
    _ edge: WeightedEdge<Cell>, top: Int, bottom: Int, width: Int, stride: Int,
    cells: inout MutableSpan<Cell>, touched: inout MutableSpan<UInt64>
  ) {
    let (dx, dy) = (Double(edge.bottom.x &- edge.top.x), Double(edge.bottom.y &- edge.top.y))
    let slope = dx / dy
    let steepness = dy / dx.magnitude
    /// Where the edge crosses a line between its ends, to the nearest 1/256 px.
    func crossing(at y: Int) -> Int {
      edge.top.x &+ (slope * Double(y &- edge.top.y)).nearestWhole
    }
    var row = top &>> 8
    let last = (bottom &- 1) &>> 8
    var x = top == edge.top.y ? edge.top.x : crossing(at: top)
    var y = top &- row &* 256
    while row < last {
      let next = crossing(at: (row &+ 1) &* 256)
      add(
        fromX: x, toX: next, height: 256 &- y, steepness: steepness, weight: edge.weight, row: row,
        width: width, stride: stride, cells: &cells, touched: &touched)
      x = next
      y = 0
      row &+= 1
    }
    add(
      fromX: x, toX: bottom == edge.bottom.y ? edge.bottom.x : crossing(at: bottom),
      height: bottom &- row &* 256 &- y, steepness: steepness, weight: edge.weight, row: row,
      width: width, stride: stride, cells: &cells, touched: &touched)
  }

  /// Adds the part of an edge within one row, `height` of 1 … 256.
  ///
  /// `steepness` is the height the edge covers while it moves by 1/256 px to the side: asking for it
  /// once an edge saves a division in each row.
  @inline(__always)
  private static func add<Cell: CoverageCell>(
    fromX: Int, toX: Int, height: Int, steepness: Double, weight: Cell, row: Int, width: Int,
    stride: Int, cells: inout MutableSpan<Cell>, touched: inout MutableSpan<UInt64>
  ) {
    let left = min(fromX, toX)
    let right = max(fromX, toX)
    let column = left &>> 8
    guard column < width else { return }
    let boundary = (column &+ 1) &* 256
    // The height on the way to the boundary is rounded once; a piece that ends before has all of it.
    if column >= 0 && right <= boundary &+ 256 {
      let whole = (Double(boundary &- left) * steepness).nearestWhole
      let first = right <= boundary ? height : min(height, whole)
      let second = height &- first
      let start = boundary &- 256
      let firstRight =
        (first &* (left &+ min(right, boundary) &- 2 &* start)) &>> Cell.areaShift
      let secondRight = (second &* max(right &- boundary, 0)) &>> Cell.areaShift
      let index = row &* stride &+ column
      put(first &* Cell.unitsPerHeight &- firstRight, weight, at: index, in: &cells)
      put(
        firstRight &+ second &* Cell.unitsPerHeight &- secondRight, weight, at: index &+ 1,
        in: &cells)
      put(secondRight, weight, at: index &+ 2, in: &cells)
      mark(secondRight == 0 ? 0b011 : 0b111, at: index, in: &touched)
    } else {
      addSlope(
        left: left, right: right, height: height, steepness: steepness, weight: weight,
        base: row &* stride, width: width, cells: &cells, touched: &touched)
    }
  }

  /// Adds a part that spans several pixels of its row, or begins left of the canvas, from the first
  /// visible pixel on.
  @inline(never)
  private static func addSlope<Cell: CoverageCell>(
    left: Int, right: Int, height: Int, steepness: Double, weight: Cell, base: Int, width: Int,
    cells: inout MutableSpan<Cell>, touched: inout MutableSpan<UInt64>
  ) {
    /// The height covered on the way to a column.
    func covered(at x: Int) -> Int {
      x >= right ? height : min(height, (Double(x &- left) * steepness).nearestWhole)
    }
    var column = left &>> 8
    var before = 0
    var entry = left &- column &* 256
    if column < 0 {
      before = covered(at: 0)
      put(before &* Cell.unitsPerHeight, weight, at: base, in: &cells)
      mark(1, at: base, in: &touched)
      column = 0
      entry = 0
    }
    while column < width && before < height {
      let boundary = (column &+ 1) &* 256
      let after = covered(at: boundary)
      let part = after &- before
      let exit = min(right, boundary) &- column &* 256
      let share = (part &* (entry &+ exit)) &>> Cell.areaShift
      put(part &* Cell.unitsPerHeight &- share, weight, at: base &+ column, in: &cells)
      put(share, weight, at: base &+ column &+ 1, in: &cells)
      mark(0b11, at: base &+ column, in: &touched)
      before = after
      entry = 0
      column &+= 1
    }
  }

  /// Adds a change of coverage to a cell.
  @inline(__always)
  private static func put<Cell: CoverageCell>(
    _ change: Int, _ weight: Cell, at index: Int, in cells: inout MutableSpan<Cell>
  ) {
    cells[index].add(weight, times: change)
  }

  /// Marks up to three cells from one on as touched.
  @inline(__always)
  private static func mark(_ bits: UInt64, at index: Int, in touched: inout MutableSpan<UInt64>) {
    let shift = UInt64(truncatingIfNeeded: index & 63)
    let word = index &>> 6
    touched[word] |= bits &<< shift
    // What falls out of the word belongs to the next; a row's last word has room for all of it.
    let spilled = (bits &>> 1) &>> (63 &- shift)
    if spilled != 0 { touched[word &+ 1] |= spilled }
  }
}

extension Double {
  /// The nearest whole number, halves to even, for values of less than 2⁵¹ in size.
  ///
  /// Adding 1.5 · 2⁵² leaves no room for a fraction: the number stands in the lowest bits.
  @inline(__always)
  var nearestWhole: Int {
    let shift = 6_755_399_441_055_744.0
    return Int(truncatingIfNeeded: (self + shift).bitPattern &- shift.bitPattern)
  }
}
