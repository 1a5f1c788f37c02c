import MaillageGeometry

/// Clusters of points for every zoom, each a union of clusters of the next zoom.
///
/// From the deepest zoom upwards, some nodes of the zoom below become *seeds*, no two of them
/// within the radius of each other, and each seed takes in the nodes within the radius. Which nodes
/// become seeds is decided by a hash of the seeds' positions alone, so the same points give the same
/// clusters with the same ids in any order, on any machine, and the clusters of a selection are
/// those of the selected points.
///
/// ```swift
/// let clusters = ClusterHierarchy(tree)
/// for cluster in clusters.clusters(in: .world, zoom: 3) {
///   print(cluster.id, cluster.count)  // 3-1e3779b97f4a7c15 118
/// }
/// ```
///
/// Distances are those of the Web Mercator square, without going round the antimeridian: two points
/// on either side of it lie at opposite edges of the map and stay apart.
public struct ClusterHierarchy: Sendable {
  /// The options the clusters were built with.
  public let options: Options
  /// The number of points clustered.
  public var count: Int { columns.rows.count }

  let columns: ClusterColumns
  /// The nodes of the zooms, the deepest first; together the lists cover all zooms from 0 to one
  /// beyond the maximum zoom.
  let lists: [ClusterList]
  /// The place in `lists` of each zoom's list.
  let listOfZoom: [UInt8]

  /// Clusters the positions of a tree for all zooms.
  ///
  /// - Parameters:
  ///   - quadtree: The positions.
  ///   - selection: The rows to cluster, of capacity ``Quadtree/rowCount``; all when `nil`.
  ///   - groups: One number a row, such as that of its territory: clusters hold points of one group
  ///     only. Points that share a position stay together, in the group of the smallest number.
  ///     `nil` when all may be clustered with each other.
  ///   - options: Size and depth.
  ///   - threads: How many threads work at once; the clusters are the same for any number.
  /// - Complexity: O(n) for each zoom, n the number of points; a third of a second for a million.
  public init(
    _ quadtree: Quadtree, selection: Bitset? = nil, groups: [UInt32]? = nil,
    options: Options = .init(), threads: Int = 1
  ) {
    options.check()
    precondition(
      selection.map { $0.capacity == quadtree.rowCount } ?? true, "a selection covers every row")
    precondition(
      groups.map { $0.count == quadtree.rowCount } ?? true, "every row has one group")
    var builder = ClusterBuilder(
      quadtree, groups: groups ?? [], selection: selection, threads: threads)
    var gathering = ClusterListBuilder(maximumZoom: options.maximumZoom)
    var lists: [ClusterList] = []
    for zoom in (0...options.maximumZoom).reversed() {
      let radius = options.worldRadius(zoom: zoom)
      builder.fitBands(radius)
      if let list = Self.findSeeds(&builder, radius, beside: gathering.takeDraft()) {
        lists.append(list)
      }
      gathering.makeClusters(&builder, zoom: zoom, minimumPoints: options.minimumPoints)
    }
    // Zoom 0 may have closed a list, and leaves one to close.
    if let draft = gathering.takeDraft() { lists.append(draft.list()) }
    gathering.finish(builder)
    if let draft = gathering.takeDraft() { lists.append(draft.list()) }
    builder.finish()
    self.init(builder, lists, options: options, threads: threads)
  }

  /// Finds the seeds of a zoom while the list of deeper zooms is put in order.
  private static func findSeeds(
    _ builder: inout ClusterBuilder, _ radius: Double, beside draft: ClusterListDraft?
  ) -> ClusterList? {
    builder.findSeeds(within: radius) { draft?.list() }
  }

  private init(
    _ builder: ClusterBuilder, _ lists: [ClusterList], options: Options, threads: Int
  ) {
    self.options = options
    let layout = ClusterLayout(builder, threads: threads)
    var lists = lists
    columns = Concurrently.update(&lists, threads: threads, beside: layout.columns) { _, list in
      list.renumber(layout)
    }
    self.lists = lists
    listOfZoom = (0...Tile.maximumZoom).map { zoom in
      UInt8(lists.firstIndex { $0.zooms.contains(min(zoom, options.maximumZoom + 1)) } ?? 0)
    }
  }

  /// Puts together what an update has made.
  init(
    options: Options, columns: ClusterColumns, lists: [ClusterList], listOfZoom: [UInt8]
  ) {
    self.options = options
    self.columns = columns
    self.lists = lists
    self.listOfZoom = listOfZoom
  }

  /// The bytes the columns take, to bound caches by.
  public var byteCount: Int {
    lists.reduce(columns.byteCount) { $0 + $1.byteCount }
  }
}
