import MaillageGeometry

/// How the neighbours of a node are found among nodes sorted into bands.
struct ClusterNeighborhood {
  typealias Entry = ClusterBands.Entry

  /// Where the windows of a node begin in the bands above and below, or somewhere near.
  struct Cursor {
    var above = 0
    var below = 0
  }

  /// A node that waits for its neighbours of higher priority, and how far it has looked.
  struct Pending {
    var entry: Int
    var cursor: Cursor
    var window = Window.beside
    /// The next entry of the window to look at; `nil` before the first.
    var next: Int?
    /// Whether it has waited for another node.
    var hasWaited = false
  }

  /// The three runs of entries in which neighbours lie: in a node's own band, the one above it, the
  /// one below.
  enum Window: CaseIterable {
    case beside, above, below
  }

  private let squaredRadius: Double
  /// The radius in whole units, rounded up.
  private let reach: UInt64
  /// How near to the edge of its band a node is that may have neighbours beyond.
  private let margin: Double
  private let height: Double
  private let rules: ClusterRules

  init(radius: Double, height: Double, rules: ClusterRules) {
    squaredRadius = radius * radius
    reach = radius < WorldPoint.side - 1 ? UInt64(radius.rounded(.up)) : 0xFFFF_FFFF
    margin = radius + 2
    self.height = height
    self.rules = rules
  }
}

// MARK: - Windows

extension ClusterNeighborhood {
  /// Whether it is plain that a node has no neighbour: its windows hold no other node.
  ///
  /// The cursor moves forwards from node to node.
  @inline(__always)
  func isEmpty(
    around entry: Int, _ keys: Span<UInt64>, _ count: Int, y: UInt32, _ cursor: inout Cursor
  ) -> Bool {
    let key = keys[entry]
    if entry > 0, key &- keys[entry &- 1] <= reach { return false }
    if entry &+ 1 < count, keys[entry &+ 1] &- key <= reach { return false }
    let offset = Double(y) - Double(key &>> 32 &- 1) * height
    if offset < margin {
      let place = key &- 1 &<< 32
      let lower = place > reach ? place &- reach : 0
      while cursor.above < count, keys[cursor.above] < lower { cursor.above &+= 1 }
      if cursor.above < count, keys[cursor.above] <= place &+ reach { return false }
    }
    if height - offset < margin {
      let place = key &+ 1 &<< 32
      while cursor.below < count, keys[cursor.below] < place &- reach { cursor.below &+= 1 }
      if cursor.below < count, keys[cursor.below] <= place &+ reach { return false }
    }
    return true
  }

  /// Where the windows of a node begin, looked for everywhere.
  func cursor(of entry: Int, _ keys: Span<UInt64>, _ count: Int) -> Cursor {
    let key = keys[entry]
    let above = key &- 1 &<< 32
    let lower = above > reach ? above &- reach : 0
    return Cursor(
      above: SortedSearch.first(in: 0..<count) { keys[$0] >= lower },
      below: SortedSearch.first(in: 0..<count) { keys[$0] >= key &+ 1 &<< 32 &- reach })
  }

  /// Moves the cursor forwards to where the windows of a node begin.
  @inline(__always)
  func advance(_ cursor: inout Cursor, to entry: Int, _ keys: Span<UInt64>, _ count: Int) {
    let key = keys[entry]
    let above = key &- 1 &<< 32
    let lower = above > reach ? above &- reach : 0
    while cursor.above < count, keys[cursor.above] < lower { cursor.above &+= 1 }
    let below = key &+ 1 &<< 32 &- reach
    while cursor.below < count, keys[cursor.below] < below { cursor.below &+= 1 }
  }

  /// The keys of a window; empty when the node is too far from that edge of its band.
  @inline(__always)
  private func bounds(_ window: Window, of key: UInt64, y: UInt32) -> (UInt64, UInt64) {
    let x = key & 0xFFFF_FFFF
    var band = key &- x
    let offset = Double(y) - Double(key &>> 32 &- 1) * height
    switch window {
    case .beside: break
    case .above:
      guard offset < margin else { return (1, 0) }
      band &-= 1 &<< 32
    case .below:
      guard height - offset < margin else { return (1, 0) }
      band &+= 1 &<< 32
    }
    return (band | (x > reach ? x &- reach : 0), band | min(x &+ reach, 0xFFFF_FFFF))
  }

  /// The first entry of a window, looked for from a place near it.
  @inline(__always)
  private func start(
    _ lower: UInt64, from place: Int, _ keys: Span<UInt64>, _ count: Int
  ) -> Int {
    var place = place
    while place > 0, keys[place &- 1] >= lower { place &-= 1 }
    while place < count, keys[place] < lower { place &+= 1 }
    return place
  }

