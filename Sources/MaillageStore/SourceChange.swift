import Foundation
import GRDB

/// What must be written so that a source holds given records.
struct SourceChange {
  /// One structure whose record differs; `nil` stands for absence.
  private struct Difference {
    var id: String
    var before: String?
    var after: String?
  }

  /// How many structures differ.
  private(set) var diff = SourceDiff()
  private var differences: [Difference] = []

  /// Compares a source with the records by id that it shall hold.
  init(from source: String, to records: [String: String], in db: Database) throws {
    var added = records
    let stored = try Row.fetchCursor(
      db, sql: "SELECT id, record FROM structure WHERE source = ?", arguments: [source])
    while let row = try stored.next() {
      let id: String = row[0]
      let before: String = row[1]
      let after = added.removeValue(forKey: id)
      // Bytes, not canonical equivalence, decide whether a record is the same.
      if let after, haveEqualBytes(before.utf8.span, after.utf8.span) {
        diff.unchanged += 1
      } else {
        if after == nil { diff.removed += 1 } else { diff.changed += 1 }
        differences.append(Difference(id: id, before: before, after: after))
      }
    }
    diff.added = added.count
    differences += added.map { Difference(id: $0.key, before: nil, after: $0.value) }
    differences.sort { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
  }

  /// Writes the differences and their journal under a new revision.
  func write(source: String, author: String, date: Date, in db: Database) throws {
    try db.execute(
      sql: "INSERT INTO revision (at, author, source) VALUES (?, ?, ?)",
      arguments: [date, author, source])
    let revision = db.lastInsertedRowID
    let journal = try db.makeStatement(
      sql: "INSERT INTO journal (revision, structure, before, after) VALUES (?, ?, ?, ?)")
    let put = try db.makeStatement(
      sql: """
        INSERT INTO structure (source, id, record) VALUES (?, ?, ?)
        ON CONFLICT (source, id) DO UPDATE SET record = excluded.record
        """)
    let remove = try db.makeStatement(sql: "DELETE FROM structure WHERE source = ? AND id = ?")
    for difference in differences {
      if let after = difference.after {
        try put.execute(arguments: [source, difference.id, after])
      } else {
        try remove.execute(arguments: [source, difference.id])
      }
      try journal.execute(
        arguments: [revision, difference.id, difference.before, difference.after])
    }
  }
}
