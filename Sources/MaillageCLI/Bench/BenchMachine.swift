import Foundation

/// What figures depend on beside the code: where they were measured, and what made the program.
enum BenchMachine {
  /// The processor's name.
  static var processor: String {
    let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = lines.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces) ?? "unknown"
  }

  /// How many threads it runs at once.
  static var cores: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// The bytes of the process in physical memory; 0 where the system does not say.
  static var residentBytes: Int {
    let lines = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = lines.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) }
      .map { $0 * 1_024 } ?? 0
  }

  /// The compiler that built this program.
  ///
  /// Known while it compiles, not asked of whatever toolchain happens to be installed later.
  static var compiler: String {
    #if compiler(>=6.5)
      "Swift 6.5 or later"
    #elseif compiler(>=6.4)
      "Swift 6.4"
    #elseif compiler(>=6.3.4)
      "Swift 6.3.4 or later"
    #elseif compiler(>=6.3.3)
      "Swift 6.3.3"
    #elseif compiler(>=6.3.2)
      "Swift 6.3.2"
    #elseif compiler(>=6.3.1)
      "Swift 6.3.1"
    #elseif compiler(>=6.3)
      "Swift 6.3"
    #elseif compiler(>=6.2.4)
      "Swift 6.2.4 or later"
    #elseif compiler(>=6.2.3)
      "Swift 6.2.3"
    #elseif compiler(>=6.2.2)
      "Swift 6.2.2"
    #elseif compiler(>=6.2.1)
      "Swift 6.2.1"
    #else
      "Swift 6.2"
    #endif
  }

  /// Whether the optimiser was at work; figures of a debug build say nothing.
  static var isOptimized: Bool {
    #if DEBUG
      false
    #else
      true
    #endif
  }
}
