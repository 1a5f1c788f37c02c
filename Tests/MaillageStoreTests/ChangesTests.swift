import Foundation
import MaillageModel
import MaillageStore
import MaillageTestSupport
import Testing

@Suite struct ChangesTests {
  let database: TemporaryDatabase
  let store: SQLiteStore

  init() throws {
    database = try TemporaryDatabase()
    store = try SQLiteStore(path: database.path, mode: .create)
  }

  private func put(_ source: String, _ structures: [Structure]) throws {
    try store.replace(
      source: source, with: structures, by: "éditrice", at: Date(timeIntervalSince1970: 0))
  }

  @Test(arguments: 0..<10)
  func changesMakeTheFormerStructuresThePresentOnes(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    var states: [[Structure]] = [[]]
    for _ in 0..<8 {
      let source = ["a", "b", "c"].randomElement(using: &generator) ?? ""
      let structures = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
        structure(
          "\(Int.random(in: 0..<8, using: &generator))",
          nom: "\(Int.random(in: 0..<3, using: &generator))")
      }
      try put(source, structures)
      if try store.revision() == states.count { states.append(try store.structures()) }
    }
    for (revision, former) in states.enumerated() {
      let (present, changes) = try #require(try store.changes(since: revision, limit: 100))
      #expect(present == states.count - 1)
      var byID = Dictionary(uniqueKeysWithValues: former.map { ($0.id, $0) })
      for change in changes {
        switch change {
        case .put(let structure): byID[structure.id] = structure
        case .remove(let id): byID[id] = nil
        }
      }
      #expect(
        byID.values.sorted { $0.id < $1.id } == states[states.count - 1],
        "seed \(seed), since \(revision)")
    }
  }

  @Test func whatIsTooMuchOrUnknownIsNotTold() throws {
    try put("a", [structure("1"), structure("2")])
    try put("a", [structure("1", nom: "Mairie"), structure("2")])
    #expect(try store.changes(since: 0, limit: 1) == nil)
    #expect(try store.changes(since: 0, limit: 2)?.changes.count == 2)
    #expect(try store.changes(since: 1, limit: 1)?.changes == [.put(structure("1", nom: "Mairie"))])
    #expect(try store.changes(since: 2, limit: 0)?.changes == [])
    #expect(try store.changes(since: 3, limit: 9) == nil)
    #expect(try store.changes(since: -1, limit: 9) == nil)
  }
}
