import MaillageGeometry

/// Where below the root to start looking around a place.
///
/// For each cell of the Mercator square at some levels it names the quarters that hold all of the
/// cell's points. Cells of a level stand in Morton order, so that those of a branch are a range.
struct QuadtreeDirectory: Sendable {
  /// How often the square is quartered at most; not at all without a directory.
  private let level: UInt32
  /// Level after level, for each cell a branch, shifted by four, and its quarters, as bits; zero is
  /// nothing.
  private var cells: [UInt32] = []
  private let bands = MercatorBand.all

  /// Up to four cells' quarters, those of one branch once; zero is nothing.
  typealias Entries = SIMD4<UInt32>

  /// The whole tree.
  static var root: Entries { Entries(15, 0, 0, 0) }

  /// The room the cells take, in bytes.
  var byteCount: Int { cells.capacity * MemoryLayout<UInt32>.stride }

  init(codes: [MortonCode], branches: [QuadtreeBranch]) {
    // Two cells for seven points at most.
    let most = codes.count * 2 / 7
    guard most >= 4, branches.count < 1 << 28, codes.first != codes.last else {
      level = 0
      return
    }
    level = UInt32(most.bitWidth - 1 - most.leadingZeroBitCount) / 2
    cells = Array(repeating: 0, count: Self.start(ofLevel: level + 1))
    for level in 0...level { fill(level, 0, 0..<codes.count, codes, branches) }
  }

  /// The number of cells of all levels before one: ones at even places of as many bits.
  @inline(__always)
  private static func start(ofLevel level: UInt32) -> Int {
    Int(truncatingIfNeeded: 0x5555_5555_5555_5555 & ((1 as UInt64) &<< (2 &* UInt64(level)) &- 1))
  }

  /// Enters the points of a branch.
  private mutating func fill(
    _ level: UInt32, _ index: Int, _ points: Range<Int>, _ codes: [MortonCode],
    _ branches: [QuadtreeBranch]
  ) {
    func cell(_ point: Int) -> Int {
      Self.start(ofLevel: level) + Int(codes[point].bits >> UInt64(64 - 2 * level))
    }
    let first = cell(points.lowerBound)
    if first == cell(points.upperBound - 1) {
      cells[first] = UInt32(index) << 4 | 15
      return
    }
    for lane in 0..<4 {
      let start = Int(branches[index].starts[lane])
      guard start < points.upperBound else { break }
      let link = branches[index].links[lane]
      if link < QuadtreeBranch.leaf {
        let end = lane < 3 ? Int(branches[index].starts[lane + 1]) : points.upperBound
        fill(level, Int(link), start..<end, codes, branches)
      } else {
        let end = start + Int(link ^ QuadtreeBranch.leaf)
        for cell in cell(start)...cell(end - 1) {
          cells[cell] = UInt32(index) << 4 | 1 << UInt32(lane)
        }
      }
    }
  }

  /// Quarters that hold all points at most a radius away: those of up to four cells of the greatest
  /// level at which no more are near.
  ///
  /// A path of length s changes the latitude by s / M at most, M being the smallest radius of
  /// curvature, and the longitude by s / (a cos φ) at most where φ is the farthest from the equator
  /// it gets and a the equator's radius, which is greater than M.
  @inline(__always)
  func entries(around center: Coordinate, within radius: Double) -> Entries {
    guard level > 0, radius < 1_000_000 else { return Self.root }
    let reach = radius * Self.degreesPerMetre + Self.slack
    let (north, south) = (center.latitude + reach, center.latitude - reach)
    guard north < Self.limit, south > -Self.limit else { return Self.root }
    let bands = bands.span
    let (upper, lower) = (bands[MercatorBand.index(north)], bands[MercatorBand.index(south)])
    let aside = reach * Double(max(upper.widthOfDegree, lower.widthOfDegree))
    let column = (center.longitude + 180) * (1 / 360.0)
    let (west, east) = (column - aside, column + aside)
    guard west >= 0, east < 1 else { return Self.root }
    var level = level
    let shift = 32 &- level
    var (left, right) = (
      UInt32(west * WorldPoint.side) &>> shift, UInt32(east * WorldPoint.side) &>> shift
    )
    var (top, bottom) = (upper.top &>> shift, lower.bottom &>> shift)
    while right &- left > 1 || bottom &- top > 1 {
      (left, right, top, bottom) = (left &>> 1, right &>> 1, top &>> 1, bottom &>> 1)
      level &-= 1
    }
    let first = Entries(entry(left, top, level), 0, 0, 0)
    return left == right && top == bottom ? first : others(first, left, right, top, bottom, level)
  }

  /// Farther from the equator the square ends.
  private static let limit = 85.0
  private static let degreesPerMetre = 180 / .pi / WGS84.smallestRadiusOfCurvature
  /// A centimetre, more than rounding comes to.
  private static let slack = 1e-7

  @inline(__always)
  private func entry(_ column: UInt32, _ row: UInt32, _ level: UInt32) -> UInt32 {
    let code = MortonCode(WorldPoint(x: column, y: row))
    return cells[Self.start(ofLevel: level) &+ Int(truncatingIfNeeded: code.bits)]
  }

  /// Adds the entries of other columns and rows, and leaves no branch in two.
  @inline(never)
  private func others(
    _ first: Entries, _ left: UInt32, _ right: UInt32, _ top: UInt32, _ bottom: UInt32,
    _ level: UInt32
  ) -> Entries {
    var entries = first
    if left != right { entries[1] = entry(right, top, level) }
    if top != bottom { entries[2] = entry(left, bottom, level) }
    if left != right, top != bottom { entries[3] = entry(right, bottom, level) }
    for later in 1..<4 {
      for former in 0..<later where entries[former] &>> 4 == entries[later] &>> 4 {
        entries[former] |= entries[later]
        entries[later] = 0
      }
    }
    return entries
  }
}
