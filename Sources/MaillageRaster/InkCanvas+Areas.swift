extension InkCanvas {
  /// Fills up to four kinds of areas at once and empties the accumulator.
  ///
  /// The areas fit: where they meet their coverages add up to one, and what is left of it stays as it
  /// is. Each pixel is blended once, so nothing of what lies below shines through along a border, and
  /// a border is followed once for both its sides.
  ///
  /// - Parameters:
  ///   - laneInks: The ink of each lane.
  ///   - coverage: The areas, a lane each.
  mutating func paintAreas(
    _ laneInks: SIMD4<UInt8>, _ coverage: inout CoverageAccumulator<CoverageLanes>
  ) {
    let (inks, stride) = (inks, stride)
    var pixels = pixels.mutableSpan
    coverage.drain { row, start, end, sum in
      let base = row &* stride &+ Blending.rowLead
      Self.paint(
        AreaCoverage(sum), laneInks, inks, from: base &+ start, to: base &+ end, in: &pixels)
    }
  }

  /// Paints a run of pixels that are covered alike.
  @inline(__always)
  private static func paint(
    _ area: AreaCoverage, _ laneInks: SIMD4<UInt8>, _ inks: Blending, from start: Int, to end: Int,
    in pixels: inout MutableSpan<Blending.Pixel>
  ) {
    if area.isWhole {
      paint(
        Int(laneInks[area.lane]), inks, coverage: 255, from: start, to: end, in: &pixels)
    } else if !area.isNone {
      var position = start
      while position < end {
        pixels[position] = mix(area, laneInks, inks, over: pixels[position])
        position &+= 1
      }
    }
  }

  /// The pixel in which several areas meet, and what was there before where they leave room.
  @inline(__always)
  private static func mix(
    _ area: AreaCoverage, _ laneInks: SIMD4<UInt8>, _ inks: Blending, over pixel: Blending.Pixel
  ) -> Blending.Pixel {
    let full = Int32(CoverageLanes.full)
    var result = pixel
    var total = max(
      full &- area.share(0) &- area.share(1) &- area.share(2) &- area.share(3), 0)
    for lane in 0..<4 {
      let share = area.share(lane)
      guard share > 0 else { continue }
      total &+= share
      // The first area starts from nothing when no ground shows.
      let coverage =
        total == full
        ? (share &* 255 &+ full / 2) &>> 12 : total == share ? 255 : share &* 255 / total
      result = inks.blend(
        Int(laneInks[lane]), coverage: UInt8(truncatingIfNeeded: min(coverage, 255)), over: result)
    }
    return result
  }
}

/// What covers a pixel: the coverages of four lanes, read as one word.
private struct AreaCoverage {
  private let word: UInt64

  @inline(__always)
  init(_ sum: CoverageLanes) {
    word = unsafe unsafeBitCast(sum, to: UInt64.self)
  }

  /// Whether nothing does.
  @inline(__always)
  var isNone: Bool { word == 0 }

  /// Whether one lane covers all of it and the others nothing: a single bit is set, that of 4,096.
  @inline(__always)
  var isWhole: Bool { word & (word &- 1) == 0 && word & 0x1000_1000_1000_1000 != 0 }

  /// The lane that covers all of it.
  @inline(__always)
  var lane: Int { word.trailingZeroBitCount &>> 4 }

  /// The coverage of a lane, at least 0.
  @inline(__always)
  func share(_ lane: Int) -> Int32 {
    max(Int32(Int16(truncatingIfNeeded: word &>> UInt64(16 &* lane))), 0)
  }
}
