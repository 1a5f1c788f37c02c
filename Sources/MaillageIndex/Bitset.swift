/// A set of rows as one bit each, for rows 0 ..< ``capacity``.
///
/// A filter's answer is a bitset: combining filters is a word-wise AND or OR.
public struct Bitset: Hashable, Sendable {
  /// Row i is bit i % 64 of word i / 64; bits from `capacity` on are always 0.
  var words: [UInt64]
  /// The number of rows the set can tell apart.
  public let capacity: Int

  /// Creates an empty set.
  ///
  /// - Parameter count: The capacity, not negative.
  public init(count: Int) {
    self.init(count: count, all: false)
  }

  /// Creates a set with no row, or with all.
  ///
  /// - Parameters:
  ///   - count: The capacity, not negative.
  ///   - all: Whether every row is in the set.
  public init(count: Int, all: Bool) {
    precondition(count >= 0, "a bitset's capacity is not negative")
    capacity = count
    words = Array(repeating: all ? .max : 0, count: (count + 63) / 64)
    if all, count % 64 != 0 {
      words[words.count - 1] = (1 << UInt64(count % 64)) - 1
    }
  }

  /// Whether no row is in the set.
  public var isEmpty: Bool {
    words.allSatisfy { $0 == 0 }
  }

  /// Whether a row is in the set; rows outside the capacity are not.
  public func contains(_ row: Int) -> Bool {
    row >= 0 && row < capacity && words[row >> 6] >> UInt64(row & 63) & 1 == 1
  }

  /// Adds a row, which must be below the capacity.
  public mutating func insert(_ row: Int) {
    precondition(row >= 0 && row < capacity, "row outside the bitset's capacity")
    words[row >> 6] |= 1 << UInt64(row & 63)
  }

  /// Removes a row; nothing happens when it is not in the set.
  public mutating func remove(_ row: Int) {
    guard contains(row) else { return }
    words[row >> 6] &= ~(1 << UInt64(row & 63))
  }
}

extension Bitset {
  /// Keeps only the rows that are also in another set of the same capacity.
  public mutating func formIntersection(_ other: Bitset) {
    combine(with: other, &)
  }

  /// Adds the rows of another set of the same capacity.
  public mutating func formUnion(_ other: Bitset) {
    combine(with: other, |)
  }

  /// Removes the rows of another set of the same capacity.
  public mutating func subtract(_ other: Bitset) {
    combine(with: other) { $0 & ~$1 }
  }

  @inline(__always)
  private mutating func combine(with other: Bitset, _ operation: (UInt64, UInt64) -> UInt64) {
    precondition(capacity == other.capacity, "bitsets of one capacity can be combined")
    for index in words.indices {
      words[index] = operation(words[index], other.words[index])
    }
  }
}

extension Bitset: Sequence {
  /// Steps through the rows of the set in ascending order.
  public struct Iterator: IteratorProtocol {
    private let words: [UInt64]
    private var index = 0
    private var rest: UInt64 = 0

    init(_ words: [UInt64]) {
      self.words = words
      rest = words.first ?? 0
    }

    /// The next row, or `nil` after the last.
    public mutating func next() -> Int? {
      while rest == 0 {
        index += 1
        guard index < words.count else { return nil }
        rest = words[index]
      }
      let row = index << 6 + rest.trailingZeroBitCount
      rest &= rest &- 1
      return row
    }
  }

  /// An iterator over the rows, ascending.
  public func makeIterator() -> Iterator {
    Iterator(words)
  }

  /// At least this many rows follow: none is promised, counting would read every word.
  public var underestimatedCount: Int { 0 }
}
