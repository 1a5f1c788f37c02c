import MaillageIndex

/// Which rows hold which values of one field.
///
/// A value that many rows hold has one bit for every row; of others the rows are listed, so that a
/// vocabulary of thousands of values takes four bytes for each row that holds one.
struct ValueIndex: Sendable {
  /// The values that occur or once did, each at its code.
  private(set) var values: [String] = []
  /// How many rows hold each value.
  private(set) var counts: [Int] = []
  /// The codes in the order of their values' bytes.
  private(set) var sortedCodes: [Int] = []
  private var codes: [String: Int] = [:]
  /// The rows of a value as bits; `nil` where they are listed.
  private var sets: [Bitset?] = []
  /// The rows listed for value c are entries `starts[c]` ..< `starts[c + 1]` of `listed`, ascending.
  private var starts: [Int] = [0]
  private var listed: [UInt32] = []
  private let capacity: Int
  /// The code listed for each row, `UInt32.max` for none; empty where a row has several.
  private let column = Lazy<[UInt32]>()

  /// A list of 32-bit rows is as large as one bit for each row where 1 row in 32 is listed.
  private static let listedShare = 32

  /// The code of a value; `nil` when it has never occurred.
  func code(of value: String) -> Int? {
    codes[value]
  }

  /// Adds the rows that hold a value to a set.
  func insertRows(of code: Int, into rows: inout Bitset) {
    if let set = sets[code] {
      rows.formUnion(set)
    } else {
      rows.insert(contentsOf: listed[starts[code]..<starts[code + 1]])
    }
  }

  /// The rows that hold at least one of some values.
  func rows(ofAny sought: some Sequence<String>) -> Bitset {
    rows(ofAny: sought.compactMap(code(of:)))
  }

  /// The rows that hold at least one of the values of some codes.
  func rows(ofAny codes: [Int]) -> Bitset {
    // The first one of many rows is the set to begin with.
    let first = codes.firstIndex { sets[$0] != nil }
    var rows = first.flatMap { sets[codes[$0]] } ?? Bitset(count: capacity)
    for (index, code) in codes.enumerated() where index != first {
      insertRows(of: code, into: &rows)
    }
    return rows
  }

  /// How many rows of a set hold the value of a code; of all rows when the set is `nil`.
  ///
  /// - Complexity: O(n / 64) for n rows, or O(k) for a value whose k rows are listed.
  func count(of code: Int, within rows: Bitset?) -> Int {
    guard let rows else { return counts[code] }
    return sets[code]?.intersectionCount(rows)
      ?? rows.count(among: listed[starts[code]..<starts[code + 1]])
  }

  /// How many rows of a set hold each value, by code; of all rows when the set is `nil`.
  ///
  /// - Complexity: O(v·n / 64 + e) for n rows, v values of many rows and e entries listed; instead of
  ///   e the number of rows in the set, where it is far smaller and no row has two values listed.
  func counts(within rows: Bitset?) -> [Int] {
    guard let rows else { return counts }
    let isFew = listed.count > 4 * rows.count
    let codes = isFew ? column.value(makeColumn) : []
    guard !codes.isEmpty else { return values.indices.map { count(of: $0, within: rows) } }
    var result = sets.map { $0?.intersectionCount(rows) ?? 0 }
    for row in rows where codes[row] != UInt32.max { result[Int(codes[row])] += 1 }
    return result
  }

  private func makeColumn() -> [UInt32] {
    var codes = [UInt32](repeating: .max, count: capacity)
    for code in values.indices {
      for row in listed[starts[code]..<starts[code + 1]] {
        guard codes[Int(row)] == .max else { return [] }
        codes[Int(row)] = UInt32(code)
      }
    }
    return codes
  }

  /// The bytes that sets and lists take.
  var byteCount: Int {
    sets.reduce(4 * listed.count) { $0 + ($1 == nil ? 0 : capacity / 8) }
      + values.reduce(0) { $0 + 100 + $1.utf8.count }
  }
}

// MARK: - Making

extension ValueIndex {
  /// Gathers the values of rows that come in ascending order.
  struct Builder {
    private var index: ValueIndex
    /// The codes of texts met, by a digest of their bytes.
    private var known: [UInt64: (text: String, code: Int)] = [:]
    private var entries: [(code: UInt32, row: UInt32)] = []
    /// The last row added for each value, so that none is added twice.
    private var lastRows: [Int] = []

    init(capacity: Int) {
      index = ValueIndex(capacity: capacity)
    }

    /// Notes that a row holds a value.
    mutating func add(_ value: String, row: Int) {
      let code = code(of: value)
      if code == lastRows.count { lastRows.append(-1) }
      guard lastRows[code] != row else { return }
      lastRows[code] = row
      entries.append((UInt32(code), UInt32(row)))
      index.counts[code] += 1
    }

