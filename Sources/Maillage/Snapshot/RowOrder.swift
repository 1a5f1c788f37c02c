/// All rows of a snapshot in some other order than that of the index, such as by id.
struct RowOrder: Sendable {
  /// The rows in this order.
  let rows: [UInt32]
  private let lazyRanks = Lazy<[UInt32]>()

  /// Takes rows that are in order.
  init(_ rows: [UInt32]) {
    self.rows = rows
  }

  /// The place of each row in this order, found when first asked for.
  ///
  /// - Complexity: O(n) the first time, n the number of rows.
  var ranks: [UInt32] {
    lazyRanks.value {
      var ranks = [UInt32](repeating: 0, count: rows.count)
      for (rank, row) in rows.enumerated() { ranks[Int(row)] = UInt32(rank) }
      return ranks
    }
  }

  /// The first place whose row is not before something sought.
  func firstPlace(where isNotBefore: (Int) -> Bool) -> Int {
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if isNotBefore(Int(rows[middle])) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The order after an edit.
  ///
  /// - Parameters:
  ///   - newRows: What each row is called now, ``RowMap/none`` when it has left.
  ///   - inserted: The rows that came in.
  ///   - precedes: Whether one row comes before another, by their names of now.
  /// - Returns: The order of the rows of now.
  /// - Complexity: O(n + k log n), n the number of rows, k that of those that came in.
  func applying(
    _ newRows: RowMap, inserted: [Int], by precedes: (Int, Int) -> Bool
  ) -> RowOrder {
    let kept = RowOrder(newRows.rows(rows))
    var result: [UInt32] = []
    result.reserveCapacity(kept.rows.count + inserted.count)
    var next = 0
    for row in inserted.sorted(by: precedes) {
      let place = kept.firstPlace { !precedes($0, row) }
      result.append(contentsOf: kept.rows[next..<place])
      result.append(UInt32(row))
      next = place
    }
    result.append(contentsOf: kept.rows[next...])
    return RowOrder(result)
  }
}
