/// Inks as places in a palette of at most 256 colours, and the table of how they blend.
struct IndexedInks: InkBlending {
  /// The inks first, then their blends; premultiplied.
  let palette: [PremultipliedColor]
  /// For each ink, each colour under it and each of 16 coverages the colour that results.
  private let table: [UInt8]
  private let opaque: [Bool]

  static let rowLead = 1

  @inline(__always)
  func pixel(of ink: Int) -> UInt8 { UInt8(truncatingIfNeeded: ink) }

  @inline(__always)
  func isOpaque(_ ink: Int) -> Bool { opaque[ink] }

  @inline(__always)
  func blend(_ ink: Int, coverage: UInt8, over pixel: UInt8) -> UInt8 {
    table[ink &<< 12 | Int(pixel) &<< 4 | Int(coverage &>> 4)]
  }

  /// Chooses the palette and fills the table.
  init(_ colors: [Color], meetings: [Inks.Meeting]) {
    let inks = colors.map(PremultipliedColor.init)
    let palette = Self.palette(inks, meetings: meetings)
    self.palette = palette
    opaque = inks.map { $0.alpha == 255 }
    let channels = palette.map(\.channels)
    var table = [UInt8](repeating: 0, count: inks.count << 12)
    for (ink, color) in inks.enumerated() {
      for under in palette.indices {
        let start = ink << 12 | under << 4
        table[start] = UInt8(under)
        for level in 1..<16 {
          let blend = Self.blend(color, level: level, over: palette[under])
          table[start | level] =
            level == 15 && opaque[ink] ? UInt8(ink) : Self.nearest(to: blend.channels, in: channels)
        }
      }
    }
    self.table = table
  }

  /// The inks, then blends of those that meet: halves of all pairs first, then quarters and so on, so
  /// that a palette that fills up is coarse everywhere rather than wrong somewhere.
  private static func palette(
    _ inks: [PremultipliedColor], meetings: [Inks.Meeting]
  ) -> [PremultipliedColor] {
    var palette = inks
    var channels = inks.map(\.channels)
    for levels in [[8], [4, 12], [2, 6, 10, 14], [1, 3, 5, 7, 9, 11, 13]] {
      for meeting in meetings {
        for level in levels where palette.count < 256 {
          let blend = blend(inks[Int(meeting.over)], level: level, over: inks[Int(meeting.under)])
          let close = channels[Int(nearest(to: blend.channels, in: channels))]
          guard distance(close, blend.channels) > smallestStep else { continue }
          palette.append(blend)
          channels.append(blend.channels)
        }
      }
    }
    return palette
  }

  /// Colours that differ by less, as the sum of squares of their channels, share an entry.
  private static let smallestStep: Int32 = 3 * 3 * 3

  /// An ink seen through a coverage of `level` / 15 over a colour.
  private static func blend(
    _ ink: PremultipliedColor, level: Int, over under: PremultipliedColor
  ) -> PremultipliedColor {
    PremultipliedColor(bits: ink.covering(UInt8(level * 17)).over(under.bits))
  }

  private static func nearest(to color: SIMD4<Int32>, in channels: [SIMD4<Int32>]) -> UInt8 {
    let channels = channels.span
    var nearest = 0
    var least = Int32.max
    for index in channels.indices {
      let distance = distance(channels[index], color)
      if distance < least { (nearest, least) = (index, distance) }
    }
    return UInt8(nearest)
  }

  @inline(__always)
  private static func distance(_ left: SIMD4<Int32>, _ right: SIMD4<Int32>) -> Int32 {
    let difference = left &- right
    return (difference &* difference).wrappedSum()
  }
}

extension PremultipliedColor {
  /// Red, green, blue and alpha.
  @inline(__always)
  fileprivate var channels: SIMD4<Int32> {
    SIMD4(
      Int32(bits & 255), Int32(bits &>> 8 & 255), Int32(bits &>> 16 & 255), Int32(bits &>> 24))
  }
}
