import CMalloc
import Foundation
import Glibc

/// Named numbers, printed as one JSON object.
struct Figures {
  private(set) var values: [String: Double] = [:]

  subscript(name: String) -> Double? {
    get { values[name] }
    set { values[name] = newValue }
  }

  /// Asks every question once for warmth, then five times: the best of each, in microseconds.
  mutating func latency<Question>(
    _ name: String, _ questions: [Question], ask: (Question) -> Int
  ) {
    var best = [UInt64](repeating: .max, count: questions.count)
    var found = 0
    for question in questions { found += ask(question) }
    for _ in 0..<5 {
      for (place, question) in questions.enumerated() {
        let start = Clock.wall.nanoseconds
        _ = ask(question)
        best[place] = min(best[place], Clock.wall.nanoseconds - start)
      }
    }
    best.sort()
    values["\(name).p50"] = Double(best[best.count / 2]) / 1_000
    values["\(name).p99"] = Double(best[best.count * 99 / 100]) / 1_000
    values["\(name).items"] = Double(found) / Double(questions.count)
  }

  func write() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    FileHandle.standardOutput.write(try encoder.encode(values))
    FileHandle.standardOutput.write(Data("\n".utf8))
  }
}

/// A clock of the system.
enum Clock {
  case wall
  /// Time of all the process's threads.
  case processor

  var nanoseconds: UInt64 {
    clock_gettime_nsec(self == .wall ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID)
  }

  /// The seconds that some work takes, and its result.
  func seconds<Result>(_ work: () -> Result) -> (Double, Result) {
    let start = nanoseconds
    let result = work()
    return (Double(nanoseconds - start) * 1e-9, result)
  }

  private func clock_gettime_nsec(_ clock: clockid_t) -> UInt64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}

/// What the process takes up, in bytes.
enum Memory {
  /// Allocated and not given back.
  static var heap: Double {
    let info = mallinfo2()
    return Double(info.uordblks + info.hblkhd)
  }

  /// In physical memory, after free pages were returned.
  static var resident: Double {
    malloc_trim(0)
    let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?
      .split(separator: " ").dropFirst().first.flatMap { Double($0) }
    return (pages ?? 0) * Double(sysconf(Int32(_SC_PAGESIZE)))
  }
}
