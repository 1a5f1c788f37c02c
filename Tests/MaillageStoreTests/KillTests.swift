import Foundation
import MaillageModel
import MaillageStore
import Testing

@Suite struct KillTests {
  /// A source of 300 structures that all hold the number of the change that wrote them.
  private static func generation(_ number: Int) -> [Structure] {
    (0..<300).map { structure("\($0)", nom: "\(number)") }
  }

  @Test(arguments: [3, 17, 40, 90, 200])
  func acknowledgedChangesSurviveAKillAndNoneIsHalfThere(_ milliseconds: Int) async throws {
    let database = try TemporaryDatabase()
    let path = database.path
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [path = path as String, milliseconds = milliseconds as Int] in
      let store = try SQLiteStore(path: path, mode: .create)
      Thread.detachNewThread {
        Thread.sleep(forTimeInterval: Double(milliseconds) / 1_000)
        kill(getpid(), SIGKILL)
      }
      for number in 1... {
        try store.replace(source: "a", with: Self.generation(number), by: "x", at: .now)
        try Data("\(number)".utf8).write(to: URL(fileURLWithPath: "\(path).acknowledged"))
      }
    }
    let acknowledged = try? String(contentsOfFile: "\(path).acknowledged", encoding: .utf8)
    let store = try SQLiteStore(path: path, mode: .mustExist)
    let revision = try store.revision()
    #expect(revision >= Int(acknowledged ?? "0") ?? 0)
    let names = Set(try store.structures().map(\.name))
    #expect(names == (revision == 0 ? [] : ["\(revision)"]))
    #expect(
      try store.replace(source: "a", with: Self.generation(revision + 1), by: "x", at: .now)
        .isEmpty == false)
  }
}
