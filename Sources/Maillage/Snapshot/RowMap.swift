import MaillageIndex

/// What every row is called after an edit, for columns that name all of them.
struct RowMap: Sendable {
  /// Stands for a row that has left.
  static let none = UInt32.max

  /// As many changes as are cheaper to count below each row than to look its name up.
  private static let fewChanges = 16

  private let edit: RowEdit
  /// The name of each row; empty where the edit is small.
  private let names: [UInt32]

  /// Numbers the rows of an edit.
  ///
  /// - Parameters:
  ///   - edit: The rows that leave and come in.
  ///   - count: The number of rows before.
  /// - Complexity: O(n), n the number of rows; nothing for a few changes.
  init(_ edit: RowEdit, count: Int) {
    self.edit = edit
    guard edit.removed.count + edit.inserted.count > Self.fewChanges else {
      names = []
      return
    }
    var names: [UInt32] = []
    names.reserveCapacity(count)
    var next = 0
    var coming = edit.inserted[...]
    func add(upTo end: Int) {
      // Between two rows that come in, names follow each other.
      while names.count < end {
        while coming.first == next {
          coming.removeFirst()
          next += 1
        }
        let run = min(end - names.count, (coming.first ?? .max) - next)
        names.append(contentsOf: UInt32(next)..<UInt32(next + run))
        next += run
      }
    }
    for row in edit.removed {
      add(upTo: row)
      names.append(Self.none)
    }
    add(upTo: count)
    self.names = names
  }

  /// What some rows are called now, ``none`` for those that have left.
  func names(_ old: [UInt32]) -> [UInt32] {
    var result = old
    if names.isEmpty {
      Self.rename(&result, by: edit)
    } else {
      var rows = result.mutableSpan
      let names = names.span
      for index in rows.indices { rows[index] = names[Int(rows[index])] }
    }
    return result
  }

  /// What some rows are called now, without those that have left.
  func rows(_ old: [UInt32]) -> [UInt32] {
    var result = names(old)
    guard !edit.removed.isEmpty else { return result }
    var rows = result.mutableSpan
    var count = 0
    var index = 0
    while index < rows.count {
      let name = rows[index]
      rows[count] = name
      count &+= name == Self.none ? 0 : 1
      index &+= 1
    }
    result.removeLast(result.count - count)
    return result
  }

  /// Gives rows their new names, one change at a time: each is a pass without a branch.
  private static func rename(_ rows: inout [UInt32], by edit: RowEdit) {
    var rows = rows.mutableSpan
    // From the last to the first, so that those still to come keep their old names.
    for removed in edit.removed.reversed() {
      let removed = UInt32(removed)
      for index in rows.indices {
        let row = rows[index]
        rows[index] = row == removed ? none : row > removed && row != none ? row &- 1 : row
      }
    }
    for inserted in edit.inserted {
      let inserted = UInt32(inserted)
      for index in rows.indices {
        let row = rows[index]
        rows[index] = row >= inserted && row != none ? row &+ 1 : row
      }
    }
  }
}

extension RowEdit {
  /// The one edit that does what this one and then another do.
  func followed(by next: RowEdit) -> RowEdit {
    let own = Set(inserted)
    // How many rows are kept before each row removed.
    let keptBefore = removed.enumerated().map { $0.element - $0.offset }
    let leaving = next.removed.filter { !own.contains($0) }.map { row in
      let kept = row - Self.place(in: inserted) { $0 >= row }
      return kept + Self.place(in: keptBefore) { $0 > kept }
    }
    let staying = inserted.compactMap(next.newRow(of:))
    return RowEdit(
      removed: (removed + leaving).sorted(), inserted: (staying + next.inserted).sorted())
  }

  private static func place(in values: [Int], where isBehind: (Int) -> Bool) -> Int {
    var low = 0
    var high = values.count
    while low < high {
      let middle = (low + high) / 2
      if isBehind(values[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
