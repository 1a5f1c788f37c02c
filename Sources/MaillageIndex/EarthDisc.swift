import MaillageGeometry

/// What lies at most a radius away from a place.
///
/// A chord through the earth says of nearly every branch and point on which side of the radius it
/// lies; only for what it cannot tell, a shell of some centimetres, is the geodesic computed.
struct EarthDisc: QuadtreeRegion {
  private let center: Coordinate
  private let radius: Double
  private let bounds: ChordBounds
  private let place: EarthGrid.Place

  @inline(__always)
  init(_ center: Coordinate, _ radius: Double) {
    (self.center, self.radius) = (center, radius)
    bounds = ChordBounds(radius: radius)
    place = EarthGrid.place(center)
  }

  @inline(__always)
  func look(at branch: borrowing QuadtreeBranch) -> UInt32 {
    let (nearest, farthest) = branch.squaredDistances(from: place)
    return bits(
      nearest .<= SIMD4(repeating: bounds.outside), farthest .<= SIMD4(repeating: bounds.inside))
  }

  @inline(__always)
  func look(
    at start: Int, _ x: Span<Int32>, _ y: Span<Int32>, _ z: Span<Int32>,
    _ coordinates: Span<Coordinate>
  ) -> UInt32 {
    let first = EarthGrid.squaredChords(x, y, z, from: start, to: place)
    let second = EarthGrid.squaredChords(x, y, z, from: start &+ 4, to: place)
    let outside = SIMD4(repeating: bounds.outside)
    let inside = SIMD4(repeating: bounds.inside)
    let isUndecided =
      (first .<= outside) .& (first .> inside) .| (second .<= outside) .& (second .> inside)
    let isInside = bits(first .<= inside, second .<= inside)
    return any(isUndecided)
      ? isInside | decided(bits(first .<= outside, second .<= outside), at: start, coordinates)
      : isInside
  }

  /// Which of some points, given as bits, are within the radius by the geodesic.
  @inline(never)
  private func decided(
    _ points: UInt32, at start: Int, _ coordinates: Span<Coordinate>
  ) -> UInt32 {
    var (within, rest) = (UInt32(0), points)
    var distances = DistanceCache(center)
    while rest != 0 {
      let lane = rest.trailingZeroBitCount
      rest &= rest &- 1
      // A block of fewer points than fill it ends with lanes that are none.
      guard start &+ lane < coordinates.count else { break }
      if distances.distance(to: coordinates[start &+ lane]) <= radius {
        within |= 1 &<< UInt32(lane)
      }
    }
    return within
  }
}

/// What is, in a straight line, at most a length away from a place.
struct ChordBall: QuadtreeRegion {
  let place: EarthGrid.Place
  /// The square of the length in ``EarthGrid`` steps.
  let square: Float

  @inline(__always)
  func look(at branch: borrowing QuadtreeBranch) -> UInt32 {
    bits(
      branch.squaredDistances(from: place).nearest .<= SIMD4(repeating: square),
      .init(repeating: false))
  }

  @inline(__always)
  func look(
    at start: Int, _ x: Span<Int32>, _ y: Span<Int32>, _ z: Span<Int32>, _: Span<Coordinate>
  ) -> UInt32 {
    bits(
      EarthGrid.squaredChords(x, y, z, from: start, to: place) .<= SIMD4(repeating: square),
      EarthGrid.squaredChords(x, y, z, from: start &+ 4, to: place) .<= SIMD4(repeating: square))
  }
}
