public import Foundation
import GRDB
public import MaillageModel

/// Structures in one SQLite file, which any number of processes may read while one writes.
///
/// The file is in WAL mode with `synchronous=FULL`: what ``replace(source:with:by:at:)`` returned
/// for is on disk, whatever ends the process. A second writer waits up to five seconds.
public final class SQLiteStore: StructureStore {
  /// How a file is opened.
  public enum Mode: Hashable, Sendable {
    /// To read and write; the file is created when it is missing.
    case create
    /// To read and write; the file must exist.
    case mustExist
    /// To read only; the file must exist.
    case readOnly
  }

  /// The database file.
  public let path: String

  private let pool: DatabasePool

  /// Opens a database after checking that it is one of ours, whole and not of a newer version.
  ///
  /// - Parameters:
  ///   - path: The database file.
  ///   - mode: Whether to write, and whether to create the file.
  /// - Throws: ``StoreError`` that names the file; a file that is no database of ours is left alone.
  /// - Complexity: proportional to the size of the file, which is read once.
  public init(path: String, mode: Mode) throws(StoreError) {
    self.path = path
    do {
      if !FileManager.default.fileExists(atPath: path) {
        guard mode == .create else { throw StoreError.missing(path: path) }
        try SQLiteFile.create(at: path)
      }
      try SQLiteFile.checkHeader(at: path)
      pool = try DatabasePool(
        path: path, configuration: SQLiteFile.configuration(isReadOnly: mode == .readOnly))
      try pool.read { db in
        let report = try String.fetchOne(db, sql: "PRAGMA quick_check(1)") ?? ""
        guard report == "ok" else { throw StoreError.damaged(path: path, reason: report) }
        let applied = try SQLiteSchema.migrator.appliedIdentifiers(db)
        if let newer = applied.subtracting(SQLiteSchema.migrator.migrations).max() {
          throw StoreError.newer(path: path, version: newer)
        }
      }
      if mode != .readOnly {
        try SQLiteSchema.migrator.migrate(pool)
        try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// The number of the last change.
  ///
  /// - Returns: 0 before the first change.
  /// - Throws: ``StoreError`` when the file cannot be read.
  /// - Complexity: one look at the end of an index.
  public func revision() throws(StoreError) -> Int {
    try read { db in try Int.fetchOne(db, sql: "SELECT max(number) FROM revision") ?? 0 }
  }

  /// The structures of all sources, merged by id, in the byte order of their ids.
  ///
  /// - Returns: One structure for each id.
  /// - Throws: ``StoreError`` when the file cannot be read or a record is damaged.
  /// - Complexity: O(*n* log *n*) for *n* structures.
  public func structures() throws(StoreError) -> [Structure] {
    try snapshot().structures
  }

  /// The structures and the revision they belong to, read together.
  ///
  /// - Returns: What ``revision()`` and ``structures()`` answer at one instant.
  /// - Throws: ``StoreError`` when the file cannot be read or a record is damaged.
  public func snapshot() throws(StoreError) -> (revision: Int, structures: [Structure]) {
    try read { [path] db in
      var reader = RecordReader()
      var rows: [(source: String, structure: Structure)] = []
      let cursor = try Row.fetchCursor(db, sql: "SELECT source, id, record FROM structure")
      while let row = try cursor.next() {
        let id: String = row[1]
        do {
          rows.append((row[0], try reader.structure(id: id, record: row[2])))
        } catch is MalformedRecord {
          throw StoreError.damaged(path: path, reason: "the record of structure “\(id)”")
        }
      }
      let revision = try Int.fetchOne(db, sql: "SELECT max(number) FROM revision") ?? 0
      return (revision, mergedByID(rows))
    }
  }

  /// The sources, by name.
  ///
  /// - Returns: Every source that ever held a structure, also when it holds none now.
  /// - Throws: ``StoreError`` when the file cannot be read.
  public func sources() throws(StoreError) -> [StoredSource] {
    try read { db in
      let sql = """
        SELECT source, max(at) AS changedAt,
          (SELECT count(*) FROM structure WHERE structure.source = revision.source) AS count
        FROM revision GROUP BY source ORDER BY source
        """
      return try Row.fetchAll(db, sql: sql).map { row in
        StoredSource(name: row["source"], count: row["count"], changedAt: row["changedAt"])
      }
    }
  }

  /// Makes a source hold exactly these structures: all of them or, after an error, none.
  ///
  /// - Parameters:
  ///   - source: The source's name.
  ///   - structures: What it holds from now on; of several with one id the last is kept.
  ///   - author: Who changes it, for the journal.
  ///   - date: When, for the journal.
  /// - Returns: How many structures were added, changed, removed and left alone.
  /// - Throws: ``StoreError``, after which the store holds what it held before.
  /// - Complexity: O(*n* log *n*) for *n* structures, old and new; only differences are written.
  @discardableResult
  public func replace(
    source: String, with structures: [Structure], by author: String, at date: Date
  ) throws(StoreError) -> SourceDiff {
    let records = Dictionary(
      structures.map { ($0.id.precomposedStringWithCanonicalMapping, record(of: $0)) },
      uniquingKeysWith: { _, last in last })
    do {
      return try pool.write { db in
        let change = try SourceChange(from: source, to: records, in: db)
        if !change.diff.isEmpty {
          try change.write(source: source, author: author, date: date, in: db)
        }
        return change.diff
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do {
      return try pool.read(body)
    } catch {
      throw StoreError(error, path: path)
    }
  }
}
