/// The inner loops of ``CoverageAccumulator``: one edge into the cells of the rows it passes.
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
  static func trace(
    _ edge: DownwardEdge, top: Int, bottom: Int, width: Int, stride: Int,
    cells: inout MutableSpan<Int32>, touched: inout MutableSpan<UInt64>
  ) {
    var row = top &>> 8
    let last = (bottom &- 1) &>> 8
    var x = top == edge.start.y ? edge.start.x : edge.crossing(at: top).x
    var y = top &- row &* 256
    if row < last {
      var crossing = edge.crossing(at: (row &+ 1) &* 256)
      add(
        fromX: x, y: y, toX: crossing.x, y: 256, sign: edge.sign, row: row, width: width,
        stride: stride, cells: &cells, touched: &touched)
      x = crossing.x
      y = 0
      row &+= 1
      if row < last {
        let step = edge.step
        repeat {
          edge.advance(&crossing, by: step)
          add(
            fromX: x, y: 0, toX: crossing.x, y: 256, sign: edge.sign, row: row, width: width,
            stride: stride, cells: &cells, touched: &touched)
          x = crossing.x
          row &+= 1
        } while row < last
      }
    }
    let endX = bottom == edge.end.y ? edge.end.x : edge.crossing(at: bottom).x
    add(
      fromX: x, y: y, toX: endX, y: bottom &- row &* 256, sign: edge.sign, row: row,
      width: width, stride: stride, cells: &cells, touched: &touched)
  }

  /// Adds the part of an edge within one row: `fromY` … `toY` from the row's top, 0 … 256.
  @inline(__always)
  private static func add(
    fromX: Int, y fromY: Int, toX: Int, y toY: Int, sign: Int, row: Int, width: Int, stride: Int,
    cells: inout MutableSpan<Int32>, touched: inout MutableSpan<UInt64>
  ) {
    let height = toY &- fromY
    let left = min(fromX, toX)
    let right = max(fromX, toX)
    let column = left &>> 8
    guard column < width else { return }
    let base = row &* stride
    if (right &- 1) &>> 8 <= max(column, -1) {
      // One pixel, or all of it left of the canvas.
      let share = column < 0 ? 0 : height &* ((left & 255) &+ (right &- column &* 256))
      put(
        full: sign &* height &* 512, right: sign &* share, at: base &+ max(column, 0),
        cells: &cells, touched: &touched)
    } else {
      addSlope(
        left: left, right: right, height: height, sign: sign, base: base, width: width,
        cells: &cells, touched: &touched)
    }
  }

  /// Adds a part that spans several pixels of its row, from the first visible one on.
  ///
  /// The height covered up to each pixel column is one rounded division of the part's own ends.
  @inline(__always)
  private static func addSlope(
    left: Int, right: Int, height: Int, sign: Int, base: Int, width: Int,
    cells: inout MutableSpan<Int32>, touched: inout MutableSpan<UInt64>
  ) {
    let run = right &- left
    let lastColumn = (right &- 1) &>> 8
    var column = left &>> 8
    var entry = left & 255
    var covered = 0
    if column < 0 {
      covered = FloorQuotient(height, times: 0 &- left, plus: run &>> 1, by: run).value
      put(
        full: sign &* covered &* 512, right: 0, at: base, cells: &cells, touched: &touched)
      column = 0
      entry = 0
    }
    var next = FloorQuotient(
      height, times: (column &+ 1) &* 256 &- left, plus: run &>> 1, by: run)
    let step = FloorQuotient(256, times: height, plus: 0, by: run)
    let end = min(lastColumn, width)
    while column < end {
      let part = next.value &- covered
      put(
        full: sign &* part &* 512, right: sign &* part &* (entry &+ 256), at: base &+ column,
        cells: &cells, touched: &touched)
      covered = next.value
      let remainder = next.remainder &+ step.remainder
      let carry = remainder >= run ? 1 : 0
      next.value &+= step.value &+ carry
      next.remainder = remainder &- carry &* run
      column &+= 1
      entry = 0
    }
    if column == lastColumn && column < width {
      let part = height &- covered
      put(
        full: sign &* part &* 512, right: sign &* part &* (entry &+ right &- column &* 256),
        at: base &+ column, cells: &cells, touched: &touched)
    }
  }

  /// Adds a change of coverage to a cell, `right` of it to the next one.
  @inline(__always)
  private static func put(
    full: Int, right: Int, at index: Int,
    cells: inout MutableSpan<Int32>, touched: inout MutableSpan<UInt64>
  ) {
    cells[index] &+= Int32(truncatingIfNeeded: full &- right)
    cells[index &+ 1] &+= Int32(truncatingIfNeeded: right)
    touched[index &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: index & 63)
    touched[(index &+ 1) &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: (index &+ 1) & 63)
  }
}
