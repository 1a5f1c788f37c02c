import Glibc

/// How times are taken: processor time of what happens once, the best of several of what is repeated.
enum Stopwatch {
  static let repeats = 5

  /// What some work took, in milliseconds, and its result.
  struct Once<Result> {
    let result: Result
    /// Of all threads.
    let processor: Double
    let wall: Double
  }

  static func once<Result>(_ work: () -> Result) -> Once<Result> {
    let clock = ContinuousClock()
    let (started, spent) = (clock.now, Glibc.clock())
    let result = work()
    let processor = Double(Glibc.clock() - spent) / Double(CLOCKS_PER_SEC) * 1_000
    return Once(
      result: result, processor: processor, wall: (clock.now - started) / .milliseconds(1))
  }

  /// The shortest of several times, in microseconds.
  static func best(of repeats: Int = repeats, _ work: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    var best = Duration.seconds(1_000_000)
    for _ in 0..<repeats { best = min(best, try clock.measure(work)) }
    return best / .microseconds(1)
  }

  /// The median, and what one in a hundred exceeds.
  struct Percentiles: Encodable {
    let p50: Double
    let p99: Double

    init(_ values: [Double]) {
      let sorted = values.sorted()
      p50 = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
      p99 = sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, sorted.count * 99 / 100)]
    }
  }
}
