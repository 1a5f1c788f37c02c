import CSQLite

/// A new SQLite file that one process fills, as fast as it goes: whoever sees it sees it finished.
///
/// It keeps no rollback journal and does not wait for the disk; a file that does not get finished is
/// thrown away.
@safe final class SQLiteFileWriter {
  /// A value of a column.
  enum Value {
    case integer(Int)
    case text(String)
    case blob(ArraySlice<UInt8>)
  }

  fileprivate let path: String
  fileprivate let handle: OpaquePointer

  /// Creates the file.
  init(_ path: String) throws(TileExportError) {
    var handle: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
    let code = unsafe sqlite3_open_v2(path, &handle, flags, nil)
    guard code == SQLITE_OK, let handle = unsafe handle else {
      unsafe sqlite3_close(handle)
      throw .database(path: path, reason: unsafe String(cString: sqlite3_errstr(code)))
    }
    self.path = path
    unsafe self.handle = handle
    try execute(
      """
      PRAGMA journal_mode = OFF;
      PRAGMA synchronous = OFF;
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA cache_size = -65536;
      PRAGMA page_size = 4096;
      """)
  }

  deinit { unsafe sqlite3_close_v2(handle) }

  /// Runs statements that take no values.
  func execute(_ sql: String) throws(TileExportError) {
    if unsafe sqlite3_exec(handle, sql, nil, nil, nil) != SQLITE_OK { throw failure }
  }

  /// Prepares a statement that takes values, to be run many times.
  func prepare(_ sql: String) throws(TileExportError) -> Statement {
    var statement: OpaquePointer?
    let code = unsafe sqlite3_prepare_v2(handle, sql, -1, &statement, nil)
    guard code == SQLITE_OK, let statement = unsafe statement else { throw failure }
    return unsafe Statement(statement, database: self)
  }

  fileprivate var failure: TileExportError {
    .database(path: path, reason: unsafe String(cString: sqlite3_errmsg(handle)))
  }

  /// A prepared statement.
  @safe final class Statement {
    private let statement: OpaquePointer
    private let database: SQLiteFileWriter

    fileprivate init(_ statement: OpaquePointer, database: SQLiteFileWriter) {
      unsafe self.statement = statement
      self.database = database
    }

    deinit { unsafe sqlite3_finalize(statement) }

    /// Runs the statement with its values.
    func run(_ values: Value...) throws(TileExportError) {
      // Safe: SQLite copies texts and blobs before the call returns.
      let copies = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      for (index, value) in values.enumerated() {
        let place = CInt(index + 1)
        let code =
          switch value {
          case .integer(let number): unsafe sqlite3_bind_int64(statement, place, Int64(number))
          case .text(let text): unsafe sqlite3_bind_text(statement, place, text, -1, copies)
          case .blob(let bytes):
            unsafe bytes.withUnsafeBytes { bytes in
              unsafe sqlite3_bind_blob64(
                statement, place, bytes.baseAddress, UInt64(bytes.count), copies)
            }
          }
        if code != SQLITE_OK { throw database.failure }
      }
      let isDone = unsafe sqlite3_step(statement) == SQLITE_DONE
      let failure = isDone ? nil : database.failure
      unsafe sqlite3_reset(statement)
      if let failure { throw failure }
    }
  }
}
