/// Exact-area coverage of a shape, accumulated edge by edge and read row by row.
///
/// `cells` holds, row after row, the change of coverage from one pixel to the next: the sum of a
/// row's cells up to a pixel is that pixel's signed coverage, ``coverageOfPixel`` for a pixel wholly
/// inside one contour. Only cells named in `touched` differ from zero, so that empty stretches cost
/// nothing. After R. Levien, "Inside the fastest font renderer in the world", 2016, in whole numbers
/// and sparse.
///
/// All positions where an edge meets a pixel row or column are computed from the differences between
/// the edge's own ends, and rounded once. Hence the same shape moved by whole pixels has the same
/// coverage, wherever the canvas ends, and two shapes that share an edge fit without gap or overlap.
///
/// Sums wrap around beyond about 16,000 contours on top of each other, those of lanes beyond seven.
struct CoverageAccumulator<Cell: CoverageCell>: Sendable {
  /// Canvas width in px.
  let width: Int
  /// Canvas height in px.
  let height: Int
  /// Cells from one row to the next: `width`, two cells to spill into, up to a whole mask word.
  let stride: Int
  var cells: [Cell]
  /// One bit a cell, set where the cell was written.
  var touched: [UInt64]
  /// Change, from one row to the next, of the height covered by edges left of the canvas.
  var backdrop: [Cell]
  /// The rows that hold anything.
  var rows: Range<Int>
  /// Edges that wait: a small batch keeps the loop over the cells free of everything else.
  private var pending: [WeightedEdge<Cell>] = []
  private static var mostPending: Int { 512 }

  /// Creates an empty accumulator for a canvas of a size in px.
  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    stride = (width + 65) / 64 * 64
    cells = [Cell](repeating: .zero, count: stride * height)
    touched = [UInt64](repeating: 0, count: stride / 64 * height)
    backdrop = [Cell](repeating: .zero, count: height + 1)
    rows = 0..<0
    pending.reserveCapacity(Self.mostPending)
  }

  /// Adds an edge, unless the canvas would not show it.
  ///
  /// An edge above, below or right of the canvas changes nothing and is dropped whole. Nothing is
  /// ever cut, because a cut would change the slope. An edge left of the canvas is kept: all pixels
  /// of its rows lie inside or outside on account of it.
  ///
  /// - Parameters:
  ///   - start: Where the edge begins, in 1/256 px, relative to the canvas.
  ///   - end: Where it ends.
  ///   - weight: What pixels right of an edge that runs down gain, and of one that runs up lose.
  @inline(__always)
  mutating func add(_ start: PixelPoint, _ end: PixelPoint, weight: Cell) {
    let runsDown = start.y < end.y
    let top = runsDown ? start : end
    let bottom = runsDown ? end : start
    let isVisible =
      bottom.y > 0 && top.y < height &* 256 && min(top.x, bottom.x) < width &* 256
      && top.y != bottom.y
    guard isVisible else { return }
    pending.append(
      WeightedEdge(top: top, bottom: bottom, weight: runsDown ? weight : weight.negated))
    if pending.count == Self.mostPending { flush() }
  }

  /// Adds an edge far left of the canvas that runs down from a height to below the canvas.
  ///
  /// - Parameters:
  ///   - y: Where it begins, in 1/256 px.
  ///   - weight: What all pixels below gain.
  mutating func addLeft(from y: Int, weight: Cell) {
    let top = max(y, 0)
    let bottom = height &* 256
    guard top < bottom else { return }
    var backdrop = backdrop.mutableSpan
    Self.cover(from: top, to: bottom, weight: weight, in: &backdrop)
    rows = rows.isEmpty ? top >> 8..<height : min(rows.lowerBound, top >> 8)..<height
  }

  /// Moves the waiting edges into the cells.
  mutating func flush() {
    guard !pending.isEmpty else { return }
    let added = Self.add(
      pending, width: width, height: height, stride: stride, cells: &cells,
      touched: &touched, backdrop: &backdrop)
    pending.removeAll(keepingCapacity: true)
    rows =
      rows.isEmpty
      ? added
      : min(rows.lowerBound, added.lowerBound)..<max(rows.upperBound, added.upperBound)
  }

  /// Adds edges to the arrays and returns the rows they meet.
  private static func add(
    _ edges: [WeightedEdge<Cell>], width: Int, height: Int, stride: Int,
    cells: inout [Cell], touched: inout [UInt64], backdrop: inout [Cell]
  ) -> Range<Int> {
    let edges = edges.span
    var cells = cells.mutableSpan
    var touched = touched.mutableSpan
    var backdrop = backdrop.mutableSpan
    var lowest = height
    var highest = 0
    for index in edges.indices {
      let edge = edges[index]
      let top = max(edge.top.y, 0)
      let bottom = min(edge.bottom.y, height &* 256)
      lowest = min(lowest, top &>> 8)
      highest = max(highest, (bottom &+ 255) &>> 8)
      if max(edge.top.x, edge.bottom.x) <= 0 {
        cover(from: top, to: bottom, weight: edge.weight, in: &backdrop)
      } else {
        CellRow.trace(
          edge, top: top, bottom: bottom, width: width, stride: stride, cells: &cells,
          touched: &touched)
      }
    }
    return lowest..<max(lowest, highest)
  }

  /// Notes in O(1) that an edge left of the canvas passes the rows from `top` to `bottom`.
  @inline(__always)
  private static func cover(
    from top: Int, to bottom: Int, weight: Cell, in backdrop: inout MutableSpan<Cell>
  ) {
    func add(_ height: Int, to row: Int) {
      backdrop[row].add(weight, times: height)
    }
    let first = top &>> 8
    let last = (bottom &- 1) &>> 8
    let intoFirst = min(bottom, (first &+ 1) &* 256) &- top
    let intoLast = bottom &- max(top, last &* 256)
    add(intoFirst, to: first)
    if first != last {
      // Two ramps: up to the full height after the first row, down again after the last.
      add(256 &- intoFirst, to: first &+ 1)
      add(intoLast &- 256, to: last)
    }
    add(0 &- intoLast, to: last &+ 1)
  }
}

/// The coverage of a pixel wholly inside: twice the area of a pixel in units of 1/256 px.
let coverageOfPixel: Int32 = 2 * 256 * 256

/// One straight edge in 1/256 px, relative to the canvas, turned to run down.
struct WeightedEdge<Cell: CoverageCell> {
  let top: PixelPoint
  let bottom: PixelPoint
  /// What pixels right of the edge gain.
  let weight: Cell
}
