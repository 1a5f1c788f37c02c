import MaillageIndex
import MaillageTestSupport
import Testing

@Suite struct RowEditTests {
  /// An edit of so many rows, and for each row after it the one it was before, if any.
  static func draw(
    of count: Int, using generator: inout SplitMix64
  ) -> (edit: RowEdit, origins: [Int?]) {
    let isRemoved = Int.random(in: 1...20, using: &generator)
    let removed = (0..<count).filter { _ in
      Int.random(in: 0..<isRemoved, using: &generator) == 0
    }
    let leaving = Set(removed)
    var origins: [Int?] = (0..<count).filter { !leaving.contains($0) }
    for _ in 0..<Int.random(in: 0...5, using: &generator) {
      let place = Int.random(in: 0...origins.count, using: &generator)
      let length = Int.random(in: 1...100, using: &generator)
      origins.insert(contentsOf: [Int?](repeating: nil, count: length), at: place)
    }
    let inserted = origins.indices.filter { origins[$0] == nil }
    return (RowEdit(removed: removed, inserted: inserted), origins)
  }

  @Test func newRowsAreThoseOfAnEditedList() {
    for seed in 0..<500 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      let count = Int.random(in: 0...300, using: &generator)
      let (edit, origins) = Self.draw(of: count, using: &generator)
      var expected = [Int?](repeating: nil, count: count)
      for (row, origin) in origins.enumerated() { if let origin { expected[origin] = row } }
      #expect((0..<count).map(edit.newRow) == expected, "seed \(seed)")
    }
  }

  @Test func anEditedBitsetFollowsItsRows() {
    for seed in 1000..<1500 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      let count = Int.random(in: 0...300, using: &generator)
      var rows = Bitset(count: count)
      for row in 0..<count where Bool.random(using: &generator) { rows.insert(row) }
      let (edit, origins) = Self.draw(of: count, using: &generator)
      var expected = Bitset(count: origins.count)
      for (row, origin) in origins.enumerated() {
        if let origin, rows.contains(origin) { expected.insert(row) }
      }
      #expect(rows.applying(edit) == expected, "seed \(seed)")
    }
  }
}
