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

  /// Changes every element of an array, several at once, and makes something beside.
  ///
  /// - Parameters:
  ///   - elements: The elements.
  ///   - threads: How many threads work at once, at least one.
  ///   - other: Called once, on any thread.
  ///   - change: Called once for each element, on any thread.
  /// - Returns: What `other` made.
  static func update<Element: Sendable, Other: Sendable>(
    _ elements: inout [Element], threads: Int, beside other: @Sendable () -> Other,
    _ change: @Sendable (_ index: Int, inout Element) -> Void
  ) -> Other {
    let count = elements.count
    guard threads > 1, count > 1 else {
      for index in elements.indices { change(index, &elements[index]) }
      return other()
    }
    // Elements are moved out and back, so that what they hold has one owner.
    let parts = Mutex<[Element?]>(elements)
    elements = []
    let result = Mutex<Other?>(nil)
    let next = Atomic(-1)
    DispatchQueue.concurrentPerform(iterations: min(threads, count + 1)) { _ in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        if index < 0 {
          let made = other()
          result.withLock { $0 = made }
        } else if var element = parts.withLock({ $0[index].take() }) {
          change(index, &element)
          parts.withLock { $0[index] = element }
        }
      }
    }
    elements = parts.withLock { $0.compactMap(\.self) }
    guard let made = result.withLock(\.self) else { preconditionFailure("all have run") }
    return made
  }

  /// Columns made in parts, one behind the other.
  static func joined<Element>(_ parts: [[Element]]) -> [Element] {
    if parts.count == 1 { return parts[0] }
    var whole: [Element] = []
    whole.reserveCapacity(parts.reduce(0) { $0 + $1.count })
    for part in parts { whole.append(contentsOf: part) }
    return whole
  }
}
