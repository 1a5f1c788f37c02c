extension CoverageAccumulator {
  /// Reads all rows in turn and leaves the accumulator empty.
  ///
  /// - Parameter body: Receives each row in runs of columns, from left to right, that have one sum;
  ///   runs of no coverage too.
  @inline(__always)
  mutating func drain(_ body: (_ row: Int, _ start: Int, _ end: Int, _ sum: Cell) -> Void) {
    flush()
    guard !rows.isEmpty else { return }
    Self.drain(
      rows, width: width, stride: stride, cells: &cells, touched: &touched, backdrop: &backdrop,
      body)
    rows = 0..<0
  }

  /// The loop, on arrays that are borrowed one by one.
  @inline(__always)
  private static func drain(
    _ rows: Range<Int>, width: Int, stride: Int, cells: inout [Cell], touched: inout [UInt64],
    backdrop: inout [Cell], _ body: (_ row: Int, _ start: Int, _ end: Int, _ sum: Cell) -> Void
  ) {
    let words = stride &>> 6
    var cells = cells.mutableSpan
    var touched = touched.mutableSpan
    var backdrop = backdrop.mutableSpan
    var behindLeft = Cell.zero
    for row in rows {
      behindLeft.add(backdrop[row])
      backdrop[row] = .zero
      var sum = Cell.zero
      sum.add(behindLeft, times: Cell.unitsPerHeight)
      var start = 0
      for word in 0..<words {
        var bits = touched[row &* words &+ word]
        if bits == 0 { continue }
        touched[row &* words &+ word] = 0
        repeat {
          let column = word &* 64 &+ bits.trailingZeroBitCount
          bits &= bits &- 1
          let change = cells[row &* stride &+ column]
          cells[row &* stride &+ column] = .zero
          // What spilled over the right edge is only cleared.
          if column >= width { continue }
          body(row, start, column, sum)
          sum.add(change)
          start = column
        } while bits != 0
      }
      body(row, start, width, sum)
    }
    backdrop[rows.upperBound] = .zero
  }
}

extension FillRule {
  /// Coverage from 0 to 255 for a signed sum.
  @inline(__always)
  func coverage(of sum: Int32) -> UInt8 {
    let full = UInt32(coverageOfPixel)
    var size = sum.magnitude
    switch self {
    case .nonZero: size = min(size, full)
    case .evenOdd:
      size &= 2 &* full &- 1
      size = min(size, 2 &* full &- size)
    }
    return UInt8(truncatingIfNeeded: (size &* 255 &+ full / 2) / full)
  }
}
