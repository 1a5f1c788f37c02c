extension Bitset {
  /// Adds rows, which must be below the capacity.
  ///
  /// - Complexity: O(k), k the number of rows.
  public mutating func insert(contentsOf rows: ArraySlice<UInt32>) {
    let rows = rows.span
    let end = UInt32(clamping: capacity)
    var bits = words.mutableSpan
    for index in rows.indices {
      let row = rows[index]
      precondition(row < end, "row outside the bitset's capacity")
      bits[Int(row &>> 6)] |= 1 &<< UInt64(row & 63)
    }
  }

  /// How many of the rows listed, which must be below the capacity, are in the set.
  ///
  /// - Complexity: O(k), k the number of rows listed.
  public func count(among rows: ArraySlice<UInt32>) -> Int {
    let rows = rows.span
    let bits = words.span
    var count: UInt64 = 0
    var index = 0
    // A sum of bits instead of a condition: which rows are in the set is not predictable.
    while index < rows.count {
      let row = rows[index]
      count &+= bits[Int(row &>> 6)] &>> UInt64(row & 63) & 1
      index &+= 1
    }
    return Int(count)
  }
}
