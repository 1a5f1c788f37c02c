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
/// and each node's neighbourhood is looked at once, near where the last one was.
///
/// Source: G. E. Blelloch, J. T. Fineman, J. Shun, "Greedy sequential maximal independent set and
/// matching are parallel on average", SPAA 2012.
struct ClusterSweep {
  /// A node as it enters a zoom.
  struct Entry {
    var point: WorldPoint
    /// At least 1, no two alike.
    var priority: UInt32
    /// The node's number, which the sweep only hands on.
    var node: UInt32
  }

  // Columns, sorted by row, then x: a row is a strip of the square as high as the radius, so that
  // a node's neighbours lie in three rows, in one run of entries each.

  /// Row in the upper half, x in the lower.
  private var keys: [UInt64] = []
  private var ys: [UInt32] = []
  private var nodes: [UInt32] = []
  /// The node's priority; 0 once it is taken.
  private var priorities: [UInt32] = []
  /// The entry of the seed a node joins; its own for a seed, `undecided` before.
  private(set) var owners: [UInt32] = []
  /// The first entries not left of a node's reach.
  ///
  /// Three columns, one behind the other: in the node's own row, the one before, the one after.
  private var windows: [UInt32] = []

  private var squaredRadius = 0.0
  /// The radius in whole units, rounded up.
  private var reach: UInt64 = 0
  private var sorter = RadixSort()

  private static let undecided = UInt32.max

  /// The number of entries.
  var count: Int { nodes.count }
  /// The node of an entry.
  func node(at index: Int) -> UInt32 { nodes[index] }
  /// Whether an entry is a seed.
  func isSeed(_ index: Int) -> Bool { Int(owners[index]) == index }
  /// The entry of a seed.
  func entry(ofSeed index: Int) -> Entry {
    Entry(
      point: WorldPoint(x: UInt32(truncatingIfNeeded: keys[index]), y: ys[index]),
      priority: priorities[index], node: nodes[index])
  }

  /// Decides for every node which seed it joins.
  ///
  /// - Parameters:
  ///   - entries: The nodes of a zoom in any order; sorted as left by the zoom below, they are read
  ///     almost one after the other.
  ///   - radius: How far seeds reach, in units of ``WorldPoint``.
  mutating func run(_ entries: [Entry], radius: Double) {
    squaredRadius = radius * radius
    reach = radius < WorldPoint.side - 1 ? UInt64(radius.rounded(.up)) : 0xFFFF_FFFF
    // A little higher than the radius, so that rounding cannot put two rows between neighbours.
    let rowsPerUnit = 1 / max(radius * 1.000_001, 2)
    keys.removeAll(keepingCapacity: true)
    // Rows count from 1: there is one before each.
    keys.append(
      contentsOf: entries.lazy.map {
        (UInt64(Double($0.point.y) * rowsPerUnit) + 1) << 32 | UInt64($0.point.x)
      })
    // Sorted by key, `nodes` first holds the places among the entries.
    nodes.removeAll(keepingCapacity: true)
    nodes.append(contentsOf: 0..<UInt32(entries.count))
    sorter.sort(keys: &keys, values: &nodes)
    ys.removeAll(keepingCapacity: true)
    priorities.removeAll(keepingCapacity: true)
    for index in nodes.indices {
      let entry = entries[Int(nodes[index])]
      ys.append(entry.point.y)
      priorities.append(entry.priority)
      nodes[index] = entry.node
    }
    owners.removeAll(keepingCapacity: true)
    owners.append(contentsOf: repeatElement(Self.undecided, count: count))
    Self.findWindows(of: keys, reach: reach, into: &windows)
    choose()
  }

  /// Three pointers that only move forwards, one after the other.
  private static func findWindows(of keys: [UInt64], reach: UInt64, into windows: inout [UInt32]) {
    windows.removeAll(keepingCapacity: true)
    windows.append(contentsOf: repeatElement(0, count: 3 * keys.count))
    let keys = keys.span
    var starts = windows.mutableSpan
    for row in 0..<3 {
      var first = 0
      for index in 0..<keys.count {
        let start = bounds(of: keys[index], reach: reach, row: row).lowerBound
        while first < keys.count, keys[first] < start { first &+= 1 }
        starts[row &* keys.count &+ index] = UInt32(truncatingIfNeeded: first)
      }
    }
  }

  /// The keys that may be within the radius, in the node's own row (0), the one before (1), the
  /// one after (2).
  @inline(__always)
  private static func bounds(of key: UInt64, reach: UInt64, row: Int) -> ClosedRange<UInt64> {
    let x = key & 0xFFFF_FFFF
    var strip = key &- x
    if row == 1 { strip &-= 1 << 32 }
    if row == 2 { strip &+= 1 << 32 }
    let lower = x > reach ? x &- reach : 0
    let upper = min(x &+ reach, 0xFFFF_FFFF)
    return (strip | lower)...(strip | upper)
  }

  /// Whether two entries are within the radius of each other, edge included.
  ///
  /// In `Double`, which is exact below 2⁵³ and rounds alike everywhere beyond.
  private func areNear(_ first: Int, _ second: Int) -> Bool {
    let x =
      Double(UInt32(truncatingIfNeeded: keys[first]))
      - Double(UInt32(truncatingIfNeeded: keys[second]))
    let y = Double(ys[first]) - Double(ys[second])
    return x * x + y * y <= squaredRadius
  }
}

// MARK: - Choosing seeds

extension ClusterSweep {
  /// A node that waits for its neighbours of higher priority, and how far it has looked.
  private struct Pending {
    var entry: Int
    var row = 0
    var next: Int
  }

  /// Decides every node.
  private mutating func choose() {
    var pending: [Pending] = []
    for entry in 0..<count where owners[entry] == Self.undecided {
      pending.append(Pending(entry: entry, next: Int(windows[entry])))
      while var top = pending.popLast() {
        // A seed decided meanwhile may have taken it.
        guard owners[top.entry] == Self.undecided else { continue }
        if let rival = findRival(&top) {
          pending.append(top)
          pending.append(Pending(entry: rival, next: Int(windows[rival])))
        } else {
          becomeSeed(top.entry)
        }
      }
    }
  }

  /// An undecided neighbour of higher priority, if there is one from the place reached on.
  private func findRival(_ pending: inout Pending) -> Int? {
    let priority = priorities[pending.entry]
    while true {
      let end = Self.bounds(of: keys[pending.entry], reach: reach, row: pending.row).upperBound
      while pending.next < count, keys[pending.next] <= end {
        let other = pending.next
        // Taken nodes have priority 0, and no seed reaches an undecided node.
        if priorities[other] > priority, areNear(pending.entry, other) { return other }
        pending.next += 1
      }
      pending.row += 1
      guard pending.row < 3 else { return nil }
      pending.next = Int(windows[pending.row * count + pending.entry])
    }
  }

  /// Takes all neighbours that no seed of higher priority has.
  private mutating func becomeSeed(_ seed: Int) {
    owners[seed] = UInt32(seed)
    for row in 0..<3 {
      let end = Self.bounds(of: keys[seed], reach: reach, row: row).upperBound
      var other = Int(windows[row * count + seed])
      while other < count, keys[other] <= end {
        if other != seed, areNear(seed, other) {
          let owner = owners[other]
          if owner == Self.undecided || priorities[Int(owner)] < priorities[seed] {
            owners[other] = UInt32(seed)
            priorities[other] = 0
          }
        }
        other += 1
      }
    }
  }
}
