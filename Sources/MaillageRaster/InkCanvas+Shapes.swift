extension InkCanvas {
  /// Lays an ink over a shape, by the non-zero rule, and empties the accumulator.
  mutating func paint(_ ink: Int, _ coverage: inout CoverageAccumulator<Int32>) {
    coverage.flush()
    guard !coverage.rows.isEmpty else { return }
    paint(
      ink, rows: coverage.rows, cellStride: coverage.stride, cells: &coverage.cells,
      touched: &coverage.touched, backdrop: &coverage.backdrop)
    coverage.rows = 0..<0
  }

  private mutating func paint(
    _ ink: Int, rows: Range<Int>, cellStride: Int, cells: inout [Int32], touched: inout [UInt64],
    backdrop: inout [Int32]
  ) {
    let (width, rowStride, words) = (width, stride, cellStride &>> 6)
    let inks = inks
    var cells = cells.mutableSpan
    var touched = touched.mutableSpan
    var backdrop = backdrop.mutableSpan
    var pixels = pixels.mutableSpan
    var behindLeft: Int32 = 0
    for row in rows {
      behindLeft &+= backdrop[row]
      backdrop[row] = 0
      var sum = behindLeft &* 512
      let base = row &* rowStride &+ Blending.rowLead
      var current = Self.coverage(of: sum)
      var column = 0
      for word in 0..<words {
        var bits = touched[row &* words &+ word]
        if bits == 0 { continue }
        touched[row &* words &+ word] = 0
        repeat {
          let next = word &* 64 &+ bits.trailingZeroBitCount
          bits &= bits &- 1
          let cell = row &* cellStride &+ next
          sum &+= cells[cell]
          cells[cell] = 0
          if next >= width { continue }
          if current != 0 {
            Self.paint(
              ink, inks, coverage: current, from: base &+ column, to: base &+ next, in: &pixels)
          }
          current = Self.coverage(of: sum)
          column = next
        } while bits != 0
      }
      if current != 0 {
        Self.paint(
          ink, inks, coverage: current, from: base &+ column, to: base &+ width, in: &pixels)
      }
    }
    backdrop[rows.upperBound] = 0
  }

  /// Coverage from 0 to 255 for a signed sum.
  @inline(__always)
  private static func coverage(of sum: Int32) -> UInt8 {
    let full = UInt32(coverageOfPixel)
    return UInt8(truncatingIfNeeded: (min(sum.magnitude, full) &* 255 &+ full / 2) / full)
  }

  /// Lays an ink over neighbouring pixels that are covered alike.
  @inline(__always)
  static func paint(
    _ ink: Int, _ inks: Blending, coverage: UInt8, from start: Int, to end: Int,
    in pixels: inout MutableSpan<Blending.Pixel>
  ) {
    var position = start
    if coverage == 255 && inks.isOpaque(ink) {
      let pixel = inks.pixel(of: ink)
      if end &- start > 16 {
        precondition(start >= 0 && end <= pixels.count, "a run outside the canvas")
        // Safe: the run was just found to lie inside.
        unsafe pixels.withUnsafeMutableBufferPointer { pixels in
          unsafe UnsafeMutableBufferPointer(rebasing: pixels[start..<end])
            .update(repeating: pixel)
        }
        return
      }
      while position < end {
        pixels[position] = pixel
        position &+= 1
      }
    } else {
      while position < end {
        pixels[position] = inks.blend(ink, coverage: coverage, over: pixels[position])
        position &+= 1
      }
    }
  }
}
