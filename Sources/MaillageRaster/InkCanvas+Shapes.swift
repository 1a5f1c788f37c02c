extension InkCanvas {
  /// Lays an ink over a shape, by the non-zero rule, and empties the accumulator.
  mutating func paint(_ ink: Int, _ coverage: inout CoverageAccumulator<Int32>) {
    let (inks, stride) = (inks, stride)
    var pixels = pixels.mutableSpan
    coverage.drain { row, start, end, sum in
      let covered = FillRule.nonZero.coverage(of: sum)
      guard covered > 0 else { return }
      let base = row &* stride &+ Blending.rowLead
      Self.paint(
        ink, inks, coverage: covered, from: base &+ start, to: base &+ end, in: &pixels)
    }
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
