/// What a cell of a ``CoverageAccumulator`` counts: the coverage of one shape, or of four at once.
protocol CoverageCell: Sendable {
  static var zero: Self { get }
  /// Adds a weight times a whole number, wrapping around on overflow.
  mutating func add(_ weight: Self, times factor: Int32)
  /// The weight of an edge that runs the other way.
  var negated: Self { get }
}

extension Int32: CoverageCell {
  @inline(__always)
  mutating func add(_ weight: Int32, times factor: Int32) { self &+= weight &* factor }

  @inline(__always)
  var negated: Int32 { 0 &- self }
}

/// Four coverages side by side, one a shape: an edge between two of them adds to one and takes from
/// the other.
typealias CoverageLanes = SIMD4<Int32>

extension CoverageLanes: CoverageCell {
  @inline(__always)
  mutating func add(_ weight: CoverageLanes, times factor: Int32) {
    self &+= weight &* CoverageLanes(repeating: factor)
  }

  @inline(__always)
  var negated: CoverageLanes { .zero &- self }
}
