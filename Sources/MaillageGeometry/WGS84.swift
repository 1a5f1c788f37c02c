/// The ellipsoid of the World Geodetic System 1984.
///
/// Source: NGA.STND.0036, "Department of Defense World Geodetic System 1984", table 3.1.
public enum WGS84 {
  /// Semi-major axis *a*, in metres.
  public static let equatorialRadius = 6_378_137.0
  /// Flattening *f* = (*a* − *b*) / *a*.
  public static let flattening = 1 / 298.257_223_563
  /// Semi-minor axis *b*, in metres.
  public static let polarRadius = equatorialRadius * (1 - flattening)
  /// First eccentricity squared, *e*² = *f* (2 − *f*).
  public static let eccentricitySquared = flattening * (2 - flattening)
  /// The smallest radius of curvature, in metres: along the meridian at the equator, *b*² / *a*.
  public static let smallestRadiusOfCurvature = polarRadius * polarRadius / equatorialRadius
  /// The largest radius of curvature, in metres: at the poles, *a*² / *b*.
  public static let largestRadiusOfCurvature = equatorialRadius * equatorialRadius / polarRadius

  /// The position in space of a point of the ellipsoid.
  ///
  /// The origin is the earth's centre; `x` points to longitude 0° on the equator, `y` to longitude
  /// 90° east, `z` to the north pole.
  ///
  /// - Parameter coordinate: A valid position.
  /// - Returns: Three lengths in metres.
  public static func earthCentred(_ coordinate: Coordinate) -> SIMD3<Double> {
    let (x, y, z) = earthCentred(coordinate, coordinate)
    return SIMD3(x.x, y.x, z.x)
  }

  /// The positions in space of two points at once, each as ``earthCentred(_:)`` gives it.
  ///
  /// - Parameters:
  ///   - first: A valid position.
  ///   - second: Another valid position.
  /// - Returns: Of each direction both lengths in metres.
  public static func earthCentred(
    _ first: Coordinate, _ second: Coordinate
  ) -> (x: SIMD2<Double>, y: SIMD2<Double>, z: SIMD2<Double>) {
    let (sine, cosine) = PairMath.sineAndCosine(
      degrees: SIMD2(first.latitude, second.latitude))
    let (across, along) = PairMath.sineAndCosine(
      degrees: SIMD2(first.longitude, second.longitude))
    let normal = equatorialRadius / (1 - eccentricitySquared * sine * sine).squareRoot()
    let fromAxis = normal * cosine
    return (fromAxis * along, fromAxis * across, normal * (1 - eccentricitySquared) * sine)
  }
}
