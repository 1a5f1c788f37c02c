/// Runs of neighbouring points that a look through the tree leaves over, a few at a time.
struct QuadtreeRuns: ~Copyable {
  /// A run: its first point and the one after its last.
  struct Run {
    fileprivate let first: UInt32
    fileprivate let next: UInt32

    var start: Int { Int(first & ~QuadtreeRuns.mark) }
    var end: Int { Int(next) }

    /// Whether every point belongs to the answer; otherwise they must be looked at.
    var isInside: Bool { first >= QuadtreeRuns.mark }
  }

  private static let mark: UInt32 = 0x8000_0000

  /// One branch has four quarters.
  private static let mostUsed = 28
  private(set) var count = 0
  /// The number of points of all runs.
  private(set) var total = 0
  /// The runs, then unused room.
  fileprivate var room = [32 of Run](repeating: Run(first: 0, next: 0))

  var isFull: Bool { count > Self.mostUsed }

  /// Adds a run, or does not, without a branch to guess.
  @inline(__always)
  mutating func append(_ start: UInt32, _ end: UInt32, isInside: UInt32, isTaken: UInt32) {
    room[count] = Run(first: start | isInside &<< 31, next: end)
    count &+= Int(isTaken)
    total &+= Int((end &- start) & (0 &- isTaken))
  }

  mutating func removeAll() {
    count = 0
    total = 0
  }
}

extension Quadtree {
  /// Looks through the tree, and hands over what is left in portions.
  ///
  /// - Parameters:
  ///   - entries: Where to start.
  ///   - look: Which quarters of a branch may hold points of the answer, in the lowest four bits,
  ///     and which hold no others, in the next four.
  ///   - take: Takes a portion of runs, in no order.
  @inline(__always)
  func visitRuns(
    from entries: QuadtreeDirectory.Entries = QuadtreeDirectory.root,
    look: (borrowing QuadtreeBranch) -> UInt32, take: (Span<QuadtreeRuns.Run>, _ total: Int) -> Void
  ) {
    guard !branches.isEmpty else { return }
    let branches = branches.span
    var runs = QuadtreeRuns()
    // Branches still to be looked at, and which of their quarters.
    var pending = [128 of UInt32](repeating: 0)
    var depth = 0
    for lane in 0..<4 {
      pending[depth] = entries[lane]
      depth &+= entries[lane] == 0 ? 0 : 1
    }
    while true {
      if depth == 0 || runs.isFull {
        if runs.count > 0 { take(runs.room.span.extracting(first: runs.count), runs.total) }
        runs.removeAll()
        if depth == 0 { return }
      }
      depth &-= 1
      let entry = pending[depth]
      let index = Int(entry &>> 4)
      let lanes = look(branches[index])
      let starts = branches[index].starts
      let links = branches[index].links
      let leaves =
        (links[0] &>> 31) | (links[1] &>> 30 & 2) | (links[2] &>> 29 & 4) | (links[3] &>> 28 & 8)
      let near = lanes & entry & 15
      // Where a last quarter with branches ends is not known here.
      let inside = lanes &>> 4 & (7 | leaves)
      let taken = near & (leaves | inside)
      for lane in 0..<4 {
        let isLeaf = leaves &>> UInt32(lane) & 1 == 1
        let next = starts[min(3, lane &+ 1)]
        runs.append(
          starts[lane], isLeaf ? starts[lane] &+ (links[lane] ^ QuadtreeBranch.leaf) : next,
          isInside: inside &>> UInt32(lane) & 1, isTaken: taken &>> UInt32(lane) & 1)
      }
      // The first of those left is the next to be looked at.
      for number in 1...4 {
        let lane = 4 &- number
        pending[depth] = links[lane] &<< 4 | 15
        depth &+= Int((near ^ taken) &>> UInt32(lane) & 1)
      }
    }
  }
}
