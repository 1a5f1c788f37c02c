/// Exact-area coverage of a shape, accumulated edge by edge and read row by row.
///
/// `cells` holds, row after row, the change of coverage from one pixel to the next: the sum of a
/// row's cells up to a pixel is that pixel's signed coverage, ``full`` for a pixel wholly inside one
/// contour. Only cells named in `touched` differ from zero, so that empty stretches cost nothing.
/// After R. Levien, "Inside the fastest font renderer in the world", 2016, in integers and sparse.
///
/// All positions where an edge meets a pixel row or column come from the edge's two ends alone, by
/// one rounded division. Hence the same shape moved by whole pixels has the same coverage, wherever
/// the canvas ends, and two shapes that share an edge fit without gap or overlap.
///
/// Sums wrap around beyond about 16,000 contours on top of each other.
struct CoverageAccumulator: Sendable {
  /// The coverage of a pixel wholly inside: twice the area of a pixel in units of 1/256 px.
  static let full = 2 * 256 * 256

  /// Canvas width in px.
  let width: Int
  /// Canvas height in px.
  let height: Int
  /// Cells from one row to the next: `width`, one cell to spill into, up to a whole mask word.
  let stride: Int
  var cells: [Int32]
  /// One bit a cell, set where the cell was written.
  var touched: [UInt64]
  /// Change, from one row to the next, of the height covered by edges left of the canvas.
  var backdrop: [Int32]
  /// Room for the runs of one row.
  var runs: [CoverageRun]
  /// Edges that wait: a small batch keeps the loop over the cells free of everything else.
  private var pending: [Edge] = []
  private static let mostPending = 512
  /// The rows that hold anything.
  var rows: Range<Int>

  /// Creates an empty accumulator for a canvas of a size in px.
  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    stride = (width + 64) / 64 * 64
    cells = [Int32](repeating: 0, count: stride * height)
    touched = [UInt64](repeating: 0, count: stride / 64 * height)
    backdrop = [Int32](repeating: 0, count: height + 1)
    runs = [CoverageRun](
      repeating: CoverageRun(start: 0, end: 0, coverage: 0), count: width + 1)
    rows = 0..<0
  }

  /// Adds a path moved by `origin`, every contour closed; their directions give the sign.
  ///
  /// - Complexity: O(n + s), n the corners, s the pixels and rows the visible edges meet.
  mutating func add(_ path: Path, at origin: PixelPoint) {
    let points = path.points.span
    for index in path.contours.indices {
      let range = path.range(ofContour: index)
      var last = points[range.upperBound - 1].offset(by: origin)
      for position in range {
        let next = points[position].offset(by: origin)
        add(last, next)
        last = next
      }
    }
  }

  /// Adds an edge, unless the canvas would not show it.
  ///
  /// An edge above, below or right of the canvas changes nothing and is dropped whole. Nothing is
  /// ever cut, because a cut would change the slope. An edge left of the canvas is kept: all pixels
  /// of its rows lie inside or outside on account of it.
  @inline(__always)
  mutating func add(_ start: PixelPoint, _ end: PixelPoint) {
    let isVisible =
      start.y != end.y && max(start.y, end.y) > 0 && min(start.y, end.y) < height &* 256
      && min(start.x, end.x) < width &* 256
    guard isVisible else { return }
    pending.append(Edge(start: start, end: end))
    if pending.count == Self.mostPending { flush() }
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
    _ edges: [Edge], width: Int, height: Int, stride: Int,
    cells: inout [Int32], touched: inout [UInt64], backdrop: inout [Int32]
  ) -> Range<Int> {
    let edges = edges.span
    var cells = cells.mutableSpan
    var touched = touched.mutableSpan
    var backdrop = backdrop.mutableSpan
    var lowest = height
    var highest = 0
    for index in edges.indices {
      let edge = DownwardEdge(edges[index])
      let top = max(edge.start.y, 0)
      let bottom = min(edge.end.y, height &* 256)
      lowest = min(lowest, top &>> 8)
      highest = max(highest, (bottom &+ 255) &>> 8)
      if max(edge.start.x, edge.end.x) <= 0 {
        cover(from: top, to: bottom, sign: edge.sign, in: &backdrop)
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
    from top: Int, to bottom: Int, sign: Int, in backdrop: inout MutableSpan<Int32>
  ) {
    let first = top &>> 8
    let last = (bottom &- 1) &>> 8
    let intoFirst = min(bottom, (first &+ 1) &* 256) &- top
    let intoLast = bottom &- max(top, last &* 256)
    // Two ramps: up to the full height after the first row, down again after the last.
    let rise = first == last ? 0 : 256 &- intoFirst
    let fall = first == last ? 0 : intoLast &- 256
    backdrop[first] &+= Int32(truncatingIfNeeded: sign &* intoFirst)
    if first != last {
      backdrop[first &+ 1] &+= Int32(truncatingIfNeeded: sign &* rise)
      backdrop[last] &+= Int32(truncatingIfNeeded: sign &* fall)
    }
    backdrop[last &+ 1] &-= Int32(truncatingIfNeeded: sign &* intoLast)
  }
}

/// One straight edge in 1/256 px, relative to the canvas.
struct Edge {
  var start: PixelPoint
  var end: PixelPoint
}
