extension Bitset {
  /// Adds neighbouring rows, all below the capacity.
  ///
  /// - Complexity: O(k / 64), k the number of rows.
  public mutating func insert(_ rows: Range<Int>) {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= capacity, "rows within the capacity")
    guard let last = rows.last else { return }
    let (firstWord, lastWord) = (rows.lowerBound >> 6, last >> 6)
    let head = UInt64.max << UInt64(rows.lowerBound & 63)
    let tail = UInt64.max >> UInt64(63 - last & 63)
    if firstWord == lastWord {
      words[firstWord] |= head & tail
    } else {
      words[firstWord] |= head
      for word in firstWord + 1..<lastWord { words[word] = .max }
      words[lastWord] |= tail
    }
  }

  /// The set after rows left and others came in: those that stay keep their bit under their new
  /// number, those that come in are not in the set.
  ///
  /// - Parameter edit: Rows to remove below the capacity, and rows to insert.
  /// - Returns: A set of the capacity after the edit.
  /// - Complexity: O(``capacity`` / 64 + k), k the number of rows that leave or come in.
  public func applying(_ edit: RowEdit) -> Bitset {
    var result = Bitset(count: edit.newCount(of: capacity))
    edit.visitKeptRuns(of: capacity) { run, newStart in
      result.insertBits(run, of: self, at: newStart)
    }
    return result
  }

  /// Copies neighbouring bits of another set to a place where there are none yet.
  private mutating func insertBits(_ run: Range<Int>, of other: Bitset, at start: Int) {
    // Up to the next whole word of the target, then word by word, then the rest.
    var (source, target) = (run.lowerBound, start)
    while source < run.upperBound {
      let length = Swift.min(run.upperBound - source, 64 - target & 63)
      let bits = other.bits(at: source) & UInt64.max >> UInt64(64 - length)
      words[target >> 6] |= bits << UInt64(target & 63)
      source += length
      target += length
    }
  }

  /// The 64 bits from a row on; 0 beyond the capacity.
  @inline(__always)
  private func bits(at row: Int) -> UInt64 {
    let (word, shift) = (row >> 6, UInt64(row & 63))
    let low = words[word] >> shift
    guard shift > 0, word + 1 < words.count else { return low }
    return low | words[word + 1] << (64 - shift)
  }
}
