import Foundation
import MaillageIndex

/// What clusters of a snapshot are made of: the one place where they are made.
struct ClusterSource: Sendable {
  /// The positions of all rows.
  let quadtree: Quadtree
  /// The rows that have a position.
  let placed: Bitset
  /// How clusters are formed.
  let options: ClusterHierarchy.Options
  /// How many threads build large indexes and clusters.
  static let threads = ProcessInfo.processInfo.activeProcessorCount

  /// Takes the positions of a snapshot.
  init(_ quadtree: Quadtree, options: ClusterHierarchy.Options) {
    self.quadtree = quadtree
    self.options = options
    var placed = Bitset(count: quadtree.rowCount)
    placed.insert(0..<quadtree.count)
    self.placed = placed
  }

  /// The clusters of some rows.
  func clusters(of rows: Bitset) -> ClusterHierarchy {
    ClusterHierarchy(quadtree, selection: selection(rows), options: options, threads: Self.threads)
  }

  /// The clusters of some rows, out of those they had before an edit.
  func clusters(
    of rows: Bitset, from earlier: ClusterHierarchy, after edit: RowEdit
  ) -> ClusterHierarchy {
    earlier.applying(edit, to: quadtree, selection: selection(rows), threads: Self.threads)
  }

  /// The rows as a selection; `nil` when every position is among them.
  private func selection(_ rows: Bitset) -> Bitset? {
    rows.intersectionCount(placed) == quadtree.count ? nil : rows
  }
}
