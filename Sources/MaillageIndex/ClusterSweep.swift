import MaillageGeometry

/// The seeds of one zoom, and which seed each other node joins.
///
/// In order of priority, every node not yet taken becomes a seed and takes all nodes within the
/// radius; a node within reach of several seeds joins the one of highest priority. The seeds are
/// thus the lexicographically first maximal independent set, which depends on priorities and
/// positions only.
///
/// It is found without sorting by priority: a node's fate depends only on the neighbours of higher
/// priority, so these are decided first, on a stack. Under random priorities such chains are short,
/// and each node's neighbourhood is looked at once, near where the last one was. For the same reason
/// parts of the map can be decided at once: nodes that wait for one of another part are left over,
/// few of them, and decided at the end.
///
/// Source: G. E. Blelloch, J. T. Fineman, J. Shun, "Greedy sequential maximal independent set and
/// matching are parallel on average", SPAA 2012.
struct ClusterSweep {
  /// By entry, the entry of the seed a node joins: its own for a seed.
  var owners: [UInt32] { whole.owners }
  /// The entries that are not seeds, each once.
  var taken: [UInt32] { whole.taken }

  // Kept for the next zoom, for the room they have.
  private var whole = ClusterSweepPart()
  private var parts: [ClusterSweepPart] = []

  /// The fewest nodes worth a part of their own.
  private static let partLength = 1 << 14

  /// Decides for every node of a zoom which seed it joins.
  ///
  /// - Parameters:
  ///   - bands: The nodes.
  ///   - radius: How far seeds reach, in units of ``WorldPoint``; less than the height of a band.
  ///   - rules: Who may join whom, and who goes first among equals.
  ///   - threads: How many threads work at once.
  ///   - other: What else to do meanwhile.
  /// - Returns: What came of the other.
  mutating func run<Other: Sendable>(
    _ bands: ClusterBands, radius: Double, rules: ClusterRules, threads: Int,
    beside other: @Sendable () -> Other
  ) -> Other {
    let neighborhood = ClusterNeighborhood(
      radius: radius, height: bands.ruling.height, rules: rules)
    let partCount = threads > 1 ? min(threads * 4, bands.count / Self.partLength) : 1
    guard partCount > 1 else {
      whole.start(0..<bands.count)
      whole.decideAll(bands, neighborhood)
      return other()
    }
    while parts.count < partCount { parts.append(ClusterSweepPart()) }
    parts.removeLast(parts.count - partCount)
    let made = Concurrently.update(&parts, threads: threads, beside: other) { index, part in
      part.start(bands.count * index / partCount..<bands.count * (index + 1) / partCount)
      part.decideAll(bands, neighborhood)
    }
    whole.join(parts)
    whole.decideRest(of: parts, bands, neighborhood)
    return made
  }
}

/// The seeds among a run of nodes.
struct ClusterSweepPart {
  typealias Cursor = ClusterNeighborhood.Cursor
  typealias Pending = ClusterNeighborhood.Pending

  /// The entries of the part.
  private(set) var range = 0..<0
  /// As ``ClusterSweep/owners``, for the entries of the part.
  private(set) var owners: [UInt32] = []
  private(set) var taken: [UInt32] = []
  /// Nodes that wait for one of another part, and seeds with neighbours in another part.
  private var waiting: [UInt32] = []
  private var reaching: [UInt32] = []

  static let undecided = UInt32.max
  static let waits = UInt32.max - 1

  /// Begins with nothing decided.
  mutating func start(_ range: Range<Int>) {
    self.range = range
    owners.removeAll(keepingCapacity: true)
    owners.append(contentsOf: repeatElement(Self.undecided, count: range.count))
    taken.removeAll(keepingCapacity: true)
    taken.reserveCapacity(range.count)
    waiting.removeAll(keepingCapacity: true)
    reaching.removeAll(keepingCapacity: true)
  }

  /// Puts parts together, one behind the other.
  mutating func join(_ parts: [ClusterSweepPart]) {
    range = 0..<(parts.last?.range.upperBound ?? 0)
    owners.removeAll(keepingCapacity: true)
    taken.removeAll(keepingCapacity: true)
    owners.reserveCapacity(range.count)
    taken.reserveCapacity(range.count)
    for part in parts {
      owners += part.owners
      taken += part.taken
    }
  }

