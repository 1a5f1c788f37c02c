import MaillageGeometry

/// Clusters of points for every zoom, each a union of clusters of the next zoom.
///
/// From the deepest zoom upwards, some nodes of the zoom below become *seeds*, no two of them
/// within the radius of each other, and each seed takes in the nodes within the radius. Which nodes
/// become seeds is decided by a hash of the points' keys alone, so the same points give the same
/// clusters with the same ids in any order, on any machine, and the clusters of a selection are
/// those of the selected points.
///
/// ```swift
/// let clusters = ClusterHierarchy(tree, keys: keys)
/// for cluster in clusters.clusters(in: .world, zoom: 3) {
///   print(cluster.id, cluster.count)  // 3-9e3779b97f4a7c15 118
/// }
/// ```
///
/// Distances are those of the Web Mercator square, without going round the antimeridian: two points
/// on either side of it lie at opposite edges of the map and stay apart.
public struct ClusterHierarchy: Sendable {
  /// What decides the size and the depth of clusters.
  public struct Options: Hashable, Sendable {
    /// How far a cluster reaches from its seed, in CSS pixels on 256-pixel tiles; not negative.
    ///
    /// A greater radius gives fewer and larger clusters. For pixels on 512-pixel tiles, as
    /// supercluster and MapLibre count them, take half the number.
    public var radius: Double
    /// The fewest points a seed and its neighbours must have together to become one cluster.
    ///
    /// Where there are fewer, each stays as it is at that zoom, and may be taken in at the next.
    /// Points that share a position are one marker all the same.
    public var minimumPoints: Int
    /// The deepest zoom at which points are clustered, 0 … 23.
    ///
    /// Deeper zooms show single points and stacks of points that share a position.
    public var maximumZoom: Int

    /// Creates options; the defaults are those of the tiles.
    public init(radius: Double = 60, minimumPoints: Int = 2, maximumZoom: Int = 18) {
      self.radius = radius
      self.minimumPoints = minimumPoints
      self.maximumZoom = maximumZoom
    }
  }

  /// The options the clusters were built with.
  public let options: Options
  /// The number of points clustered.
  public var count: Int { leaves.count }

  // Columns of nodes in canonical order: by Morton code, then seed. A node is a cluster, a single
  // point or a stack, stored once with the interval of zooms at which it exists.

  let codes: [MortonCode]
  let counts: [UInt32]
  let seeds: [UInt64]
  let firstZooms: [UInt8]
  let lastZooms: [UInt8]
  /// The node that takes this one in, at the zoom before its first; `Self.none` at zoom 0.
  let parents: [UInt32]
  /// The children of node n are entries `childStarts[n]` ..< `childStarts[n + 1]` of `children`.
  let childStarts: [UInt32]
  let children: [UInt32]
  /// The points of node n are `counts[n]` entries of `leaves` from `leafStarts[n]` on.
  let leafStarts: [UInt32]
  let leaves: [UInt32]
  /// The nodes of every zoom, ascending; the last entry holds those beyond the maximum zoom.
  let nodesOfZoom: [[UInt32]]
  /// The nodes without children, by ascending priority of their seeds.
  let nodesByPriority: [UInt32]

  static let none = UInt32.max

  /// Clusters the positions of a tree for all zooms.
  ///
  /// - Parameters:
  ///   - quadtree: The positions.
  ///   - keys: One number a row that stays the same as the data changes, such as a hash of an
  ///     identifier. Keys decide which points are seeds and name the clusters. They should be
  ///     distinct: of clusters with one id, only one is found by it.
  ///   - selection: The rows to cluster, of capacity ``Quadtree/rowCount``; all when `nil`.
  ///   - options: Size and depth.
  /// - Complexity: O(n) for each zoom, n the number of points; about a second for a million.
  public init(
    _ quadtree: Quadtree, keys: [UInt64], selection: Bitset? = nil, options: Options = .init()
  ) {
    precondition(keys.count == quadtree.rowCount, "every row has one key")
    precondition(
      selection.map { $0.capacity == quadtree.rowCount } ?? true, "a selection covers every row")
    precondition((0..<Tile.maximumZoom).contains(options.maximumZoom), "maximumZoom is 0 … 23")
    precondition(options.radius >= 0 && options.radius.isFinite, "a radius is not negative")

    var builder = ClusterBuilder(quadtree, keys: keys, selection: selection)
    for zoom in (0...options.maximumZoom).reversed() {
      builder.cluster(
        zoom: zoom, radius: options.radius / 256 * WorldPoint.side / Double(1 << zoom),
        minimumPoints: options.minimumPoints)
    }
    self.init(builder, options: options)
  }

