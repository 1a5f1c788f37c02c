public import MaillageIndex
public import MaillageModel
import Synchronization

/// The structures of one snapshot that a filter accepts.
public final class Selection: Sendable {
  /// What was asked.
  public let filter: Filter
  /// The number of accepted structures, with or without a position.
  public let count: Int
  /// The accepted rows of the spatial index.
  public let rows: Bitset
  /// Accepted structures that no tile or cluster can show because their position is unknown.
  public var unplaced: Int { count - rows.count }

  /// Accepted structures, as indices into the snapshot's structures.
  let indices: Bitset
  private let quadtree: Quadtree
  private let keys: [UInt64]
  private let clusterOptions: ClusterHierarchy.Options
  private let hierarchy = Mutex<ClusterHierarchy?>(nil)

  init(_ filter: Filter, of snapshot: Snapshot) {
    self.filter = filter
    var indices = Bitset(count: snapshot.structures.count)
    for (index, structure) in snapshot.structures.enumerated()
    where filter.matches(structure, timeZone: snapshot.timeZone) {
      indices.insert(index)
    }
    var rows = Bitset(count: snapshot.quadtree.count)
    for (row, index) in snapshot.structureOfRow.enumerated() where indices.contains(index) {
      rows.insert(row)
    }
    self.indices = indices
    self.rows = rows
    count = indices.count
    quadtree = snapshot.quadtree
    keys = snapshot.keys
    clusterOptions = snapshot.clusterOptions
  }

  /// The clusters of the accepted structures, exactly as if only those had been loaded.
  ///
  /// Built at the first call and kept; calls that meet while it is built wait for the same one.
  public var clusters: ClusterHierarchy {
    hierarchy.withLock { kept in
      if let kept { return kept }
      let built = ClusterHierarchy(
        quadtree, keys: keys, selection: rows.count == quadtree.count ? nil : rows,
        options: clusterOptions)
      kept = built
      return built
    }
  }
}

/// The most recently used selections of a snapshot.
struct SelectionCache: Sendable {
  private let capacity: Int
  private var kept: [String: (selection: Selection, lastUse: Int)] = [:]
  private var uses = 0

  init(capacity: Int) {
    self.capacity = capacity
  }

  mutating func selection(for key: String) -> Selection? {
    uses += 1
    kept[key]?.lastUse = uses
    return kept[key]?.selection
  }

  mutating func keep(_ selection: Selection, for key: String) -> Selection {
    if let known = self.selection(for: key) { return known }
    if kept.count >= capacity, let oldest = kept.min(by: { $0.value.lastUse < $1.value.lastUse }) {
      kept[oldest.key] = nil
    }
    kept[key] = (selection, uses)
    return selection
  }
}
