/// Runs of neighbouring points that a look through the tree leaves over, a few at a time.
struct QuadtreeRuns {
  static let capacity = 32
  private(set) var count = 0
  /// The number of points of all runs.
  private(set) var total = 0
  /// The first point of each run and the one after its last.
  private var bounds = [32 of SIMD2<UInt32>](repeating: .zero)
  /// The runs, as bits, of which every point belongs to the answer; the points of the others must
  /// be looked at.
  private var inside: UInt32 = 0

  @inline(__always)
  func points(_ index: Int) -> (start: Int, end: Int) {
    let run = bounds[index]
    return (Int(run.x), Int(run.y))
  }

  @inline(__always)
  func isInside(_ index: Int) -> Bool { inside &>> UInt32(index) & 1 == 1 }

  /// Adds a run; one that continues the last makes it longer.
  ///
  /// - Returns: Whether there was room.
  @inline(__always)
  mutating func append(_ start: UInt32, _ end: UInt32, isInside: Bool) -> Bool {
    if count > 0, bounds[count &- 1].y == start, self.isInside(count &- 1) == isInside {
      bounds[count &- 1].y = end
    } else {
      guard count < Self.capacity else { return false }
      bounds[count] = SIMD2(start, end)
      inside |= (isInside ? 1 : 0) &<< UInt32(count)
      count &+= 1
    }
    total &+= Int(end &- start)
    return true
  }

  mutating func removeAll() {
    count = 0
    total = 0
    inside = 0
  }
}

extension Quadtree {
  /// Looks through the tree, first points first, and hands over what is left in portions.
  ///
  /// - Parameters:
  ///   - look: Which quarters of a branch may hold points of the answer, in the lowest four bits,
  ///     and which hold no others, in the next four.
  ///   - take: Takes a portion of runs, in ascending order.
  @inline(__always)
  func visitRuns(look: (borrowing QuadtreeBranch) -> UInt32, take: (inout QuadtreeRuns) -> Void) {
    guard !branches.isEmpty else { return }
    let branches = branches.span
    var runs = QuadtreeRuns()
    // Branches with quarters still to be looked at, the quarters in the lowest bits.
    var pending = [32 of UInt64](repeating: 0)
    var depth = 0
    var index = 0
    var lanes = look(branches[0])
    while true {
      if lanes & 15 == 0 {
        guard depth > 0 else { break }
        depth &-= 1
        index = Int(pending[depth] &>> 8)
        lanes = UInt32(truncatingIfNeeded: pending[depth]) & 255
        continue
      }
      let lane = lanes.trailingZeroBitCount
      let isInside = lanes &>> 4 & (1 &<< UInt32(lane)) != 0
      lanes &= lanes &- 1
      let start = branches[index].starts[lane]
      let link = branches[index].links[lane]
      let end: UInt32
      if link >= QuadtreeBranch.leaf {
        end = start &+ (link ^ QuadtreeBranch.leaf)
      } else if isInside, lane < 3 {
        end = branches[index].starts[lane &+ 1]
      } else {
        // A branch whose last quarter has been looked at need not be come back to.
        if lanes & 15 != 0 {
          pending[depth] = UInt64(index) &<< 8 | UInt64(lanes)
          depth &+= 1
        }
        index = Int(link)
        lanes = look(branches[index])
        continue
      }
      if !runs.append(start, end, isInside: isInside) {
        take(&runs)
        runs.removeAll()
        _ = runs.append(start, end, isInside: isInside)
      }
    }
    if runs.total > 0 { take(&runs) }
  }
}
