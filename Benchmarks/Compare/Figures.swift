import Foundation
import Measures

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
