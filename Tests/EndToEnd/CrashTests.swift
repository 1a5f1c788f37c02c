import Foundation
import Glibc
import Testing

@Suite("Being killed", .serialized)
struct CrashTests {
  @Test("An import killed at any moment is there whole or not at all")
  func importIsWholeOrAbsent() throws {
    let workspace = try Workspace()
    func export() throws -> String {
      let outcome = try Program.run(
        ["export", "--database", "m.sqlite", "--format", "csv", "--output", "m.csv"], in: workspace)
      try #require(outcome.status == 0, "\(outcome.errors)")
      return try workspace.text("m.csv")
    }
    func edition(_ number: Int) throws {
      let names = Dictionary(
        uniqueKeysWithValues: (0..<InventedList.count).map { ($0, "Édition \(number), lieu \($0)") }
      )
      try workspace.write(InventedList(names: names).csv, to: "places.csv")
    }
    let arguments = ["import", "places.csv", "--database", "m.sqlite"]
    try edition(0)
    try #require(try Program.run(arguments, in: workspace).status == 0)
    var before = try export()

    for number in 1...(Program.isLong ? 50 : 8) {
      try edition(number)
      let importing = try Program.start(arguments, in: workspace)
      // Spread over the time that an import takes; where exactly it falls is the machine's choice.
      usleep(UInt32(number * 37_003 % 120_000))
      _ = kill(importing.processIdentifier, SIGKILL)
      importing.waitUntilExit()
      let acknowledged = importing.terminationReason == .exit && importing.terminationStatus == 0

      let after = try export()
      let news = after.components(separatedBy: "Édition \(number), lieu").count - 1
      #expect(news == 0 || news == InventedList.count, "edition \(number): \(news) rows of it")
      if news == 0 { #expect(after == before, "edition \(number)") }
      if acknowledged { #expect(news == InventedList.count, "edition \(number) is lost") }
      before = after
    }
  }
}