    /// The code of a value, found by its bytes: to find a text with accents by what it means takes
    /// ten times as long, and nearly every text has been met before.
    private mutating func code(of value: String) -> Int {
      let digest = FNV1a.digest(value.utf8.span)
      if let (text, code) = known[digest], haveEqualBytes(text, value) { return code }
      let code = index.makeCode(of: value)
      known[digest] = (value, code)
      return code
    }

    /// The index of what was added.
    ///
    /// - Complexity: O(e + v), e the number of entries, v that of values.
    consuming func finish() -> ValueIndex {
      index.lay(out: entries)
      return index
    }
  }

  private init(capacity: Int) {
    self.capacity = capacity
  }

  /// The code of a value, a new one when it has none.
  private mutating func makeCode(of value: String) -> Int {
    if let code = codes[value] { return code }
    codes[value] = values.count
    values.append(value)
    counts.append(0)
    return values.count - 1
  }

  private mutating func sortCodes() {
    sortedCodes = values.indices.sorted { precedesInBytes(values[$0], values[$1]) }
  }

  private mutating func lay(out entries: [(code: UInt32, row: UInt32)]) {
    sortCodes()
    sets = counts.map { count in
      count * Self.listedShare >= capacity ? Bitset(count: capacity) : nil
    }
    starts = [0]
    for (code, count) in counts.enumerated() {
      starts.append(starts[code] + (sets[code] == nil ? count : 0))
    }
    listed = [UInt32](repeating: 0, count: starts[values.count])
    var next = starts
    for (code, row) in entries {
      let code = Int(code)
      if sets[code] == nil {
        listed[next[code]] = row
        next[code] += 1
      } else {
        sets[code]?.insert(Int(row))
      }
    }
  }
}

// MARK: - Changing

extension ValueIndex {
  /// The index after an edit.
  ///
  /// - Parameters:
  ///   - edit: The rows that leave and come in.
  ///   - newRows: What the other rows are called now.
  ///   - left: The values that each row held that leaves.
  ///   - came: The values that each row holds that comes in.
  /// - Returns: The index of the rows of now.
  /// - Complexity: O(v·n / 64 + e), v the number of values that many rows hold, n that of rows, e
  ///   that of the rows listed.
  func applying(
    _ edit: RowEdit, newRows: RowMap, left: [[String]], came: [[String]]
  ) -> ValueIndex {
    if edit.removed == edit.inserted, left == came { return self }
    var result = ValueIndex(capacity: capacity - edit.removed.count + edit.inserted.count)
    (result.values, result.codes, result.counts) = (values, codes, counts)
    for value in left.joined() {
      if let code = codes[value] { result.counts[code] -= 1 }
    }
    var added: [Int: [UInt32]] = [:]
    for (row, values) in zip(edit.inserted, came) {
      for value in values {
        let code = result.makeCode(of: value)
        result.counts[code] += 1
        added[code, default: []].append(UInt32(row))
      }
    }
    if result.values.count == values.count {
      result.sortedCodes = sortedCodes
    } else {
      result.sortCodes()
    }
    result.sets = sets.map { $0?.applying(edit) }
    for (code, rows) in added where code < sets.count {
      result.sets[code]?.insert(contentsOf: rows[...])
    }
    result.move((listed, starts), newRows, lost: Set(left.joined().compactMap { codes[$0] }), added)
    return result
  }

  /// Lists the rows of values that have no bits, those added among those that stay.
  ///
  /// - Parameters:
  ///   - old: The rows listed before, with their starts.
  ///   - newRows: What they are called now.
  ///   - lost: The codes of values that a row held that leaves.
  ///   - added: The rows that come in with each value.
  private mutating func move(
    _ old: (rows: [UInt32], starts: [Int]), _ newRows: RowMap, lost: Set<Int>,
    _ added: [Int: [UInt32]]
  ) {
    let moved = newRows.names(old.rows)
    let oldCount = sets.count
    sets.append(contentsOf: repeatElement(nil, count: values.count - oldCount))
    listed.reserveCapacity(moved.count + added.count)
    var lengths = values.indices.map { code in
      code < oldCount ? old.starts[code + 1] - old.starts[code] : 0
    }
    // All lists between two that change are copied at once.
    var copied = 0
    for code in lost.union(added.keys).sorted() where sets[code] == nil {
      let former =
        code < oldCount ? old.starts[code]..<old.starts[code + 1] : moved.endIndex..<moved.endIndex
      listed.append(contentsOf: moved[copied..<former.lowerBound])
      copied = former.upperBound
      let rows = (moved[former].filter { $0 != RowMap.none } + (added[code] ?? [])).sorted()
      // Twice the share at which a list begins, so that no value goes to and fro.
      if rows.count * Self.listedShare >= 2 * capacity {
        var set = Bitset(count: capacity)
        set.insert(contentsOf: rows[...])
        sets[code] = set
        lengths[code] = 0
      } else {
        listed.append(contentsOf: rows)
        lengths[code] = rows.count
      }
    }
    listed.append(contentsOf: moved[copied...])
    starts = lengths.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
  }
}
