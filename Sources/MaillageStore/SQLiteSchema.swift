import GRDB

/// The tables of the database and how older ones become today's.
enum SQLiteSchema {
  /// Marks our files in the SQLite header, where `file` and other tools see it: “Mllg”.
  static let applicationID: Int32 = 0x4D6C_6C67

  /// The steps from an empty database to today's tables; steps are added, never changed.
  ///
  /// - `revision` has one row for each change of a source.
  /// - `journal` has one row for each structure that a revision touched, with its record before and
  ///   after; neither table ever loses or changes a row.
  /// - `structure` holds what the sources hold now: a record is the JSON text of ``record(of:)``.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      try db.execute(
        sql: """
          CREATE TABLE revision (
            number INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            author TEXT NOT NULL,
            source TEXT NOT NULL
          );
          CREATE TABLE journal (
            revision INTEGER NOT NULL REFERENCES revision (number),
            structure TEXT NOT NULL,
            before TEXT,
            after TEXT,
            PRIMARY KEY (revision, structure)
          );
          CREATE TABLE structure (
            source TEXT NOT NULL,
            id TEXT NOT NULL,
            record TEXT NOT NULL,
            PRIMARY KEY (source, id)
          );
          """)
      for table in ["revision", "journal"] {
        for action in ["UPDATE", "DELETE"] {
          try db.execute(
            sql: """
              CREATE TRIGGER \(table)_keeps_rows_from_\(action.lowercased()) BEFORE \(action)
              ON \(table) BEGIN SELECT raise(ABORT, 'the journal is append-only'); END
              """)
        }
      }
    }
    return migrator
  }
}
