import MaillageGeometry

/// What becomes of a hierarchy when a few points come or go, found zoom by zoom around them.
///
/// A node's fate depends only on neighbours of higher priority, so a change spreads along short
/// chains: nodes are decided again in order of priority, beginning with those next to what has
/// changed, and whoever keeps its fate ends the chain. What a zoom has changed is what the zoom
/// above begins with. Clusters of two or more points only.
///
/// Source: K. Censor-Hillel, E. Haramaty, Z. Karnin, "Optimal dynamic distributed MIS", PODC 2016.
struct ClusterUpdate {
  /// A node of the old hierarchy, or one that the update made.
  enum Item: Hashable {
    case old(UInt32)
    case new(Int)
  }

  /// A node that the old hierarchy does not have.
  struct Node {
    var position: WorldPoint
    var seed: MortonCode
    var count: Int
    var sum: SIMD2<UInt64>
    var lastZoom: Int
    /// What a cluster is made of, its seed first.
    var members: [Item] = []
    /// The rows of a leaf.
    var rows: [UInt32] = []
  }

  /// An item with what decides about it.
  struct Candidate {
    var item: Item
    var position: WorldPoint
    var seed: MortonCode
    var priority: UInt32

    func precedes(_ other: Candidate) -> Bool {
      priority == other.priority ? seed > other.seed : priority > other.priority
    }
  }

  let old: ClusterHierarchy
  /// The nodes made.
  private(set) var nodes: [Node] = []
  /// Nodes of the zoom reached that the old hierarchy has there and the new one has not.
  private(set) var removed: Set<UInt32> = []
  /// Nodes of the zoom reached that the new hierarchy has there and the old one has not.
  private(set) var added: [Candidate] = []
  /// The first zoom of every node whose first zoom has changed; `nil` for those that are gone.
  private(set) var firstZooms: [Item: Int?] = [:]

  /// Begins with the leaves.
  ///
  /// - Parameters:
  ///   - old: The clusters before.
  ///   - leaves: The old leaves that go.
  ///   - newLeaves: The positions and rows of those that come.
  init(
    _ old: ClusterHierarchy, removing leaves: [UInt32],
    adding newLeaves: [(position: WorldPoint, rows: [UInt32])]
  ) {
    self.old = old
    removed = Set(leaves)
    for leaf in leaves { firstZooms[.old(leaf)] = .some(nil) }
    for leaf in newLeaves {
      let point = leaf.position
      let count = UInt64(leaf.rows.count)
      add(
        Node(
          position: point, seed: MortonCode(point), count: leaf.rows.count,
          sum: SIMD2(UInt64(point.x), UInt64(point.y)) &* count, lastZoom: Tile.maximumZoom,
          rows: leaf.rows),
        firstZoom: old.options.maximumZoom + 1)
    }
  }

  private mutating func add(_ node: Node, firstZoom: Int) {
    added.append(
      Candidate(
        item: .new(nodes.count), position: node.position, seed: node.seed,
        priority: ClusterBuilder.priority(node.seed)))
    firstZooms[.new(nodes.count)] = firstZoom
    nodes.append(node)
  }
}

// MARK: - One zoom

extension ClusterUpdate {
  /// Finds what a zoom makes of the changes of the zoom below it.
  mutating func step(zoom: Int) {
    var choice = ClusterChoice(self, zoom: zoom)
    choice.decide()
    var (gone, seeds) = choice.affected()
    var survivors: [Candidate] = []
    var made: [Node] = []
    for seed in seeds {
      let members = choice.members(of: seed)
      if members.count > 1 { made.append(node(of: members, zoom: zoom)) }
      for case .old(let node) in members.map(\.item) where choice.isPresent(node) {
        // What became of the member before, it is no more: a cluster of its own, or itself.
        if let parent = old.parent(of: node, at: old.columns.position(of: node), zoom: zoom) {
          gone.insert(parent)
        } else if members.count > 1 {
          gone.insert(node)
        }
      }
      if members.count == 1, !isUnchanged(seed, choice, zoom: zoom) { survivors.append(seed) }
    }
    for node in gone {
      let isCluster = Int(old.columns.lastZoom(of: node)) == zoom
      firstZooms[.old(node)] = .some(isCluster ? nil : zoom + 1)
    }
    // Those that went at a deeper zoom are missed here too.
    removed = gone.union(removed.filter { old.exists($0, zoom: zoom) })
    added = survivors
    for candidate in survivors { firstZooms[candidate.item] = zoom }
    for node in made { add(node, firstZoom: zoom) }
  }

  /// Whether a seed that takes nothing in was there before, and took nothing in.
  private func isUnchanged(_ seed: Candidate, _ choice: ClusterChoice, zoom: Int) -> Bool {
    guard case .old(let node) = seed.item else { return false }
    return choice.isPresent(node) && old.exists(node, zoom: zoom)
  }

  /// A cluster of members, its seed first.
  private func node(of members: [Candidate], zoom: Int) -> Node {
    var count = 0
    var sum = SIMD2<UInt64>.zero
    for member in members {
      switch member.item {
      case .new(let index):
        count += nodes[index].count
        sum &+= nodes[index].sum
      case .old(let node):
        let points = old.columns.points(of: node)
        count += points.count
        for point in points {
          let position = old.columns.positions[point]
          sum &+= SIMD2(UInt64(position.x), UInt64(position.y))
        }
      }
    }
    return Node(
      position: ClusterBuilder.mean(sum, count: UInt64(count)), seed: members[0].seed,
      count: count, sum: sum, lastZoom: zoom, members: members.map(\.item))
  }
}
