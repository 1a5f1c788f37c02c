import Foundation
import MaillageTestSupport
import Synchronization
import Testing

@testable import Maillage

@Suite struct TileCacheTests {
  private struct Failure: Error {}

  /// A number that threads count up.
  private final class Counter: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    @discardableResult
    func increment() -> Int {
      count.withLock { count in
        count += 1
        return count
      }
    }
  }

  private static func digest(_ number: Int) -> TileDigest { TileDigest([UInt64(number)]) }

  /// Runs work on as many threads as there are pieces of it, and waits for all of them.
  private static func inThreads(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
    let done = DispatchGroup()
    for number in 0..<count {
      done.enter()
      Thread.detachNewThread {
        work(number)
        done.leave()
      }
    }
    done.wait()
  }

  @Test func itNeverKeepsMoreThanItsCapacity() {
    let capacity = 50_000
    let cache = TileCache(capacity: capacity)
    var generator = SplitMix64(seed: 1)
    var largest = 0
    for _ in 0..<3_000 {
      let number = Int.random(in: 0..<400, using: &generator)
      // Some files are larger than all of the cache.
      let count = number == 7 ? 60_000 : number * 10
      let bytes = cache.bytes(for: Self.digest(number)) { [UInt8](repeating: 1, count: count) }
      #expect(bytes.count == count)
      #expect(cache.size <= capacity)
      largest = max(largest, cache.size)
    }
    #expect(largest > capacity / 2)
  }

  @Test func manyRequestsForAMissingTileRenderItOnce() {
    let count = 30
    let cache = TileCache(capacity: 1 << 20)
    let asked = Counter()
    let rendered = Counter()
    let answers = Mutex<[[UInt8]]>([])
    Self.inThreads(count) { _ in
      asked.increment()
      let bytes = cache.bytes(for: Self.digest(1)) {
        rendered.increment()
        // Until all the others have asked, or are about to.
        while asked.value < count { usleep(100) }
        usleep(20_000)
        return [1, 2, 3]
      }
      answers.withLock { $0.append(bytes) }
    }
    #expect(rendered.value == 1)
    #expect(answers.withLock { $0 } == Array(repeating: [1, 2, 3], count: count))
  }

  @Test func aFailureConcernsOnlyTheRequestThatRendered() {
    let cache = TileCache(capacity: 1 << 20)
    let asked = Counter()
    let rendered = Counter()
    let failures = Counter()
    Self.inThreads(10) { _ in
      asked.increment()
      do {
        let bytes = try cache.bytes(for: Self.digest(1)) { () throws(Failure) in
          let number = rendered.increment()
          while asked.value < 10 { usleep(100) }
          if number == 1 { throw Failure() }
          return [7]
        }
        #expect(bytes == [7])
      } catch {
        failures.increment()
      }
    }
    #expect(failures.value == 1)
    #expect(rendered.value == 2)
    #expect(cache.size == 1 + 128)
    #expect(cache.bytes(for: Self.digest(1)) { [8] } == [7])
  }

  /// While one tile is rendered, others are rendered and read, and the size is known.
  @Test func nothingWaitsForTheRenderingOfAnotherTile() {
    let cache = TileCache(capacity: 1 << 20)
    let began = DispatchSemaphore(value: 0)
    let mayEnd = DispatchSemaphore(value: 0)
    let done = DispatchSemaphore(value: 0)
    _ = cache.bytes(for: Self.digest(2)) { [2] }
    Thread.detachNewThread {
      _ = cache.bytes(for: Self.digest(1)) {
        began.signal()
        mayEnd.wait()
        return [1]
      }
      done.signal()
    }
    began.wait()
    let others = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      _ = cache.bytes(for: Self.digest(3)) { [3] }
      _ = cache.bytes(for: Self.digest(2)) { [] }
      _ = cache.size
      others.signal()
    }
    #expect(others.wait(timeout: .now() + 60) == .success)
    mayEnd.signal()
    #expect(done.wait(timeout: .now() + 60) == .success)
    #expect(cache.bytes(for: Self.digest(1)) { [] } == [1])
  }

  @Test func theLeastRecentlyUsedGoFirst() {
    // Room for ten files of 872 bytes and what each costs beside them.
    let cache = TileCache(capacity: 10_000)
    let file = [UInt8](repeating: 0, count: 872)
    for number in 0..<10 { _ = cache.bytes(for: Self.digest(number)) { file } }
    for number in [0, 3, 1] { _ = cache.bytes(for: Self.digest(number)) { [] } }
    _ = cache.bytes(for: Self.digest(10)) { file }
    #expect(cache.size <= 10_000)
    // Asked without changing what is there: a failed rendering leaves nothing behind.
    let kept = (0...10).filter { number in
      (try? cache.bytes(for: Self.digest(number)) { () throws(Failure) in throw Failure() }) != nil
    }
    // Seven remain, the three that were asked for again among them.
    #expect(kept == [0, 1, 3, 7, 8, 9, 10])
  }
}
