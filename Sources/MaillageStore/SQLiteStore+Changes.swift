import GRDB
public import MaillageModel

extension SQLiteStore {
  /// What has changed since a revision, out of the journal: what becomes of each structure that any
  /// source has touched.
  ///
  /// - Parameters:
  ///   - revision: A revision that the caller knows all structures of.
  ///   - limit: The most structures to tell of.
  /// - Returns: The present revision with one change for each structure touched, in the order of ids,
  ///   also where it is as it was; `nil` when there are more than the limit, or when the store has
  ///   never had the revision.
  /// - Throws: ``StoreError`` when the file cannot be read or a record is damaged.
  /// - Complexity: O(*k* log *n*) for *k* structures touched of *n*.
  public func changes(
    since revision: Int, limit: Int
  ) throws(StoreError) -> (revision: Int, changes: [StructureChange])? {
    try read { [path] db in
      let last = try Int.fetchOne(db, sql: "SELECT max(number) FROM revision") ?? 0
      guard (0...last).contains(revision) else { return nil }
      let ids = try String.fetchAll(
        db, sql: "SELECT DISTINCT structure FROM journal WHERE revision > ? LIMIT ?",
        arguments: [revision, limit + 1])
      guard ids.count <= limit else { return nil }
      let sources = try String.fetchAll(db, sql: "SELECT DISTINCT source FROM revision")
      let statement = try db.cachedStatement(
        sql: "SELECT record FROM structure WHERE source = ? AND id = ?")
      var reader = RecordReader()
      var rows: [(source: String, structure: Structure)] = []
      for id in ids {
        for source in sources {
          guard let record = try String.fetchOne(statement, arguments: [source, id]) else {
            continue
          }
          do {
            rows.append((source, try reader.structure(id: id, record: record)))
          } catch is MalformedRecord {
            throw StoreError.damaged(path: path, reason: "the record of structure “\(id)”")
          }
        }
      }
      let present = mergedByID(rows)
      var changes = present.map(StructureChange.put)
      let gone = Set(ids).subtracting(present.map(\.id))
      changes += gone.map(StructureChange.remove(id:))
      return (
        revision: last, changes: changes.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
      )
    }
  }
}
