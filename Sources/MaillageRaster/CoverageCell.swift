/// What a cell of a ``CoverageAccumulator`` counts: the coverage of one shape, or of four at once.
protocol CoverageCell: Sendable {
  static var zero: Self { get }
  /// How many units make a 1/256 px of height, over the whole width of a pixel.
  static var unitsPerHeight: Int { get }
  /// By how many bits an area, in 1/131,072 px, is shifted down to make units.
  static var areaShift: Int { get }
  /// Adds another cell, wrapping around on overflow.
  mutating func add(_ other: Self)
  /// Adds a weight times a number of units, wrapping around on overflow.
  mutating func add(_ weight: Self, times units: Int)
  /// The weight of an edge that runs the other way.
  var negated: Self { get }
}

extension Int32: CoverageCell {
  static let unitsPerHeight = 512
  static let areaShift = 0

  @inline(__always)
  mutating func add(_ other: Int32) { self &+= other }

  @inline(__always)
  mutating func add(_ weight: Int32, times units: Int) {
    self &+= weight &* Int32(truncatingIfNeeded: units)
  }

  @inline(__always)
  var negated: Int32 { 0 &- self }
}

/// Four coverages side by side, one a shape: an edge between two of them adds to one and takes from
/// the other.
///
/// Sixteen bits each: enough for 16 steps of an ink's coverage and seven shapes on top of each other,
/// and every x86-64 multiplies eight of them at once.
typealias CoverageLanes = SIMD4<Int16>

extension CoverageLanes: CoverageCell {
  static let unitsPerHeight = 16
  static let areaShift = 5

  /// The coverage of a pixel wholly inside, in units.
  static let full: Int16 = 256 * 16

  @inline(__always)
  mutating func add(_ other: CoverageLanes) { self &+= other }

  @inline(__always)
  mutating func add(_ weight: CoverageLanes, times units: Int) {
    self &+= weight &* CoverageLanes(repeating: Int16(truncatingIfNeeded: units))
  }

  @inline(__always)
  var negated: CoverageLanes { .zero &- self }
}
