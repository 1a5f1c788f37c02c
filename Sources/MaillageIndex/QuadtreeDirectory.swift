import MaillageGeometry

/// Where below the root to start looking around a place.
///
/// For each cell of the Mercator square at one level it names the quarters that hold all of the
/// cell's points. Cells stand in Morton order, so that those of a branch are a range.
struct QuadtreeDirectory: Sendable {
  /// How often the square is quartered; not at all without a directory.
  private let level: UInt32
  /// For each cell a branch, shifted by four, and its quarters, as bits; zero is nothing.
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
    cells = Array(repeating: 0, count: 1 << (2 * level))
    fill(0, 0..<codes.count, codes, branches)
  }

  /// Enters the points of a branch.
  private mutating func fill(
    _ index: Int, _ points: Range<Int>, _ codes: [MortonCode], _ branches: [QuadtreeBranch]
  ) {
    let first = cell(codes[points.lowerBound])
    if first == cell(codes[points.upperBound - 1]) {
      cells[first] = UInt32(index) << 4 | 15
      return
    }
    for lane in 0..<4 {
      let start = Int(branches[index].starts[lane])
      guard start < points.upperBound else { break }
      let link = branches[index].links[lane]
      if link < QuadtreeBranch.leaf {
        let end = lane < 3 ? Int(branches[index].starts[lane + 1]) : points.upperBound
        fill(Int(link), start..<end, codes, branches)
      } else {
        let end = start + Int(link ^ QuadtreeBranch.leaf)
        for cell in cell(codes[start])...cell(codes[end - 1]) {
          cells[cell] = UInt32(index) << 4 | 1 << UInt32(lane)
        }
      }
    }
  }

  @inline(__always)
  private func cell(_ code: MortonCode) -> Int { Int(code.bits &>> UInt64(64 &- 2 &* level)) }

  /// Quarters that hold all points at most a radius away; the whole tree if these are not known to
  /// lie in four cells at most.
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
    let column = (center.longitude + 180) / 360
    let (west, east) = (column - aside, column + aside)
    guard west >= 0, east < 1 else { return Self.root }
    let shift = 32 &- level
    let left = UInt32(west * WorldPoint.side) &>> shift
    let right = UInt32(east * WorldPoint.side) &>> shift
    let (top, bottom) = (upper.top &>> shift, lower.bottom &>> shift)
    guard right &- left <= 1, bottom &- top <= 1 else { return Self.root }
    var entries = Entries(self[left, top], 0, 0, 0)
    if left == right, top == bottom { return entries }
    if left != right { entries[1] = self[right, top] }
    if top != bottom { entries[2] = self[left, bottom] }
    if left != right, top != bottom { entries[3] = self[right, bottom] }
    Self.unite(&entries)
    return entries
  }

  /// Farther from the equator the square ends.
  private static let limit = 85.0
  private static let degreesPerMetre = 180 / .pi / WGS84.smallestRadiusOfCurvature
  /// A centimetre, more than rounding comes to.
  private static let slack = 1e-7

  @inline(__always)
  private subscript(column: UInt32, row: UInt32) -> UInt32 {
    cells[Int(MortonCode(WorldPoint(x: column, y: row)).bits)]
  }

  /// Leaves no branch in two entries.
  @inline(__always)
  private static func unite(_ entries: inout Entries) {
    for later in 1..<4 {
      for former in 0..<later where entries[former] &>> 4 == entries[later] &>> 4 {
        entries[former] |= entries[later]
        entries[later] = 0
      }
    }
  }
}
