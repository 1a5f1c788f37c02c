import Foundation
import GRDB

/// The database file before a connection reads it: is it ours, and how a new one comes to be.
enum SQLiteFile {
  /// How connections behave: they wait up to five seconds for another process's lock.
  static func configuration(isReadOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = isReadOnly
    configuration.busyMode = .timeout(5)
    return configuration
  }

  /// Refuses a file that is no database of ours, from its first bytes and without touching it.
  ///
  /// SQLite itself would take an empty file for a new database and change a foreign one.
  static func checkHeader(at path: String) throws {
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? file.close() }
    let header = [UInt8](try file.read(upToCount: 100) ?? Data())
    guard !header.isEmpty else { throw StoreError.foreign(path: path, reason: "it is empty") }
    guard header.starts(with: "SQLite format 3\0".utf8) else {
      throw StoreError.foreign(path: path, reason: "it is no SQLite file")
    }
    guard header.count == 100 else {
      throw StoreError.damaged(path: path, reason: "it ends within its header")
    }
    // https://www.sqlite.org/fileformat.html#application_id
    let applicationID = header[68..<72].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    guard applicationID == UInt32(bitPattern: SQLiteSchema.applicationID) else {
      throw StoreError.foreign(path: path, reason: "it is another program’s SQLite file")
    }
  }

  /// Creates a database with today's tables, whole or not at all.
  ///
  /// It is made under another name and linked to its own when finished, so that a process that dies
  /// leaves no half file behind; of two that create it at once, one wins and both go on.
  static func create(at path: String) throws {
    let draft = "\(path).\(UUID().uuidString).new"
    let files = FileManager.default
    defer { try? files.removeItem(atPath: draft) }
    do {
      let queue = try DatabaseQueue(path: draft)
      try queue.inDatabase { db in
        try db.execute(sql: "PRAGMA application_id = \(SQLiteSchema.applicationID)")
      }
      try SQLiteSchema.migrator.migrate(queue)
      try queue.close()
    }
    do {
      try files.linkItem(atPath: draft, toPath: path)
    } catch  where files.fileExists(atPath: path) {
      return
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    try FileHandle(forReadingFrom: folder).synchronize()
  }
}
