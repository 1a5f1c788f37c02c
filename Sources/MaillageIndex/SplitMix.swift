/// Bits without pattern from bits with one.
enum SplitMix {
  /// Mixes all bits of a number; one to one.
  ///
  /// Source: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators",
  /// OOPSLA 2014, figure 16, one step; the constants are D. Stafford's mix 13.
  static func mixed(_ number: UInt64) -> UInt64 {
    var bits = number &+ step
    bits = (bits ^ bits &>> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits &>> 27) &* 0x94D0_49BB_1331_11EB
    return bits ^ bits &>> 31
  }

  /// A sequence of random numbers that a seed decides.
  struct Generator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
      state = seed
    }

    mutating func next() -> UInt64 {
      defer { state &+= SplitMix.step }
      return SplitMix.mixed(state)
    }

    /// A number in 0 ..< 1, the same on every platform and version of the standard library.
    mutating func fraction() -> Double {
      Double(next() >> 11) * 0x1p-53
    }
  }

  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15
}
