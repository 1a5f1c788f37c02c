/// Runs of neighbouring points that a look through the tree leaves over, a few at a time.
struct QuadtreeRuns {
  /// Points `start` ..< `end` of the columns.
  struct Run {
    var start: UInt32 = 0
    var end: UInt32 = 0
    /// Whether every point belongs to the answer; the others must be looked at one by one.
    var isInside = false

    var points: Range<Int> { Int(start)..<Int(end) }
  }

  static let capacity = 32
  private(set) var count = 0
  /// The number of points of all runs.
  private(set) var total = 0
  private var runs: [32 of Run] = .init(repeating: Run())

  var isFull: Bool { count == Self.capacity }

  subscript(index: Int) -> Run { runs[index] }

  /// Adds a run; one that continues the last makes it longer.
  @inline(__always)
  mutating func append(_ run: Run) {
    total &+= Int(run.end &- run.start)
    if count > 0, runs[count &- 1].end == run.start, runs[count &- 1].isInside == run.isInside {
      runs[count &- 1].end = run.end
    } else {
      runs[count] = run
      count &+= 1
    }
  }

  mutating func removeAll() {
    count = 0
    total = 0
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
    var pending = [32 of Step](repeating: Step())
    var depth = 0
    var step = Step(branch: 0, end: UInt32(count), lanes: look(branches[0]))
    while true {
      if step.lanes & 15 == 0 {
        guard depth > 0 else { break }
        depth &-= 1
        step = pending[depth]
        continue
      }
      let lane = step.lanes.trailingZeroBitCount
      let isInside = step.lanes &>> 4 & (1 &<< UInt32(lane)) != 0
      step.lanes &= ~(1 &<< UInt32(lane))
      let start = branches[Int(step.branch)].starts[lane]
      let link = branches[Int(step.branch)].links[lane]
      let end = branches[Int(step.branch)].end(of: lane, branchEnd: step.end)
      if isInside || link >= QuadtreeBranch.leaf {
        guard start < end else { continue }
        if runs.isFull {
          take(&runs)
          runs.removeAll()
        }
        runs.append(QuadtreeRuns.Run(start: start, end: end, isInside: isInside))
      } else {
        let lanes = look(branches[Int(link)])
        guard lanes & 15 != 0 else { continue }
        // A branch whose last quarter has been looked at need not be come back to.
        if step.lanes & 15 != 0 {
          pending[depth] = step
          depth &+= 1
        }
        step = Step(branch: link, end: end, lanes: lanes)
      }
    }
    if runs.count > 0 { take(&runs) }
  }

  /// A branch, where its points end, and the lanes still to be looked at.
  struct Step {
    var branch: UInt32 = 0
    var end: UInt32 = 0
    var lanes: UInt32 = 0
  }
}
