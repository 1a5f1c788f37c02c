import Foundation
import GRDB

extension StoreError {
  /// Says what an error of SQLite or of the file system means for the store.
  init(_ error: any Error, path: String) {
    if let error = error as? StoreError {
      self = error
    } else if let error = error as? DatabaseError {
      let reason = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
      self =
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path)
        case .SQLITE_FULL: .full(path: path)
        case .SQLITE_NOTADB: .foreign(path: path, reason: reason)
        case .SQLITE_CORRUPT, .SQLITE_ERROR, .SQLITE_SCHEMA: .damaged(path: path, reason: reason)
        default: .io(path: path, reason: reason)
        }
    } else {
      self = .io(path: path, reason: (error as NSError).localizedDescription)
    }
  }
}
