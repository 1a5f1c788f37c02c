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
    coverage.flush()
    guard !coverage.rows.isEmpty else { return }
    paintAreas(
      laneInks, rows: coverage.rows, cellStride: coverage.stride, cells: &coverage.cells,
      touched: &coverage.touched, backdrop: &coverage.backdrop)
    coverage.rows = 0..<0
  }

  private mutating func paintAreas(
    _ laneInks: SIMD4<UInt8>, rows: Range<Int>, cellStride: Int, cells: inout [CoverageLanes],
    touched: inout [UInt64], backdrop: inout [CoverageLanes]
  ) {
    let (width, rowStride, words) = (width, stride, cellStride &>> 6)
    let inks = inks
    var cells = cells.mutableSpan
    var touched = touched.mutableSpan
    var backdrop = backdrop.mutableSpan
    var pixels = pixels.mutableSpan
    var behindLeft = CoverageLanes.zero
    for row in rows {
      behindLeft &+= backdrop[row]
      backdrop[row] = .zero
      var sum = behindLeft &* CoverageLanes(repeating: 512)
      let base = row &* rowStride &+ Blending.rowLead
      var area = AreaCoverage(sum)
      var column = 0
      for word in 0..<words {
        var bits = touched[row &* words &+ word]
        if bits == 0 { continue }
        touched[row &* words &+ word] = 0
        repeat {
          let next = word &* 64 &+ bits.trailingZeroBitCount
          bits &= bits &- 1
          let cell = row &* cellStride &+ next
          let change = cells[cell]
          cells[cell] = .zero
          sum &+= change
          if next >= width { continue }
          Self.paint(area, laneInks, inks, from: base &+ column, to: base &+ next, in: &pixels)
          area = AreaCoverage(sum)
          column = next
        } while bits != 0
      }
      Self.paint(area, laneInks, inks, from: base &+ column, to: base &+ width, in: &pixels)
    }
    backdrop[rows.upperBound] = .zero
  }

  /// Paints a run of pixels that are covered alike.
  @inline(__always)
  private static func paint(
    _ area: AreaCoverage, _ laneInks: SIMD4<UInt8>, _ inks: Blending, from start: Int, to end: Int,
    in pixels: inout MutableSpan<Blending.Pixel>
  ) {
    var position = start
    switch area {
    case .none: return
    case .whole(let lane):
      let ink = Int(laneInks[lane])
      if inks.isOpaque(ink) {
        let pixel = inks.pixel(of: ink)
        while position < end {
          pixels[position] = pixel
          position &+= 1
        }
      } else {
        while position < end {
          pixels[position] = inks.blend(ink, coverage: 255, over: pixels[position])
          position &+= 1
        }
      }
    case .mixed(let shares):
      while position < end {
        pixels[position] = mix(shares, laneInks, inks, over: pixels[position])
        position &+= 1
      }
    }
  }

  /// The pixel in which several areas meet, and what was there before where they leave room.
  @inline(__always)
  private static func mix(
    _ shares: CoverageLanes, _ laneInks: SIMD4<UInt8>, _ inks: Blending, over pixel: Blending.Pixel
  ) -> Blending.Pixel {
    var result = pixel
    var total = max(coverageOfPixel &- shares.wrappedSum(), 0)
    for lane in 0..<4 where shares[lane] > 0 {
      let share = shares[lane]
      total &+= share
      let ink = Int(laneInks[lane])
      // The first area starts from nothing when no ground shows.
      let coverage = total == share ? 255 : UInt8(truncatingIfNeeded: share &* 255 / total)
      result = inks.blend(ink, coverage: coverage, over: result)
    }
    return result
  }
}

/// What covers a pixel.
private enum AreaCoverage {
  case none
  /// One lane all of it.
  case whole(Int)
  /// Several lanes, or one in part; none below 0.
  case mixed(CoverageLanes)

  @inline(__always)
  init(_ sum: CoverageLanes) {
    if sum == .zero {
      self = .none
    } else if sum[0] >= coverageOfPixel {
      self = .whole(0)
    } else if sum[1] >= coverageOfPixel {
      self = .whole(1)
    } else if sum[2] >= coverageOfPixel {
      self = .whole(2)
    } else if sum[3] >= coverageOfPixel {
      self = .whole(3)
    } else {
      self = .mixed(pointwiseMax(sum, .zero))
    }
  }
}
