import Foundation
import GRDB
import MaillageModel
import MaillageStore
import Testing

@Suite struct OpeningTests {
  let database: TemporaryDatabase

  init() throws {
    database = try TemporaryDatabase()
  }

  private var path: String { database.path }

  private func fill(_ count: Int = 50) throws {
    let store = try SQLiteStore(path: path, mode: .create)
    try store.replace(
      source: "a", with: (0..<count).map { structure("\($0)") }, by: "x", at: .now)
  }

  @Test func aMissingFileIsAnErrorUnlessItMayBeCreated() throws {
    for mode in [SQLiteStore.Mode.mustExist, .readOnly] {
      #expect(throws: StoreError.missing(path: path)) { try SQLiteStore(path: path, mode: mode) }
    }
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(throws: StoreError.self) {
      try SQLiteStore(path: "\(database.folder.path)/none/x.sqlite", mode: .create)
    }
  }

  @Test func whatWasStoredIsThereAfterReopeningInEveryMode() throws {
    try fill()
    for mode in [SQLiteStore.Mode.create, .mustExist, .readOnly] {
      let store = try SQLiteStore(path: path, mode: mode)
      #expect(try store.revision() == 1)
      #expect(try store.structures().count == 50)
    }
  }

  @Test func creatingLeavesNoOtherFilesBehind() throws {
    try fill()
    let names = try FileManager.default.contentsOfDirectory(atPath: database.folder.path)
    #expect(names.filter { !$0.hasPrefix("structures.sqlite") || $0.hasSuffix(".new") } == [])
  }

  @Test func aReadOnlyStoreRefusesToWrite() throws {
    try fill()
    let store = try SQLiteStore(path: path, mode: .readOnly)
    #expect(throws: StoreError.self) {
      try store.replace(source: "a", with: [], by: "x", at: .now)
    }
    #expect(try store.structures().count == 50)
  }

  @Test func aSecondProcessSeesTheNewRevision() throws {
    try fill()
    let server = try SQLiteStore(path: path, mode: .readOnly)
    let importer = try SQLiteStore(path: path, mode: .create)
    #expect(try server.revision() == 1)
    try importer.replace(source: "b", with: [structure("new")], by: "x", at: .now)
    #expect(try server.revision() == 2)
    #expect(try server.structures().count == 51)
  }

  @Test func readingGoesOnWhileAnotherConnectionWrites() throws {
    try fill()
    let server = try SQLiteStore(path: path, mode: .readOnly)
    let other = try DatabaseQueue(path: path)
    try other.inDatabase { db in
      try db.execute(sql: "BEGIN IMMEDIATE; DELETE FROM structure")
      #expect(try server.structures().count == 50)
      #expect(try server.revision() == 1)
      try db.execute(sql: "ROLLBACK")
    }
  }

  @Test(
    arguments: [
      [], Array("id,nom\n1,Mairie\n".utf8), Array("SQLite format 3\0".utf8),
      [UInt8](repeating: 0, count: 4_096),
    ] as [[UInt8]])
  func aFileThatIsNoDatabaseIsRefusedAndLeftAlone(_ bytes: [UInt8]) throws {
    try database.write(bytes)
    for mode in [SQLiteStore.Mode.create, .mustExist, .readOnly] {
      #expect { try SQLiteStore(path: path, mode: mode) } throws: { error in
        "\(error)".contains(path)
      }
    }
    #expect(try database.bytes() == bytes)
  }

  @Test func anotherProgramsDatabaseIsRefusedAndLeftAlone() throws {
    try DatabaseQueue(path: path).write { db in try db.execute(sql: "CREATE TABLE note (text)") }
    let before = try database.bytes()
    #expect { try SQLiteStore(path: path, mode: .create) } throws: { error in
      if case .foreign? = error as? StoreError { true } else { false }
    }
    #expect(try database.bytes() == before)
  }

  @Test func aNewerDatabaseIsRefused() throws {
    try fill()
    try DatabaseQueue(path: path).write { db in
      try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('2030')")
    }
    for mode in [SQLiteStore.Mode.create, .readOnly] {
      #expect(throws: StoreError.newer(path: path, version: "2030")) {
        try SQLiteStore(path: path, mode: mode)
      }
    }
  }

  @Test func aTruncatedDatabaseIsRefused() throws {
    try fill(500)
    let whole = try database.bytes()
    for length in [50, 100, 1_000, 4_096, whole.count / 2, whole.count - 4_096] {
      try database.write(whole[..<length])
      #expect(throws: StoreError.self, "\(length) bytes") {
        try SQLiteStore(path: path, mode: .create)
      }
    }
  }

  /// A flipped byte inside a text is beyond any check of structure; everything else must be found or
  /// do no harm.
  @Test func flippedPagesAreRefusedOrReadAsBefore() throws {
    try fill(500)
    let whole = try database.bytes()
    var refused = 0
    for page in 0..<(whole.count / 4_096) {
      var bytes = whole
      for offset in 0..<64 { bytes[page * 4_096 + offset] ^= 0xFF }
      try database.write(bytes)
      do {
        let store = try SQLiteStore(path: path, mode: .mustExist)
        #expect(try store.structures().count == 500, "page \(page)")
      } catch {
        refused += 1
        #expect("\(error)".contains(path))
      }
      for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }
    #expect(refused > whole.count / 4_096 / 2)
  }

  @Test func aLockedDatabaseIsBusyAfterFiveSeconds() throws {
    try fill()
    let store = try SQLiteStore(path: path, mode: .mustExist)
    let other = try DatabaseQueue(path: path)
    try other.inDatabase { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      let start = ContinuousClock.now
      #expect(throws: StoreError.busy(path: path)) {
        try store.replace(source: "b", with: [structure("x")], by: "x", at: .now)
      }
      #expect(start.duration(to: .now) < .seconds(8))
      try db.execute(sql: "ROLLBACK")
    }
    #expect(try store.revision() == 1)
  }
}
