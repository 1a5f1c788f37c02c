import Dispatch
import Synchronization

/// Parts made by several threads and taken one at a time, in order.
///
/// Whoever has made the part that is due takes it, and those behind it that are ready; meanwhile the
/// others go on making. So no thread only waits, and what is taken does not depend on their number.
struct OrderedWork<Part: Sendable>: Sendable {
  /// The number of parts.
  let count: Int
  /// How many threads work.
  let threads: Int

  private struct State {
    var started = 0
    var taken = 0
    var ready: [Int: Part] = [:]
    /// Stays true where taking failed.
    var isTaking = false
    var failure: (any Error)?

    mutating func start(of count: Int) -> Int? {
      guard failure == nil, started < count else { return nil }
      started += 1
      return started - 1
    }

    mutating func startTaking() -> Part? {
      guard !isTaking, let part = ready.removeValue(forKey: taken) else {
        return nil
      }
      isTaking = true
      return part
    }

    mutating func endTaking() {
      isTaking = false
      taken += 1
    }
  }

  /// Works until everything is taken, or is told to stop.
  ///
  /// - Parameters:
  ///   - isCancelled: Asked before each part; what is begun is made and taken.
  ///   - make: Makes a part, on any thread.
  ///   - take: Takes the next part, on any thread.
  /// - Throws: The first error of `make` or `take`; the parts before the one it came from are taken,
  ///   those behind it are not.
  func run(
    isCancelled: @Sendable () -> Bool, make: @Sendable (_ number: Int) throws -> Part,
    take: @Sendable (Part) throws -> Void
  ) throws {
    let state = Mutex(State())
    // How far the making may run ahead of the taking.
    let room = DispatchSemaphore(value: 0)
    for _ in 0..<threads * 8 { room.signal() }
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      while true {
        room.wait()
        guard !isCancelled(), let index = state.withLock({ $0.start(of: count) }) else { break }
        do {
          let part = try make(index)
          state.withLock { $0.ready[index] = part }
          while let due = state.withLock({ $0.startTaking() }) {
            try take(due)
            state.withLock { $0.endTaking() }
            room.signal()
          }
        } catch {
          state.withLock { $0.failure = $0.failure ?? error }
          break
        }
      }
      // Who waits for room finds out that there is nothing left to begin.
      room.signal()
    }
    if let failure = state.withLock({ $0.failure }) { throw failure }
  }
}