  private init(_ builder: ClusterBuilder, options: Options) {
    let order = builder.canonicalOrder()
    var place = [UInt32](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { place[Int(old)] = UInt32(new) }
    func column<Value>(_ values: [Value]) -> [Value] { order.map { values[Int($0)] } }

    self.options = options
    codes = order.map { MortonCode(builder.points[Int($0)]) }
    counts = column(builder.counts)
    seeds = order.map { builder.seedKeys[Int(builder.seedOf[Int($0)])] }
    firstZooms = column(builder.firstZooms)
    lastZooms = column(builder.lastZooms)
    parents = order.map {
      let parent = builder.parents[Int($0)]
      return parent == Self.none ? Self.none : place[Int(parent)]
    }
    nodesByPriority = builder.nodesByPriority.map { place[Int($0)] }

    (childStarts, children) = Self.children(of: parents)
    let places = Self.leafOrder(builder, order: order, place: place, childStarts, children)
    leafStarts = places.starts
    leaves = places.rows
    nodesOfZoom = Self.nodesOfZoom(firstZooms, lastZooms, maximumZoom: options.maximumZoom)
  }

  /// The bytes the columns take, to bound caches by.
  public var byteCount: Int {
    let perNode = 8 + 4 + 8 + 1 + 1 + 4 + 4 + 4 + 4
    return codes.count * perNode + 4 * (leaves.count + nodesByPriority.count)
      + nodesOfZoom.reduce(0) { $0 + 4 * $1.count }
  }
}

// MARK: - Laying the columns out

extension ClusterHierarchy {
  /// The children of every node, in canonical order.
  private static func children(of parents: [UInt32]) -> (starts: [UInt32], nodes: [UInt32]) {
    var starts = [UInt32](repeating: 0, count: parents.count + 1)
    for parent in parents where parent != none { starts[Int(parent) + 1] += 1 }
    for node in parents.indices { starts[node + 1] += starts[node] }
    var next = starts
    var nodes = [UInt32](repeating: 0, count: Int(starts.last ?? 0))
    for (node, parent) in parents.enumerated() where parent != none {
      nodes[Int(next[Int(parent)])] = UInt32(node)
      next[Int(parent)] += 1
    }
    return (starts, nodes)
  }

  /// Rows in an order in which the points of every node are neighbours.
  private static func leafOrder(
    _ builder: ClusterBuilder, order: [UInt32], place: [UInt32], _ childStarts: [UInt32],
    _ children: [UInt32]
  ) -> (starts: [UInt32], rows: [UInt32]) {
    var starts = [UInt32](repeating: 0, count: order.count)
    var rows = [UInt32](repeating: 0, count: builder.rows.count)
    var next: UInt32 = 0
    for (new, old) in order.enumerated() where builder.parents[Int(old)] == none {
      starts[new] = next
      next += builder.counts[Int(old)]
    }
    // The builder makes nodes before the nodes that take them in: backwards, parents come first.
    for old in place.indices.reversed() {
      let new = Int(place[old])
      if old < builder.leafCount {
        let points = builder.points(ofLeaf: old)
        for (offset, row) in builder.rows[points].enumerated() {
          rows[Int(starts[new]) + offset] = row
        }
        continue
      }
      var start = starts[new]
      for child in children[Int(childStarts[new])..<Int(childStarts[new + 1])] {
        starts[Int(child)] = start
        start += builder.counts[Int(order[Int(child)])]
      }
    }
    return (starts, rows)
  }

  private static func nodesOfZoom(
    _ firstZooms: [UInt8], _ lastZooms: [UInt8], maximumZoom: Int
  ) -> [[UInt32]] {
    // How many nodes begin and end at a zoom gives the length of every list.
    var changes = [Int](repeating: 0, count: maximumZoom + 3)
    for node in firstZooms.indices {
      changes[Int(firstZooms[node])] += 1
      changes[min(Int(lastZooms[node]), maximumZoom + 1) + 1] -= 1
    }
    var lists = [[UInt32]](repeating: [], count: maximumZoom + 2)
    var length = 0
    for zoom in lists.indices {
      length += changes[zoom]
      lists[zoom].reserveCapacity(length)
    }
    for node in firstZooms.indices {
      for zoom in Int(firstZooms[node])...min(Int(lastZooms[node]), maximumZoom + 1) {
        lists[zoom].append(UInt32(node))
      }
    }
    return lists
  }
}
