public import MaillageIndex
public import MaillageModel
import Synchronization

/// The structures of one snapshot that a filter accepts.
public final class Selection: Sendable {
  /// What was asked.
  public let filter: Filter
  /// The number of accepted structures, with or without a position.
  public let count: Int
  /// The accepted rows, those without a position included.
  public let rows: Bitset
  /// Accepted structures that no tile or cluster can show because their position is unknown.
  public let unplaced: Int

  /// What is known of the clusters.
  private enum Clusters {
    case none
    /// The clusters of an earlier snapshot, and what has changed since.
    case earlier(ClusterHierarchy, RowEdit)
    case present(ClusterHierarchy)
  }

  private let clusterSource: ClusterSource
  private let hierarchy: Mutex<Clusters>
  private let size: Mutex<Int>
  private let hasGrown: @Sendable (Selection) -> Void
  /// What layers of the map count in the selection.
  let layerCounts = LayerCounts()

  /// Keeps the rows that a filter accepts.
  ///
  /// - Parameters:
  ///   - filter: What was asked.
  ///   - rows: The accepted rows.
  ///   - source: The positions of all rows.
  ///   - hasGrown: Called when ``byteCount`` has grown.
  init(
    _ filter: Filter, rows: Bitset, source: ClusterSource,
    hasGrown: @escaping @Sendable (Selection) -> Void
  ) {
    self.filter = filter
    self.rows = rows
    self.hasGrown = hasGrown
    count = rows.count
    unplaced = count - rows.intersectionCount(source.placed)
    clusterSource = source
    hierarchy = Mutex(.none)
    size = Mutex(Self.size(of: rows, nil))
  }

  /// Carries a selection of an earlier snapshot over.
  ///
  /// - Parameters:
  ///   - earlier: The earlier selection.
  ///   - accepted: The rows that have come in since and that the filter accepts.
  ///   - source: The positions of all rows of now.
  ///   - hasGrown: Called when ``byteCount`` has grown.
  init(
    _ earlier: EarlierSelection, accepting accepted: [Int], source: ClusterSource,
    hasGrown: @escaping @Sendable (Selection) -> Void
  ) {
    filter = earlier.filter
    self.hasGrown = hasGrown
    var rows = earlier.rows.applying(earlier.edit)
    for row in accepted { rows.insert(row) }
    self.rows = rows
    count = rows.count
    unplaced = count - rows.intersectionCount(source.placed)
    clusterSource = source
    let clusters: Clusters
    if let known = earlier.clusters {
      // Where neither a position nor the choice of rows has changed, nor have the clusters.
      let isSame =
        earlier.keepsPositions && earlier.edit.removed.filter(earlier.rows.contains) == accepted
      let edit = isSame ? known.edit : known.edit?.followed(by: earlier.edit) ?? earlier.edit
      clusters = edit.map { .earlier(known.hierarchy, $0) } ?? .present(known.hierarchy)
    } else {
      clusters = .none
    }
    hierarchy = Mutex(clusters)
    size = Mutex(earlier.byteCount)
  }

  /// The selection as the snapshot after an edit remembers it.
  func earlier(before edit: SnapshotEdit) -> EarlierSelection {
    let clusters: (ClusterHierarchy, RowEdit?)? =
      switch hierarchy.withLock({ $0 }) {
      case .none: nil
      case .present(let clusters): (clusters, nil)
      case .earlier(let clusters, let former): (clusters, former)
      }
    return EarlierSelection(
      filter: filter, rows: rows, edit: edit.rows, keepsPositions: edit.keepsPositions,
      clusters: clusters, byteCount: byteCount)
  }

  /// The clusters of the accepted structures, exactly as if only those had been loaded.
  ///
  /// Built at the first call, or brought up to date where a former snapshot had them, and kept; calls
  /// that meet meanwhile wait for the same ones.
  public var clusters: ClusterHierarchy {
    var isNew = false
    let clusters = hierarchy.withLock { kept in
      let clusters: ClusterHierarchy
      switch kept {
      case .present(let present): return present
      case .none: clusters = clusterSource.clusters(of: rows)
      case .earlier(let earlier, let edit):
        clusters = clusterSource.clusters(of: rows, from: earlier, after: edit)
      }
      kept = .present(clusters)
      isNew = true
      return clusters
    }
    if isNew {
      size.withLock { $0 = Self.size(of: rows, clusters) + layerCounts.byteCount }
      hasGrown(self)
    }
    return clusters
  }

  /// Notes that something kept with the selection takes more bytes.
  func grow(by bytes: Int) {
    size.withLock { $0 += bytes }
    hasGrown(self)
  }

  /// The bytes that the rows and, once built, the clusters take.
  public var byteCount: Int { size.withLock { $0 } }

  private static func size(of rows: Bitset, _ clusters: ClusterHierarchy?) -> Int {
    500 + rows.capacity / 8 + (clusters?.byteCount ?? 0)
  }
}

/// What is left of a selection of an earlier snapshot, and what has changed since.
///
/// It holds on to rows and clusters, not to the snapshot.
struct EarlierSelection: Sendable {
  /// What was asked.
  let filter: Filter
  /// The accepted rows, as they were numbered then.
  let rows: Bitset
  /// The rows that have left and come in since.
  let edit: RowEdit
  /// Whether every row has kept its position since.
  let keepsPositions: Bool
  /// The clusters, if they were made, with what had changed between them and ``rows``.
  let clusters: (hierarchy: ClusterHierarchy, edit: RowEdit?)?
  /// The bytes that the selection took.
  let byteCount: Int

  /// The same selection seen from behind one more edit.
  func followed(by next: SnapshotEdit) -> EarlierSelection {
    EarlierSelection(
      filter: filter, rows: rows, edit: edit.followed(by: next.rows),
      keepsPositions: keepsPositions && next.keepsPositions, clusters: clusters,
      byteCount: byteCount)
  }

  /// The number of rows that have left and come in since the oldest part was made.
  var changeCount: Int {
    [edit, clusters?.edit].compactMap(\.self).reduce(0) {
      $0 + $1.removed.count + $1.inserted.count
    }
  }
}
