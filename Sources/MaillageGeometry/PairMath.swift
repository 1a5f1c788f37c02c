/// Functions of two numbers at once, one in each lane: twice as fast as one after the other, and
/// the same on every system.
enum PairMath {
  typealias Pair = SIMD2<Double>

  /// Sine and cosine of angles in degrees from −180 to 180, to 10⁻¹⁵; exact at multiples of 90.
  @inline(__always)
  static func sineAndCosine(degrees: Pair) -> (sine: Pair, cosine: Pair) {
    // With 1.5 · 2⁵² added, the nearest number of quarter turns stands in the lowest bits.
    let shift = Pair(repeating: 0x1.8p52)
    let shifted = degrees * (1.0 / 90) + shift
    let quarters = bits(shifted)
    // A difference of near numbers, hence exact.
    let x = (degrees - (shifted - shift) * 90) * (.pi / 180)
    let y = x * x
    // Taylor's series: at 45° the next terms are 5 · 10⁻¹⁷ and 2 · 10⁻¹⁸.
    var sine = y * (-1 / 1_307_674_368_000) + 1 / 6_227_020_800
    sine = sine * y - 1 / 39_916_800
    sine = sine * y + 1 / 362_880
    sine = sine * y - 1 / 5040
    sine = sine * y + 1 / 120
    sine = sine * y - 1 / 6
    sine = x + x * y * sine
    var cosine = y * (1 / 20_922_789_888_000) - 1 / 87_178_291_200
    cosine = cosine * y + 1 / 479_001_600
    cosine = cosine * y - 1 / 3_628_800
    cosine = cosine * y + 1 / 40_320
    cosine = cosine * y - 1 / 720
    cosine = cosine * y + 1 / 24
    cosine = 1 - y * 0.5 + y * y * cosine
    // After an odd number of quarter turns sine and cosine change places; signs follow.
    let isOdd = (quarters & 1) .== 1
    let (even, odd) = (bits(sine), bits(cosine))
    let sineSign = (quarters &<< 62) & 0x8000_0000_0000_0000
    let cosineSign = ((quarters &+ 1) &<< 62) & 0x8000_0000_0000_0000
    return (
      number(even.replacing(with: odd, where: isOdd) ^ sineSign),
      number(odd.replacing(with: even, where: isOdd) ^ cosineSign)
    )
  }

  /// Natural logarithms of positive finite numbers, to 10⁻¹⁵.
  @inline(__always)
  static func logarithm(_ value: Pair) -> Pair {
    // value = m · 2ᵏ with m from √½ to √2, found by carrying from √½ on.
    let root: UInt64 = 0x3FE6_A09E_667F_3BCD
    let all = bits(value)
    let carried = all &+ (0x3FF0_0000_0000_0000 &- root)
    let m = number((carried & 0x000F_FFFF_FFFF_FFFF) &+ SIMD2(repeating: root))
    // The exponent as a number: in the lowest bits of 2⁵² it is one.
    let k = number((carried &>> 52) | 0x4330_0000_0000_0000) - (0x1p52 + 1023)
    // log m = 2 artanh f; f² is at most 0.0295.
    let f = (m - 1) / (m + 1)
    let g = f * f
    var series = g * (1.0 / 17) + 1.0 / 15
    series = series * g + 1.0 / 13
    series = series * g + 1.0 / 11
    series = series * g + 1.0 / 9
    series = series * g + 1.0 / 7
    series = series * g + 1.0 / 5
    series = series * g + 1.0 / 3
    return k * 0.693_147_180_559_945_3 + (f + f) * (1 + g * series)
  }

  @inline(__always)
  static func bits(_ value: Pair) -> SIMD2<UInt64> {
    SIMD2(value.x.bitPattern, value.y.bitPattern)
  }

  @inline(__always)
  static func number(_ bits: SIMD2<UInt64>) -> Pair {
    Pair(Double(bitPattern: bits.x), Double(bitPattern: bits.y))
  }
}
