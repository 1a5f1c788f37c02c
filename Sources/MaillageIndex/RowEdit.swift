/// Rows that leave and rows that come in; the others keep their order.
///
/// ```swift
/// let edit = RowEdit(removed: [1], inserted: [0])
/// edit.newRow(of: 0)  // 1, for a row came in before it
/// edit.newRow(of: 1)  // nil, for it left
/// edit.newRow(of: 2)  // 2
/// ```
public struct RowEdit: Hashable, Sendable {
  /// The rows that leave, as numbered before the edit; ascending, none twice.
  public let removed: [Int]
  /// The rows that come in, as numbered after the edit; ascending, none twice.
  public let inserted: [Int]

  /// Creates an edit.
  ///
  /// - Parameters:
  ///   - removed: The rows that leave, as numbered before; ascending, none twice, none negative.
  ///   - inserted: The rows that come in, as numbered after; ascending, none twice, none negative.
  public init(removed: [Int], inserted: [Int]) {
    precondition(Self.isAscending(removed), "rows to remove ascend")
    precondition(Self.isAscending(inserted), "rows to insert ascend")
    self.removed = removed
    self.inserted = inserted
  }

  /// The row an old one becomes; `nil` when it leaves.
  ///
  /// - Complexity: O(log k), k the number of rows that leave or come in.
  public func newRow(of old: Int) -> Int? {
    let left = SortedSearch.first(in: removed.indices) { removed[$0] >= old }
    if left < removed.count, removed[left] == old { return nil }
    let rank = old - left
    // The row of this rank among those that stay: before it stand the k rows with inserted[k] − k
    // at most its rank.
    return rank + SortedSearch.first(in: inserted.indices) { inserted[$0] - $0 > rank }
  }

  /// The number of rows after the edit.
  ///
  /// - Parameter old: The number of rows before; all rows to remove are below it.
  /// - Returns: At least the number of rows to insert.
  func newCount(of old: Int) -> Int {
    let count = old - removed.count + inserted.count
    precondition((removed.last ?? -1) < old, "rows to remove exist")
    precondition((inserted.last ?? -1) < count, "rows to insert leave no gap")
    return count
  }

  /// Visits the rows that stay as runs of neighbours, ascending, before and after the edit.
  ///
  /// - Parameters:
  ///   - old: The number of rows before the edit.
  ///   - visit: Takes a run's old rows and its first new row.
  func visitKeptRuns(of old: Int, _ visit: (_ run: Range<Int>, _ newStart: Int) -> Void) {
    let total = newCount(of: old)
    var (source, target) = (0, 0)
    var (leaving, coming) = (0, 0)
    while target < total {
      if leaving < removed.count, removed[leaving] == source {
        leaving += 1
        source += 1
      } else if coming < inserted.count, inserted[coming] == target {
        coming += 1
        target += 1
      } else {
        let untilRemoved = (leaving < removed.count ? removed[leaving] : old) - source
        let untilInserted = (coming < inserted.count ? inserted[coming] : total) - target
        let length = min(untilRemoved, untilInserted)
        visit(source..<source + length, target)
        source += length
        target += length
      }
    }
  }

  private static func isAscending(_ rows: [Int]) -> Bool {
    (rows.first ?? 0) >= 0 && zip(rows, rows.dropFirst()).allSatisfy { $0 < $1 }
  }
}
