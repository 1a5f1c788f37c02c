import Dispatch
import Glibc
import Synchronization

/// Work on parts of a range by several threads.
enum Concurrently {
  /// The number of processors.
  static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Makes something of each part of 0 ..< `count`.
  ///
  /// - Parameters:
  ///   - count: The length of the range.
  ///   - threads: How many threads work at once, at least one.
  ///   - partLength: How long parts are at least; a range of one part starts no thread.
  ///   - make: Called once for each part, on any thread.
  /// - Returns: What was made, in the order of the parts.
  static func map<Part: Sendable>(
    _ count: Int, threads: Int, partLength: Int, _ make: @Sendable (Range<Int>) -> Part
  ) -> [Part] {
    let partCount = max(1, min(count / max(1, partLength), threads > 1 ? threads * 4 : 1))
    let bounds = (0...partCount).map { count * $0 / partCount }
    guard partCount > 1 else { return [make(0..<count)] }
    let parts = Mutex([Part?](repeating: nil, count: partCount))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, partCount)) { _ in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < partCount else { return }
        let part = make(bounds[index]..<bounds[index + 1])
        parts.withLock { $0[index] = part }
      }
    }
    return parts.withLock { $0.compactMap(\.self) }
  }
}