  /// Decides what depends on the nodes of the part alone.
  mutating func decideAll(_ bands: ClusterBands, _ neighborhood: ClusterNeighborhood) {
    guard !range.isEmpty else { return }
    let (keys, entries) = (bands.keys.span, bands.entries.span)
    var cursor = neighborhood.cursor(of: range.lowerBound, keys, bands.count)
    var near: [UInt32] = []
    for entry in range where owners[entry - range.lowerBound] == Self.undecided {
      if neighborhood.isEmpty(around: entry, keys, bands.count, y: entries[entry].y, &cursor) {
        owners[entry - range.lowerBound] = UInt32(truncatingIfNeeded: entry)
        continue
      }
      // Those who wait look from here on, so that nobody walks far.
      neighborhood.advance(&cursor, to: entry, keys, bands.count)
      decide(Pending(entry: entry, cursor: cursor), bands, neighborhood, &near)
    }
  }

  /// Decides what depended on several parts.
  mutating func decideRest(
    of parts: [ClusterSweepPart], _ bands: ClusterBands, _ neighborhood: ClusterNeighborhood
  ) {
    let keys = bands.keys.span
    var near: [UInt32] = []
    for part in parts {
      for entry in part.reaching {
        let cursor = neighborhood.cursor(of: Int(entry), keys, bands.count)
        neighborhood.findAll(
          Pending(entry: Int(entry), cursor: cursor), keys, bands.count, bands.entries.span,
          near: &near)
        take(near, for: Int(entry), bands, neighborhood)
      }
    }
    let rest = parts.flatMap(\.waiting).filter { owners[Int($0)] == Self.waits }
    for entry in rest { owners[Int(entry)] = Self.undecided }
    for entry in rest where owners[Int(entry)] == Self.undecided {
      let cursor = neighborhood.cursor(of: Int(entry), keys, bands.count)
      decide(Pending(entry: Int(entry), cursor: cursor), bands, neighborhood, &near)
    }
  }

  /// Decides a node, and before it those of higher priority that it depends on.
  private mutating func decide(
    _ first: Pending, _ bands: ClusterBands, _ neighborhood: ClusterNeighborhood,
    _ near: inout [UInt32]
  ) {
    let (keys, entries) = (bands.keys.span, bands.entries.span)
    var stack = [first]
    while var top = stack.popLast() {
      // A seed decided meanwhile may have taken it.
      guard owners[top.entry - range.lowerBound] == Self.undecided else { continue }
      switch neighborhood.rival(&top, keys, bands.count, entries, owners.span, range, &near) {
      case .none:
        if top.hasWaited { neighborhood.findAll(top, keys, bands.count, entries, near: &near) }
        take(near, for: top.entry, bands, neighborhood)
      case .undecided(let rival):
        stack.append(top)
        stack.append(Pending(entry: rival, cursor: top.cursor))
      case .elsewhere:
        owners[top.entry - range.lowerBound] = Self.waits
        waiting.append(UInt32(truncatingIfNeeded: top.entry))
      }
    }
  }

  /// Makes a node a seed, which takes all neighbours that no seed of higher priority has.
  private mutating func take(
    _ near: [UInt32], for seed: Int, _ bands: ClusterBands, _ neighborhood: ClusterNeighborhood
  ) {
    let entries = bands.entries.span
    var reachesOut = false
    owners[seed - range.lowerBound] = UInt32(truncatingIfNeeded: seed)
    for place in near {
      guard range.contains(Int(place)) else {
        reachesOut = true
        continue
      }
      let owner = owners[Int(place) - range.lowerBound]
      if owner >= Self.waits {
        taken.append(place)
      } else if owner == place || !neighborhood.precedes(entries[seed], entries[Int(owner)]) {
        continue
      }
      owners[Int(place) - range.lowerBound] = UInt32(truncatingIfNeeded: seed)
    }
    if reachesOut { reaching.append(UInt32(truncatingIfNeeded: seed)) }
  }
}
