import MaillageIndex
import MaillageModel

/// What clusters of a snapshot are made of: the one place where they are made.
struct ClusterSource: Sendable {
  /// The positions of all rows.
  let quadtree: Quadtree
  /// The rows that have a position.
  let placed: Bitset
  /// How clusters are formed.
  let options: ClusterHierarchy.Options
  /// One stable number for each row.
  private let keys = Lazy<[UInt64]>()
  private let structures: StructureList

  /// Takes the positions of a snapshot.
  init(_ quadtree: Quadtree, structures: StructureList, options: ClusterHierarchy.Options) {
    self.quadtree = quadtree
    self.structures = structures
    self.options = options
    var placed = Bitset(count: quadtree.rowCount)
    placed.insert(0..<quadtree.count)
    self.placed = placed
  }

  /// The clusters of some rows.
  func clusters(of rows: Bitset) -> ClusterHierarchy {
    ClusterHierarchy(
      quadtree, keys: keys.value { structures.map { FNV1a.digest($0.id.utf8) } },
      selection: selection(rows), options: options)
  }

  /// The clusters of some rows, out of those they had before an edit.
  func clusters(
    of rows: Bitset, from earlier: ClusterHierarchy, after edit: RowEdit
  ) -> ClusterHierarchy {
    clusters(of: rows)
  }

  /// The rows as a selection; `nil` when every position is among them.
  private func selection(_ rows: Bitset) -> Bitset? {
    rows.intersectionCount(placed) == quadtree.count ? nil : rows
  }
}
