import MaillageTestSupport
import Synchronization
import Testing

@testable import Maillage

@Suite struct TileExportOrderTests {
  private struct Refusal: Error {}

  private static let never: @Sendable () -> Bool = { false }

  @Test(arguments: [1, 2, 3, 8])
  func partsAreTakenInOrder(threads: Int) throws {
    let taken = Mutex<[Int]>([])
    try OrderedWork<Int>(count: 500, threads: threads).run(isCancelled: Self.never) { number in
      var generator = SplitMix64(seed: UInt64(number))
      // Parts take different times, so that they are ready in another order.
      return (0..<Int.random(in: 0...20_000, using: &generator)).reduce(number) { sum, _ in
        sum &+ Int(generator.next() & 0)
      }
    } take: { part in
      taken.withLock { $0.append(part) }
    }
    #expect(taken.withLock { $0 } == Array(0..<500))
  }

  @Test(arguments: [1, 2, 5])
  func whatFailsLeavesThePartsBefore(threads: Int) {
    let taken = Mutex<[Int]>([])
    #expect(throws: Refusal.self) {
      try OrderedWork<Int>(count: 500, threads: threads).run(isCancelled: Self.never) { number in
        if number == 77 { throw Refusal() }
        return number
      } take: { part in
        taken.withLock { $0.append(part) }
      }
    }
    #expect(taken.withLock { $0 } == Array(0..<77))
  }

  @Test(arguments: [1, 2, 5])
  func whatCannotBeTakenEndsTheWork(threads: Int) {
    let taken = Mutex<[Int]>([])
    #expect(throws: Refusal.self) {
      try OrderedWork<Int>(count: 500, threads: threads).run(isCancelled: Self.never) { number in
        number
      } take: { part in
        if part == 77 { throw Refusal() }
        taken.withLock { $0.append(part) }
      }
    }
    #expect(taken.withLock { $0 } == Array(0..<77))
  }

  @Test(arguments: [1, 2, 5])
  func cancellingTakesWhatWasBegun(threads: Int) throws {
    let taken = Mutex<[Int]>([])
    let made = Mutex(0)
    let isCancelled: @Sendable () -> Bool = { made.withLock { $0 >= 50 } }
    try OrderedWork<Int>(count: 500, threads: threads).run(isCancelled: isCancelled) { number in
      made.withLock { $0 += 1 }
      return number
    } take: { part in
      taken.withLock { $0.append(part) }
    }
    let numbers = taken.withLock { $0 }
    #expect(numbers == Array(0..<made.withLock { $0 }))
    #expect((50..<50 + threads).contains(numbers.count))
  }
}
