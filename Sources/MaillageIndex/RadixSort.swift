/// Sorting by 64-bit keys without comparing them.
///
/// Least significant digit first, eight bits a digit: stable, and linear in the number of keys.
/// Digits that all keys share cost one look at a histogram.
///
/// Source: D. E. Knuth, "The Art of Computer Programming", volume 3, 5.2.5, algorithm R.
struct RadixSort {
  // Room to sort into, kept for the next time.
  private var otherKeys: [UInt64] = []
  private var otherValues: [UInt32] = []

  /// Sorts keys ascending and moves each value with its key.
  ///
  /// Equal keys keep their order.
  ///
  /// - Complexity: O(n) time and space, n the number of keys.
  mutating func sort(keys: inout [UInt64], values: inout [UInt32]) {
    precondition(keys.count == values.count, "every key has one value")
    guard keys.count > 1 else { return }
    var offsets = Self.histograms(of: keys)
    Self.resize(&otherKeys, to: keys.count)
    Self.resize(&otherValues, to: keys.count)
    for digit in 0..<8 where Self.makeOffsets(&offsets, digit: digit, of: keys.count) {
      Self.distribute(
        digit, keys.span, values.span, to: &otherKeys, &otherValues, offsets: &offsets)
      swap(&keys, &otherKeys)
      swap(&values, &otherValues)
    }
  }

  /// Gives a column so many entries, whatever they are.
  private static func resize<Value: BinaryInteger>(_ column: inout [Value], to count: Int) {
    if column.count > count {
      column.removeLast(column.count - count)
    } else {
      column.append(contentsOf: repeatElement(0, count: count - column.count))
    }
  }

  /// How often each of the 256 values of each of the eight digits occurs.
  private static func histograms(of keys: [UInt64]) -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: 8 * 256)
    var places = counts.mutableSpan
    for key in keys {
      for digit in 0..<8 {
        places[digit &<< 8 | Int(key &>> UInt64(digit &<< 3) & 255)] &+= 1
      }
    }
    return counts
  }

  /// Turns a digit's histogram into the first place of each value; `false` if all keys share one.
  private static func makeOffsets(
    _ counts: inout [UInt32], digit: Int, of total: Int
  ) -> Bool {
    var place: UInt32 = 0
    var isShared = false
    for slot in digit << 8..<(digit + 1) << 8 {
      let count = counts[slot]
      if count == total { isShared = true }
      counts[slot] = place
      place += count
    }
    return !isShared
  }

  private static func distribute(
    _ digit: Int, _ keys: Span<UInt64>, _ values: Span<UInt32>,
    to otherKeys: inout [UInt64], _ otherValues: inout [UInt32], offsets: inout [UInt32]
  ) {
    var keysOut = otherKeys.mutableSpan
    var valuesOut = otherValues.mutableSpan
    var places = offsets.mutableSpan
    let shift = UInt64(digit &<< 3)
    let base = digit &<< 8
    for index in 0..<keys.count {
      let key = keys[index]
      let slot = base | Int(key &>> shift & 255)
      let place = Int(places[slot])
      places[slot] &+= 1
      keysOut[place] = key
      valuesOut[place] = values[index]
    }
  }
}
