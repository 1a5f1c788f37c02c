import MaillageGeometry

/// Sorting by 64-bit keys without comparing them.
///
/// Least significant digit first, eight bits a digit: stable, and linear in the number of keys. Of
/// the bits in which keys differ only as many are sorted by as tell nearly all keys apart; the few
/// that are left are put in order where they stand.
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
  mutating func sort(keys: inout [UInt64], values: inout [UInt32], threads: Int = 1) {
    if Self.isWorthParts(keys.count, threads: threads) {
      Self.sortParts(&keys, &values, threads: threads)
    } else {
      Self.sort(&keys, &values, &otherKeys, &otherValues)
    }
  }

  /// Sorts codes ascending and moves each value with its code; equal codes keep their order.
  static func sort(codes: inout [MortonCode], values: inout [UInt32], threads: Int = 1) {
    if isWorthParts(codes.count, threads: threads) {
      sortParts(&codes, &values, threads: threads)
    } else {
      var (otherCodes, otherValues) = ([MortonCode](), [UInt32]())
      sort(&codes, &values, &otherCodes, &otherValues)
    }
  }

  private static func isWorthParts(_ count: Int, threads: Int) -> Bool {
    threads > 1 && count >= 1 << 15
  }

  /// Sorts the keys between two pivots on a thread of their own, for as many pivots as it takes.
  private static func sortParts<Key: RadixKey & Sendable>(
    _ keys: inout [Key], _ values: inout [UInt32], threads: Int
  ) {
    let sample = stride(from: 0, to: keys.count, by: keys.count / 1024).map { keys[$0].bits }
      .sorted()
    let (allKeys, allValues) = (keys, values)
    let parts = Concurrently.map(threads, threads: threads, partLength: 1) { part in
      let start = part.lowerBound == 0 ? 0 : sample[sample.count * part.lowerBound / threads]
      let end = part.upperBound == threads ? nil : sample[sample.count * part.upperBound / threads]
      var (keys, values) = ([Key](), [UInt32]())
      keys.reserveCapacity(allKeys.count / threads * 9 / 8)
      values.reserveCapacity(allKeys.count / threads * 9 / 8)
      for (key, value) in zip(allKeys, allValues)
      where key.bits >= start && end.map({ key.bits < $0 }) ?? true {
        keys.append(key)
        values.append(value)
      }
      var (otherKeys, otherValues) = ([Key](), [UInt32]())
      sort(&keys, &values, &otherKeys, &otherValues)
      return (keys, values)
    }
    keys = Concurrently.joined(parts.map(\.0))
    values = Concurrently.joined(parts.map(\.1))
  }

  private static func sort<Key: RadixKey>(
    _ keys: inout [Key], _ values: inout [UInt32], _ otherKeys: inout [Key],
    _ otherValues: inout [UInt32]
  ) {
    precondition(keys.count == values.count, "every key has one value")
    if keys.count <= longestInsertion { return insertionSort(keys.indices, &keys, &values) }
    let (difference, isSorted) = difference(of: keys.span)
    if isSorted { return }
    resize(&otherKeys, to: keys.count, with: keys[0])
    resize(&otherValues, to: keys.count, with: 0)
    // Digits start at the highest bit in which keys differ.
    let width = 64 - difference.leadingZeroBitCount
    let digits = min((width + 7) / 8, keys.count < 1 << 15 ? 4 : 5)
    let shift = UInt64(max(0, width - 8 * digits))
    for digit in 0..<digits {
      distribute(
        by: shift + UInt64(8 * digit), keys.span, values.span, to: &otherKeys, &otherValues)
      swap(&keys, &otherKeys)
      swap(&values, &otherValues)
    }
    if shift > 0 { sortRuns(sharing: shift, &keys, &values) }
  }

  /// The bits in which keys differ, and whether they ascend.
  private static func difference<Key: RadixKey>(of keys: Span<Key>) -> (UInt64, isSorted: Bool) {
    guard keys.count > 1 else { return (0, true) }
    var (difference, descents) = (UInt64(0), 0)
    var last = keys[0].bits
    for index in 0..<keys.count {
      let key = keys[index].bits
      difference |= key ^ last
      descents &+= key < last ? 1 : 0
      last = key
    }
    return (difference, descents == 0)
  }

  /// Gives a column so many entries, whatever they are.
  private static func resize<Value>(_ column: inout [Value], to count: Int, with value: Value) {
    if column.count > count {
      column.removeLast(column.count - count)
    } else {
      column.append(contentsOf: repeatElement(value, count: count - column.count))
    }
  }

  private static func distribute<Key: RadixKey>(
    by shift: UInt64, _ keys: Span<Key>, _ values: Span<UInt32>,
    to otherKeys: inout [Key], _ otherValues: inout [UInt32]
  ) {
    var offsets = [256 of UInt32](repeating: 0)
    for index in 0..<keys.count {
      offsets[Int(keys[index].bits &>> shift & 255)] &+= 1
    }
    var next: UInt32 = 0
    for digit in 0..<256 {
      next &+= offsets[digit]
      offsets[digit] = next &- offsets[digit]
    }
    var keysOut = otherKeys.mutableSpan
    var valuesOut = otherValues.mutableSpan
    for index in 0..<keys.count {
      let key = keys[index]
      let digit = Int(key.bits &>> shift & 255)
      let place = Int(offsets[digit])
      offsets[digit] &+= 1
      keysOut[place] = key
      valuesOut[place] = values[index]
    }
  }

  /// Sorts runs of keys that share all bits from one on, where these already ascend.
  private static func sortRuns<Key: RadixKey>(
    sharing shift: UInt64, _ keys: inout [Key], _ values: inout [UInt32]
  ) {
    var start = 0
    for index in 1..<keys.count where keys[index].bits < keys[index - 1].bits {
      // A run that is out of order: all of it is put right, and it is not met again.
      let prefix = keys[index].bits >> shift
      start = index
      while start > 0, keys[start - 1].bits >> shift == prefix { start -= 1 }
      var end = index + 1
      while end < keys.count, keys[end].bits >> shift == prefix { end += 1 }
      if end - start <= longestInsertion {
        insertionSort(start..<end, &keys, &values)
      } else {
        var (runKeys, runValues) = (Array(keys[start..<end]), Array(values[start..<end]))
        var (otherKeys, otherValues) = ([Key](), [UInt32]())
        sort(&runKeys, &runValues, &otherKeys, &otherValues)
        keys.replaceSubrange(start..<end, with: runKeys)
        values.replaceSubrange(start..<end, with: runValues)
      }
    }
  }

  /// Runs up to this long are sorted by insertion.
  private static let longestInsertion = 32

  private static func insertionSort<Key: RadixKey>(
    _ range: Range<Int>, _ keys: inout [Key], _ values: inout [UInt32]
  ) {
    for index in range {
      let (key, value) = (keys[index], values[index])
      var place = index
      while place > range.lowerBound, key.bits < keys[place - 1].bits {
        keys[place] = keys[place - 1]
        values[place] = values[place - 1]
        place -= 1
      }
      keys[place] = key
      values[place] = value
    }
  }
}

/// What a radix sort sorts by.
protocol RadixKey {
  var bits: UInt64 { get }
}

extension UInt64: RadixKey {
  var bits: UInt64 { self }
}

extension MortonCode: RadixKey {}
