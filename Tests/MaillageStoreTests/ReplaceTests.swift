import Foundation
import GRDB
import MaillageGeometry
import MaillageModel
import MaillageStore
import Testing

@Suite struct ReplaceTests {
  let database: TemporaryDatabase
  let store: SQLiteStore
  let date = Date(timeIntervalSince1970: 1_795_000_000)

  init() throws {
    database = try TemporaryDatabase()
    store = try SQLiteStore(path: database.path, mode: .create)
  }

  private func put(_ source: String, _ structures: [Structure]) throws -> SourceDiff {
    try store.replace(source: source, with: structures, by: "éditrice", at: date)
  }

  @Test func aNewStoreIsEmptyAtRevisionZero() throws {
    #expect(try store.revision() == 0)
    #expect(try store.structures().isEmpty)
    #expect(try store.sources().isEmpty)
  }

  @Test func onlyDifferencesAreWrittenAndJournalled() throws {
    let first = try put("a", [structure("1"), structure("2"), structure("3")])
    #expect(first == SourceDiff(added: 3))
    #expect(try store.revision() == 1)

    let again = try put("a", [structure("3"), structure("1"), structure("2")])
    #expect(again == SourceDiff(unchanged: 3))
    #expect(try store.revision() == 1)

    let third = try put("a", [structure("2", nom: "Mairie"), structure("3"), structure("4")])
    #expect(third == SourceDiff(added: 1, changed: 1, removed: 1, unchanged: 1))
    #expect(try store.revision() == 2)

    let journal = try DatabaseQueue(path: database.path).read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT revision, structure, before IS NULL, after IS NULL, author, source
          FROM journal JOIN revision ON number = revision ORDER BY revision, structure
          """
      ).map { row in row.databaseValues.map(\.description).joined(separator: " ") }
    }
    #expect(
      journal == [
        "1 \"1\" 1 0 \"éditrice\" \"a\"", "1 \"2\" 1 0 \"éditrice\" \"a\"",
        "1 \"3\" 1 0 \"éditrice\" \"a\"", "2 \"1\" 0 1 \"éditrice\" \"a\"",
        "2 \"2\" 0 0 \"éditrice\" \"a\"", "2 \"4\" 1 0 \"éditrice\" \"a\"",
      ])
  }

  @Test func theJournalCannotBeRewritten() throws {
    _ = try put("a", [structure("1")])
    let queue = try DatabaseQueue(path: database.path)
    for sql in [
      "DELETE FROM journal", "UPDATE journal SET after = NULL", "DELETE FROM revision",
      "UPDATE revision SET author = 'x'",
    ] {
      #expect(throws: DatabaseError.self) { try queue.write { db in try db.execute(sql: sql) } }
    }
  }

  @Test func structuresComeBackAsTheyWere() throws {
    let odd = Structure(
      id: "é\"\\ %_'",
      coordinate: Coordinate(longitude: -1.553_600_000_000_000_1, latitude: 0.1 + 0.2),
      isPositionApproximate: true,
      values: [
        "nom": .text("« L’“été”\n\u{0}\u{1F}\tà\\ » 🏠"), "services": .list([]),
        "publics": .list(["a|b", "", "c,d"]), "surface": .number(.leastNonzeroMagnitude),
        "prix": .number(-1.797_693_134_862_315_7e308), "vide": .text(""),
      ],
      unmapped: ["Nom Prenom du référent": "X", "": "y"])
    let plain = Structure(id: "plain")
    _ = try put("a", [odd, plain])
    let read = try store.structures()
    #expect(read == [plain, odd])
    #expect(
      read[1].coordinate?.longitude.bitPattern == odd.coordinate?.longitude.bitPattern)
    #expect(read[1].coordinate?.latitude.bitPattern == odd.coordinate?.latitude.bitPattern)
  }

  @Test func everyDoubleRoundTripsBitExactly() throws {
    // Knuth's MMIX generator, seed 1; bit 62 is cleared, so that every value is finite.
    var bits: UInt64 = 1
    let structures = (0..<2_000).map { index in
      bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return structure("\(index)", longitude: Double(bitPattern: bits & 0xBFFF_FFFF_FFFF_FFFF))
    }
    _ = try put("a", structures)
    let read = Dictionary(
      uniqueKeysWithValues: try store.structures().map {
        ($0.id, $0.coordinate?.longitude.bitPattern)
      })
    for structure in structures {
      #expect(read[structure.id] == structure.coordinate?.longitude.bitPattern)
    }
  }

  @Test func oneIDInSeveralSourcesIsOneStructure() throws {
    var second = structure("1", nom: "Autre", longitude: 3)
    second.values["telephone"] = .text("+33240000000")
    _ = try put("b", [second, structure("B")])
    _ = try put("a", [Structure(id: "1", values: ["nom": .text("Mairie")]), structure("a")])
    let merged = try store.structures()
    #expect(merged.map(\.id) == ["1", "B", "a"])
    #expect(merged[0].name == "Mairie")
    #expect(merged[0].text("telephone") == "+33240000000")
    #expect(merged[0].coordinate?.longitude == 3)
    #expect(try store.revision() == 2)
  }

  @Test func idsAreSortedByBytes() throws {
    let ids = ["é", "z", "Z", "🏠", "e\u{301}b", "10", "9", "ﬁ"]
    _ = try put("a", ids.map { structure($0) })
    let expected = ids.map(\.precomposedStringWithCanonicalMapping).sorted {
      Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8))
    }
    #expect(try store.structures().map(\.id) == expected)
  }

  @Test func sourcesSayTheirCountAndLastChange() throws {
    _ = try put("b", [structure("1"), structure("2")])
    _ = try put("a", [structure("1")])
    _ = try store.replace(
      source: "a", with: [], by: "x", at: Date(timeIntervalSince1970: 1_795_000_060))
    #expect(
      try store.sources() == [
        StoredSource(name: "a", count: 0, changedAt: Date(timeIntervalSince1970: 1_795_000_060)),
        StoredSource(name: "b", count: 2, changedAt: date),
      ])
  }
}
