/// Why a store cannot be read or written; `description` says it, with the file and the remedy.
public enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is no file at the path.
  case missing(path: String)
  /// The file is not a database of this program.
  case foreign(path: String, reason: String)
  /// The file is a database that was damaged.
  case damaged(path: String, reason: String)
  /// The file was written by a newer version of the program.
  case newer(path: String, version: String)
  /// Another process kept the database locked for longer than the store waits.
  case busy(path: String)
  /// The disk is full.
  case full(path: String)
  /// The operating system refused to read or write.
  case io(path: String, reason: String)

  /// The database file at fault.
  public var path: String {
    switch self {
    case .missing(let path), .foreign(let path, _), .damaged(let path, _), .newer(let path, _),
      .busy(let path), .full(let path), .io(let path, _):
      path
    }
  }

  /// What is wrong and what to do about it.
  public var description: String {
    switch self {
    case .missing(let path):
      "\(path): there is no such database. Import a list into it first, or check the path."
    case .foreign(let path, let reason):
      "\(path): not a Maillage database (\(reason)). Choose another file; this one is left alone."
    case .damaged(let path, let reason):
      "\(path): the database is damaged (\(reason)). Restore it from a copy, or move it away and "
        + "import its sources again."
    case .newer(let path, let version):
      "\(path): the database was written by a newer version of Maillage (“\(version)”). Use that "
        + "version, or a copy from before."
    case .busy(let path):
      "\(path): another process keeps the database locked. Try again when it is done."
    case .full(let path):
      "\(path): the disk is full. Nothing was changed; make room and try again."
    case .io(let path, let reason):
      "\(path): cannot be read or written (\(reason)). Check the folder, its rights and the disk."
    }
  }
}
