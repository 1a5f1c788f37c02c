import MaillageGeometry
import MaillageIndex
public import MaillageModel

extension Snapshot {
  /// The next snapshot: this one with some structures added, replaced or removed.
  ///
  /// Every answer equals that of a snapshot built anew from the same structures. Index, facets and
  /// orders are merged with what changes, and the selections kept here are carried over with their
  /// clusters; of several changes of one id the last holds.
  ///
  /// - Parameters:
  ///   - changes: What changes; to remove an id that is not there changes nothing.
  ///   - revision: The store's revision now; the present one's successor when `nil`.
  /// - Returns: The snapshot of now; this one stays as it is.
  /// - Complexity: O(n) word by word, n the number of structures, and O(k log n) for k changes.
  public func applying(_ changes: [StructureChange], revision: Int? = nil) -> Snapshot {
    let edit = SnapshotEdit(changes, of: self)
    return Snapshot(
      self, after: edit, revision: revision ?? self.revision + 1,
      structures: structures.applying(edit.rows, inserting: edit.inserted),
      quadtree: edit.keepsPositions
        ? quadtree : quadtree.applying(edit.rows, inserting: edit.inserted.map(\.position)))
  }
}

/// What changes from one snapshot to the next, by rows.
struct SnapshotEdit {
  /// The rows that leave and come in.
  let rows: RowEdit
  /// The structures that leave, one for each row of ``RowEdit/removed``.
  let removed: [Structure]
  /// The structures that come in, one for each row of ``RowEdit/inserted``.
  let inserted: [Structure]
  /// What the rows that stay are called now.
  let newRows: RowMap
  /// Whether every row keeps its id.
  private let keepsIDs: Bool
  /// Whether every row keeps its position.
  let keepsPositions: Bool

  /// Finds the rows of changes.
  init(_ changes: [StructureChange], of snapshot: Snapshot) {
    var last: [String: StructureChange] = [:]
    for change in changes { last[change.id] = change }
    var removed: [Int] = []
    var inserted: [(key: Key, structure: Structure)] = []
    for change in last.values {
      let row = snapshot.row(id: change.id)
      switch change {
      case .remove: if let row { removed.append(row) }
      case .put(let structure):
        if let row {
          guard snapshot.structures[row] != structure else { continue }
          removed.append(row)
        }
        inserted.append((Key(structure), structure))
      }
    }
    removed.sort()
    inserted.sort { $0.key < $1.key }
    // Where each stands among those that stay, then among those that come in.
    var rows: [Int] = []
    var leaving = 0
    for (number, item) in inserted.enumerated() {
      let place = snapshot.firstRow { Key(snapshot.structures[$0]) >= item.key }
      while leaving < removed.count, removed[leaving] < place { leaving += 1 }
      rows.append(place - leaving + number)
    }
    self.rows = RowEdit(removed: removed, inserted: rows)
    self.removed = removed.map { snapshot.structures[$0] }
    self.inserted = inserted.map(\.structure)
    newRows = RowMap(self.rows, count: snapshot.structures.count)
    let pairs = zip(self.removed, self.inserted)
    keepsIDs = removed == rows && pairs.allSatisfy { $0.id == $1.id }
    keepsPositions = removed == rows && pairs.allSatisfy { $0.coordinate == $1.coordinate }
  }

  /// The order by id after the edit.
  func ids(_ order: RowOrder, in structures: StructureList) -> RowOrder {
    guard !keepsIDs else { return order }
    return self.order(order) { precedesInBytes(structures.id(at: $0), structures.id(at: $1)) }
  }

  /// An order of all rows after the edit.
  func order(_ order: RowOrder, by precedes: (Int, Int) -> Bool) -> RowOrder {
    order.applying(newRows, inserted: rows.inserted, by: precedes)
  }

  /// What rows are ordered by.
  private struct Key: Comparable {
    let code: UInt64
    let isPlaced: Bool
    let id: String

    init(_ structure: Structure) {
      let position = structure.position
      isPlaced = position.isValid
      code = isPlaced ? MortonCode(WorldPoint(position)).bits : 0
      id = structure.id
    }

    static func < (left: Key, right: Key) -> Bool {
      if left.isPlaced != right.isPlaced { return left.isPlaced }
      if left.code != right.code { return left.code < right.code }
      return precedesInBytes(left.id, right.id)
    }
  }
}

extension Snapshot {
  /// The first row that is not before something sought; their number when all are.
  fileprivate func firstRow(where isNotBefore: (Int) -> Bool) -> Int {
    var low = 0
    var high = structures.count
    while low < high {
      let middle = (low + high) / 2
      if isNotBefore(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
