extension Geodesic {
  /// The length of a geodesic over a chord of at most ``longestShort``; `nil` if that is longer.
  ///
  /// The chord *c* through the earth and the curvature κ of the surface half-way, in the direction
  /// of the geodesic, give *s* = *c* + κ²*c*³ / 24 + 3κ⁴*c*⁵ / 640 + …, the arcsine's series. That
  /// the curvature changes along the way and that the geodesic is not quite in a plane matter less.
  ///
  /// Source: L. Euler, "Recherches sur la courbure des surfaces", 1767, for the curvature in a
  /// direction.
  static func shortLength(
    firstLatitude: Double, secondLatitude: Double, longitude: Double
  ) -> Double? {
    let (sine, cosine) = PairMath.sineAndCosine(degrees: SIMD2(firstLatitude, secondLatitude))
    let flatness = 1 - WGS84.eccentricitySquared * sine * sine
    let normal = WGS84.equatorialRadius / flatness.squareRoot()
    let fromAxis = normal * cosine
    let level = normal * sine * (1 - WGS84.eccentricitySquared)
    let turn = PairMath.sineAndCosine(degrees: SIMD2(repeating: longitude / 2)).sine.x
    let outwards = fromAxis.x - fromAxis.y
    let upwards = level.x - level.y
    let square =
      outwards * outwards + upwards * upwards + 4 * fromAxis.x * fromAxis.y * turn * turn
    guard square <= longestShort * longestShort else { return nil }
    guard square > 0 else { return 0 }
    // Half-way the surface is farther from the chord's middle than from the earth's centre …
    let sineHalfway =
      (sine.x + sine.y) * (0.5 + square * (1 / (16 * WGS84.equatorialRadius * WGS84.polarRadius)))
    let squareHalfway = sineHalfway * sineHalfway
    // … and the chord is level, so that its rise tells its part along the meridian.
    let north = min(square, upwards * upwards / max(1 - squareHalfway, 1e-12))
    // Euler: κ = cos² α / M + sin² α / N.
    let flatnessHalfway = 1 - WGS84.eccentricitySquared * squareHalfway
    let alongMeridian = flatnessHalfway / (1 - WGS84.eccentricitySquared)
    let direction = (north * alongMeridian + (square - north)) / square
    // (κ c)²
    let arc =
      square * flatnessHalfway * direction * direction
      * (1 / (WGS84.equatorialRadius * WGS84.equatorialRadius))
    return square.squareRoot() * (1 + arc * (1.0 / 24 + arc * (3.0 / 640)))
  }

  /// Chords up to this many metres: there the series is exact to ten nanometres.
  static let longestShort = 50_000.0
}
