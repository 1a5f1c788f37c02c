/// A pixel as a ``Pixmap`` stores it: colour channels multiplied by alpha, red in the lowest byte.
struct PremultipliedColor: Hashable, Sendable {
  /// Red, green, blue and alpha, from the lowest byte to the highest.
  var bits: UInt32

  @inline(__always)
  init(bits: UInt32) {
    self.bits = bits
  }

  /// Multiplies the channels of a straight colour by its alpha.
  @inline(__always)
  init(_ color: Color) {
    let opaque =
      UInt32(color.red) | UInt32(color.green) &<< 8 | UInt32(color.blue) &<< 16 | 0xFF00_0000
    bits = Self.scale(opaque, by: UInt32(color.alpha))
  }

  /// 0 … 255.
  @inline(__always)
  var alpha: UInt32 { bits &>> 24 }

  /// The straight colour: each channel divided by alpha and rounded to the nearest.
  @inline(__always)
  var straight: Color {
    let alpha = alpha
    func channel(_ shift: UInt32) -> UInt8 {
      let value = bits &>> shift & 255
      if alpha == 255 { return UInt8(truncatingIfNeeded: value) }
      return alpha == 0 ? 0 : UInt8(truncatingIfNeeded: (value &* 255 &+ alpha / 2) / alpha)
    }
    return Color(
      red: channel(0), green: channel(8), blue: channel(16),
      alpha: UInt8(truncatingIfNeeded: alpha))
  }

  /// The colour as seen through a coverage or opacity of 0 … 255.
  @inline(__always)
  func covering(_ coverage: UInt8) -> PremultipliedColor {
    PremultipliedColor(bits: Self.scale(bits, by: UInt32(coverage)))
  }

  /// The colour laid over another (Porter and Duff, "Compositing digital images", 1984).
  @inline(__always)
  func over(_ below: UInt32) -> UInt32 {
    bits &+ Self.scale(below, by: 255 &- alpha)
  }

  /// Multiplies all four channels by `factor` / 255, exactly rounded, two channels at a time.
  @inline(__always)
  private static func scale(_ bits: UInt32, by factor: UInt32) -> UInt32 {
    var even = (bits & 0x00FF_00FF) &* factor &+ 0x0080_0080
    even = (even &+ (even &>> 8 & 0x00FF_00FF)) &>> 8 & 0x00FF_00FF
    var odd = (bits &>> 8 & 0x00FF_00FF) &* factor &+ 0x0080_0080
    odd = (odd &+ (odd &>> 8 & 0x00FF_00FF)) & 0xFF00_FF00
    return even | odd
  }
}
