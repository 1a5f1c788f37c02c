extension Bitset {
  /// The number of rows in the set.
  ///
  /// - Complexity: O(``capacity`` / 64).
  public var count: Int {
    let bytes = unsafe words.span.bytes
    return Self.countBits(words.count, { Self.vector(bytes, at: $0) }, { words[$0] })
  }

  /// The number of rows that are also in another set of the same capacity.
  ///
  /// Nothing is allocated.
  ///
  /// - Complexity: O(``capacity`` / 64).
  public func intersectionCount(_ other: Bitset) -> Int {
    precondition(capacity == other.capacity, "bitsets of one capacity can be compared")
    let left = unsafe words.span.bytes
    let right = unsafe other.words.span.bytes
    return Self.countBits(
      words.count, { Self.vector(left, at: $0) & Self.vector(right, at: $0) },
      { words[$0] & other.words[$0] })
  }

  /// Four words.
  private typealias Vector = SIMD4<UInt64>

  @inline(__always)
  private static func vector(_ bytes: RawSpan, at word: Int) -> Vector {
    unsafe bytes.unsafeLoadUnaligned(fromByteOffset: word &* 8, as: Vector.self)
  }

  /// Counts bits without an instruction for it, which processors before 2008 lack and a plain build
  /// hence does not use: carry-save adders make eight vectors into one to be counted.
  ///
  /// Source: R. Harley and D. Seal after H. S. Warren, "Hacker's Delight", 2nd edition, 5-1.
  @inline(__always)
  private static func countBits(
    _ count: Int, _ vector: (Int) -> Vector, _ word: (Int) -> UInt64
  ) -> Int {
    var (ones, twos, fours, total) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
    var index = 0
    while index &+ 32 <= count {
      let (one, two) = add(ones, vector(index), vector(index &+ 4))
      let (three, four) = add(one, vector(index &+ 8), vector(index &+ 12))
      let (five, six) = add(twos, two, four)
      let (seven, eight) = add(three, vector(index &+ 16), vector(index &+ 20))
      let (nine, ten) = add(seven, vector(index &+ 24), vector(index &+ 28))
      let (eleven, twelve) = add(five, eight, ten)
      let (fourBits, eights) = add(fours, six, twelve)
      (ones, twos, fours) = (nine, eleven, fourBits)
      total &+= bitCounts(eights)
      index &+= 32
    }
    let parts =
      total &* 8 &+ bitCounts(fours) &* 4 &+ bitCounts(twos) &* 2 &+ bitCounts(ones)
    var sum = Int(parts.wrappedSum())
    while index < count {
      sum &+= word(index).nonzeroBitCount
      index &+= 1
    }
    return sum
  }

  /// A full adder on every bit: of three bits the sum and the carry.
  @inline(__always)
  private static func add(_ a: Vector, _ b: Vector, _ c: Vector) -> (sum: Vector, carry: Vector) {
    let half = a ^ b
    return (half ^ c, a & b | half & c)
  }

  /// The number of bits of each word, by adding neighbouring groups of bits.
  @inline(__always)
  private static func bitCounts(_ vector: Vector) -> Vector {
    var sums = vector &- (vector &>> 1 & 0x5555_5555_5555_5555)
    sums = (sums & 0x3333_3333_3333_3333) &+ (sums &>> 2 & 0x3333_3333_3333_3333)
    sums = (sums &+ sums &>> 4) & 0x0F0F_0F0F_0F0F_0F0F
    sums = sums &+ sums &>> 8
    sums = sums &+ sums &>> 16
    return (sums &+ sums &>> 32) & 0x7F
  }
}
