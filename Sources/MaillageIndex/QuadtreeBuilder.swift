import MaillageGeometry

/// Divides columns in Morton order into branches.
struct QuadtreeBuilder {
  private let codes: [MortonCode]
  private let x: [Int32]
  private let y: [Int32]
  private let z: [Int32]
  /// Each branch before those of its quarters: what is near on earth is near in memory.
  private(set) var branches: [QuadtreeBranch] = []

  /// An index whose branches are taken over where nothing changed.
  private let known: Quadtree?
  /// Where in the columns points came in or left, ascending.
  private let changes: [Int]

  struct Cell {
    var link: UInt32
    var low = SIMD4<Int32>(repeating: .max)
    var high = SIMD4<Int32>(repeating: .min)
  }

  /// Divides columns.
  ///
  /// - Parameters:
  ///   - codes: The column of codes.
  ///   - x: The first of the earth-centred columns.
  ///   - y: The second.
  ///   - z: The third.
  ///   - known: An index of the same points but for the changes.
  ///   - changes: Where in the columns points came in, or left between their neighbours; ascending.
  init(
    codes: [MortonCode], x: [Int32], y: [Int32], z: [Int32], known: Quadtree? = nil,
    changes: [Int] = []
  ) {
    (self.codes, self.x, self.y, self.z) = (codes, x, y, z)
    (self.known, self.changes) = (known, changes)
    guard !codes.isEmpty else { return }
    branches.reserveCapacity(codes.count / QuadtreeBranch.leafCapacity)
    let all = 0..<codes.count
    if isLeaf(all) {
      branches.append(QuadtreeBranch(end: codes.count))
      set(0, ofBranch: 0, start: 0, leaf(all))
    } else {
      _ = cell(all, known: known.flatMap(KnownCell.init))
    }
    // No more room than they take.
    if branches.capacity > branches.count {
      var exact: [QuadtreeBranch] = []
      exact.reserveCapacity(branches.count)
      exact.append(contentsOf: branches)
      branches = exact
    }
  }

  private func isLeaf(_ range: Range<Int>) -> Bool {
    range.count <= QuadtreeBranch.leafCapacity
      || codes[range.lowerBound] == codes[range.upperBound - 1]
  }

  /// Adds the branches of a cell, and says how to link to it and within which bounds it lies.
  private mutating func cell(_ range: Range<Int>, known cell: KnownCell?) -> Cell {
    if isLeaf(range) { return leaf(range) }
    var whole = Cell(link: UInt32(branches.count))
    branches.append(QuadtreeBranch(end: range.upperBound))
    let last = codes[range.upperBound - 1].bits
    let shift = Self.shift(of: range, codes)
    let known = cell?.shift == shift ? cell : nil
    var (start, lane) = (range.lowerBound, 0)
    while start < range.upperBound {
      let digit = codes[start].bits >> shift
      let end =
        digit == last >> shift
        ? range.upperBound
        : SortedSearch.first(in: start..<range.upperBound) { codes[$0].bits >> shift > digit }
      let knownQuarter = known?.quarter(digit: digit, at: shift)
      let quarter =
        takeOver(knownQuarter, as: start..<end)
        ?? self.cell(start..<end, known: knownQuarter)
      set(lane, ofBranch: Int(whole.link), start: start, quarter)
      whole.low.replace(with: quarter.low, where: quarter.low .< whole.low)
      whole.high.replace(with: quarter.high, where: quarter.high .> whole.high)
      (start, lane) = (end, lane + 1)
    }
    return whole
  }

  /// Where the first digit of base 4 stands in which the codes of a range differ.
  static func shift(of range: Range<Int>, _ codes: [MortonCode]) -> UInt64 {
    let difference = codes[range.lowerBound].bits ^ codes[range.upperBound - 1].bits
    return UInt64((63 - difference.leadingZeroBitCount) & ~1)
  }

  /// Copies the branches of a quarter in which nothing changed; `nil` for any other.
  private mutating func takeOver(_ known: KnownCell?, as range: Range<Int>) -> Cell? {
    guard let known, known.range.count == range.count else { return nil }
    let change = SortedSearch.first(in: changes.indices) { changes[$0] >= range.lowerBound }
    guard change == changes.count || changes[change] > range.upperBound else { return nil }
    var cell = known.cell
    guard cell.link < QuadtreeBranch.leaf else { return cell }
    let first = branches.count
    for var branch in known.branches {
      branch.move(
        points: range.lowerBound - known.range.lowerBound, branches: first - Int(cell.link))
      branches.append(branch)
    }
    cell.link = UInt32(first)
    return cell
  }

  private func leaf(_ range: Range<Int>) -> Cell {
    var leaf = Cell(link: QuadtreeBranch.leaf | UInt32(range.count))
    (leaf.low.x, leaf.high.x) = Self.bounds(of: range, x)
    (leaf.low.y, leaf.high.y) = Self.bounds(of: range, y)
    (leaf.low.z, leaf.high.z) = Self.bounds(of: range, z)
    return leaf
  }

  @inline(__always)
  private static func bounds(of range: Range<Int>, _ column: [Int32]) -> (Int32, Int32) {
    var (low, high) = (Int32.max, Int32.min)
    let part = column.span.extracting(range)
    for index in 0..<part.count {
      low = min(low, part[index])
      high = max(high, part[index])
    }
    return (low, high)
  }

  private mutating func set(_ lane: Int, ofBranch index: Int, start: Int, _ cell: Cell) {
    branches[index].starts[lane] = UInt32(start)
    branches[index].links[lane] = cell.link
    branches[index].lowX[lane] = cell.low.x
    branches[index].lowY[lane] = cell.low.y
    branches[index].lowZ[lane] = cell.low.z
    branches[index].highX[lane] = cell.high.x
    branches[index].highY[lane] = cell.high.y
    branches[index].highZ[lane] = cell.high.z
  }
}