  @inline(__always)
  private func start(
    _ window: Window, _ lower: UInt64, _ pending: inout Pending, _ keys: Span<UInt64>, _ count: Int
  ) -> Int {
    switch window {
    case .beside: return start(lower, from: pending.entry, keys, count)
    case .above:
      pending.cursor.above = start(lower, from: pending.cursor.above, keys, count)
      return pending.cursor.above
    case .below:
      pending.cursor.below = start(lower, from: pending.cursor.below, keys, count)
      return pending.cursor.below
    }
  }

  /// Whether two nodes are within the radius of each other, edge included, and may be joined.
  ///
  /// In `Double`, which is exact below 2⁵³ and rounds alike everywhere beyond.
  @inline(__always)
  private func areNeighbors(_ first: Entry, _ second: Entry) -> Bool {
    let x = Double(first.x) - Double(second.x)
    let y = Double(first.y) - Double(second.y)
    return x * x + y * y <= squaredRadius && rules.mayJoin(first.node, second.node)
  }

  /// Whether a node goes before another.
  @inline(__always)
  func precedes(_ first: Entry, _ second: Entry) -> Bool {
    first.priority == second.priority
      ? rules.leaf(of: first.node) > rules.leaf(of: second.node) : first.priority > second.priority
  }
}

// MARK: - Neighbours

extension ClusterNeighborhood {
  /// What a node has to wait for.
  enum Rival {
    /// Nothing: it is a seed.
    case none
    /// An undecided neighbour of higher priority.
    case undecided(Int)
    /// A neighbour of higher priority in another part, or one that waits for another part.
    case elsewhere
  }

  /// Looks for a neighbour of higher priority from the place reached on.
  ///
  /// `owners` tells what is decided of the entries of the part; `near` takes the neighbours met.
  func rival(
    _ pending: inout Pending, _ keys: Span<UInt64>, _ count: Int, _ entries: Span<Entry>,
    _ owners: Span<UInt32>, _ part: Range<Int>, _ near: inout [UInt32]
  ) -> Rival {
    let entry = entries[pending.entry]
    let key = keys[pending.entry]
    near.removeAll(keepingCapacity: true)
    while true {
      let (lower, upper) = bounds(pending.window, of: key, y: entry.y)
      if lower <= upper {
        var place = pending.next ?? start(pending.window, lower, &pending, keys, count)
        while place < count, keys[place] <= upper {
          let other = entries[place]
          if areNeighbors(entry, other), place != pending.entry {
            if precedes(other, entry) {
              guard part.contains(place) else { return .elsewhere }
              // One that is taken is no rival, and one that is a seed would have taken this one.
              let owner = owners[place &- part.lowerBound]
              if owner == ClusterSweepPart.waits { return .elsewhere }
              if owner == ClusterSweepPart.undecided {
                pending.next = place
                pending.hasWaited = true
                return .undecided(place)
              }
            }
            near.append(UInt32(truncatingIfNeeded: place))
          }
          place &+= 1
        }
      }
      pending.next = nil
      switch pending.window {
      case .beside: pending.window = .above
      case .above: pending.window = .below
      case .below: return .none
      }
    }
  }

  /// Finds all neighbours of a node.
  func findAll(
    _ pending: Pending, _ keys: Span<UInt64>, _ count: Int, _ entries: Span<Entry>,
    near: inout [UInt32]
  ) {
    var pending = pending
    let entry = entries[pending.entry]
    let key = keys[pending.entry]
    near.removeAll(keepingCapacity: true)
    for window in [Window.beside, .above, .below] {
      let (lower, upper) = bounds(window, of: key, y: entry.y)
      guard lower <= upper else { continue }
      var place = start(window, lower, &pending, keys, count)
      while place < count, keys[place] <= upper {
        if place != pending.entry, areNeighbors(entry, entries[place]) {
          near.append(UInt32(truncatingIfNeeded: place))
        }
        place &+= 1
      }
    }
  }
}

/// What decides about two nodes besides where they are.
struct ClusterRules {
  let leafCount: Int
  /// The clusters so far; node `leafCount` + n is entry n.
  let clusters: [ClusterBuilder.Cluster]
  /// By leaf: only leaves of one group may be joined; empty when all may.
  let groups: [UInt32]

  /// The leaf a node grew around.
  @inline(__always)
  func leaf(of node: UInt32) -> Int {
    Int(node) < leafCount ? Int(node) : Int(clusters[Int(node) &- leafCount].seed)
  }

  @inline(__always)
  func mayJoin(_ first: UInt32, _ second: UInt32) -> Bool {
    groups.isEmpty || groups[leaf(of: first)] == groups[leaf(of: second)]
  }
}
