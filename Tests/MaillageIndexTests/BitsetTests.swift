import MaillageIndex
import MaillageTestSupport
import Testing

@Suite struct BitsetTests {
  @Test(arguments: [0, 1, 63, 64, 65, 200]) func agreesWithASetOfIntegers(capacity: Int) {
    var generator = SplitMix64(seed: UInt64(capacity))
    func draw() -> (Bitset, Set<Int>) {
      var (bits, rows) = (Bitset(count: capacity), Set<Int>())
      for row in 0..<capacity where Bool.random(using: &generator) {
        bits.insert(row)
        rows.insert(row)
      }
      for row in 0..<capacity where Int.random(in: 0..<4, using: &generator) == 0 {
        bits.remove(row)
        rows.remove(row)
      }
      return (bits, rows)
    }
    let (left, right) = (draw(), draw())
    #expect(Array(left.0) == left.1.sorted())
    #expect(left.0.count == left.1.count)
    #expect(left.0.isEmpty == left.1.isEmpty)
    #expect((-3..<capacity + 3).allSatisfy { left.0.contains($0) == left.1.contains($0) })

    var both = left.0
    both.formIntersection(right.0)
    #expect(Array(both) == left.1.intersection(right.1).sorted())
    var either = left.0
    either.formUnion(right.0)
    #expect(Array(either) == left.1.union(right.1).sorted())
    var without = left.0
    without.subtract(right.0)
    #expect(Array(without) == left.1.subtracting(right.1).sorted())

    #expect(Array(Bitset(count: capacity, all: true)) == Array(0..<capacity))
  }

  @Test func aFullSetEqualsOneFilledRowByRow() {
    var filled = Bitset(count: 70)
    for row in 0..<70 { filled.insert(row) }
    #expect(filled == Bitset(count: 70, all: true))
  }

  @Test(arguments: [0, 1, 64, 500, 2048, 2049, 5000, 12_345])
  func countsOfIntersectionsAreThoseOfSetsMade(capacity: Int) {
    for seed in 0..<8 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      func draw() -> Bitset {
        var bits = Bitset(count: capacity, all: seed == 0)
        for row in 0..<capacity where Int.random(in: 0..<7, using: &generator) < seed {
          bits.insert(row)
        }
        return bits
      }
      let (left, right) = (draw(), draw())
      var both = left
      both.formIntersection(right)
      #expect(left.intersectionCount(right) == Array(both).count, "seed \(seed)")
      #expect(left.count == Array(left).count, "seed \(seed)")
    }
  }

  @Test func aRunInsertedIsItsRowsInsertedOneByOne() {
    var generator = SplitMix64(seed: 5)
    for _ in 0..<300 {
      let capacity = Int.random(in: 0...400, using: &generator)
      let start = Int.random(in: 0...capacity, using: &generator)
      let run = start..<Int.random(in: start...capacity, using: &generator)
      var (whole, single) = (Bitset(count: capacity), Bitset(count: capacity))
      whole.insert(run)
      for row in run { single.insert(row) }
      #expect(whole == single, "\(run) of \(capacity)")
    }
  }
}
