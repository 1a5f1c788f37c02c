/// Neighbouring pixels of one row with the same coverage.
struct CoverageRun: Hashable, Sendable {
  /// The first column.
  var start: Int32
  /// The column after the last.
  var end: Int32
  /// 1 … 255, 255 for wholly covered.
  var coverage: UInt8
}

extension CoverageAccumulator where Cell == Int32 {
  /// Reads all rows in turn and leaves the accumulator empty.
  ///
  /// - Parameters:
  ///   - rule: What counts as inside.
  ///   - body: Receives each row with its runs from left to right; columns without coverage are in
  ///     no run.
  mutating func drain(
    rule: FillRule, _ body: (_ row: Int, _ runs: borrowing Span<CoverageRun>) -> Void
  ) {
    flush()
    guard !rows.isEmpty else { return }
    // Taken out while it is filled, so that writing to it never copies.
    var runs: [CoverageRun] = []
    swap(&runs, &self.runs)
    defer { swap(&runs, &self.runs) }
    var behindLeft: Int32 = 0
    for row in rows {
      behindLeft &+= backdrop[row]
      backdrop[row] = 0
      let count = Self.drain(
        row: row, from: behindLeft &* 512, rule: rule, width: width, stride: stride,
        cells: &cells, touched: &touched, into: &runs)
      body(row, runs.span.extracting(first: count))
    }
    backdrop[rows.upperBound] = 0
    rows = 0..<0
  }

  /// Sums up one row, writes its runs and returns their number.
  private static func drain(
    row: Int, from initial: Int32, rule: FillRule, width: Int, stride: Int,
    cells: inout [Int32], touched: inout [UInt64], into runs: inout [CoverageRun]
  ) -> Int {
    var cells = cells.mutableSpan
    var touched = touched.mutableSpan
    var runs = runs.mutableSpan
    var sum = initial
    var coverage = Self.coverage(of: sum, rule: rule)
    var start = 0
    var count = 0
    let words = stride &>> 6
    for word in 0..<words {
      var bits = touched[row &* words &+ word]
      if bits == 0 { continue }
      touched[row &* words &+ word] = 0
      repeat {
        let column = word &* 64 &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        let index = row &* stride &+ column
        sum &+= cells[index]
        cells[index] = 0
        let next = Self.coverage(of: sum, rule: rule)
        if next != coverage && column < width {
          // Stored always, kept when the run shows: cheaper than a branch on random data.
          runs[count] = CoverageRun(
            start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: column),
            coverage: coverage)
          count &+= coverage != 0 && start < column ? 1 : 0
          start = column
          coverage = next
        }
      } while bits != 0
    }
    if coverage != 0 && start < width {
      runs[count] = CoverageRun(
        start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: width),
        coverage: coverage)
      count &+= 1
    }
    return count
  }

  /// Coverage from 0 to 255 for a signed sum.
  @inline(__always)
  private static func coverage(of sum: Int32, rule: FillRule) -> UInt8 {
    let full = UInt32(coverageOfPixel)
    var size = sum.magnitude
    switch rule {
    case .nonZero: size = min(size, full)
    case .evenOdd:
      size &= 2 &* full &- 1
      size = min(size, 2 &* full &- size)
    }
    return UInt8(truncatingIfNeeded: (size &* 255 &+ full / 2) / full)
  }
}
