import Glibc
import MaillageGeometry

/// What the straight line between two points, known to the ``EarthGrid``, says of the geodesic.
///
/// Squares of lengths in steps, as ``Float``. Of a difference of integers, its square, a sum of
/// three and a bound, six roundings of 2⁻²⁴ make less than 2⁻²¹.
struct ChordBounds {
  /// Points at most this far are within the radius.
  let inside: Float
  /// Points farther than this are not.
  let outside: Float

  /// - Parameter radius: Metres along the geodesic, not negative.
  init(radius: Double) {
    let (shortest, longest): (Double, Double)
    if radius < 500_000 {
      // Of the sine's series, what is left out makes these chords shorter and longer.
      let cube = radius * radius * radius
      shortest = radius - cube * (Self.mostSquaredCurvature / 24)
      longest = radius - cube * (Self.leastSquaredCurvature * 0.999 / 24)
    } else {
      shortest = Self.shortestChord(ofGeodesic: radius)
      longest = Self.longestChord(ofGeodesic: radius)
    }
    let inner = shortest - EarthGrid.error
    inside = inner > 0 ? Self.squared(inner) * (1 - 0x1p-21) : -1
    outside = Self.squared(longest + EarthGrid.error) * (1 + 0x1p-21)
  }

  private static let mostSquaredCurvature =
    1 / (WGS84.smallestRadiusOfCurvature * WGS84.smallestRadiusOfCurvature)
  private static let leastSquaredCurvature =
    1 / (WGS84.largestRadiusOfCurvature * WGS84.largestRadiusOfCurvature)

  private static func squared(_ metres: Double) -> Float {
    let steps = metres * EarthGrid.stepsPerMetre
    return Float(steps * steps)
  }

  /// Points whose squared chord is greater than this are farther, along the geodesic, than one
  /// whose squared chord is given.
  ///
  /// - Parameter square: The square of a chord in steps.
  /// - Returns: The square of a length in steps.
  @inline(__always)
  static func outside(beyond square: Float) -> Float {
    let chord =
      Double(square).squareRoot() * ((1 + 0x1p-21) / EarthGrid.stepsPerMetre) + EarthGrid.error
    guard chord < 1_000_000 else { return outside(beyondFar: chord) }
    // Series of the functions below: up to 1000 km their next terms are less than three, and a
    // half, thousandths of these.
    let excess = (1.003 * mostSquaredCurvature - 0.999 * leastSquaredCurvature) / 24
    return squared(chord + chord * chord * chord * excess + EarthGrid.error) * (1 + 0x1p-21)
  }

  /// A bound no less than ``outside(beyond:)``, found without a square root.
  ///
  /// With c the chord and d twice the grid's error, that bound is at most (c (1 + r) + d)², r being
  /// less than 2.7 · 10⁻⁵ up to 1000 km, hence at most c² (1 + r)² (1 + a) + d² (1 + 1 / a): by
  /// a = 9 · 10⁻⁴ the factor is less than 1 + 2⁻¹⁰, and the rest less than 2¹⁵ steps².
  @inline(__always)
  static func loosely(outside square: Float) -> Float {
    square < 1.6e16 ? square * (1 + 0x1p-10) + 0x1p15 : outside(beyond: square)
  }

  @inline(never)
  private static func outside(beyondFar chord: Double) -> Float {
    squared(longestChord(ofGeodesic: longestGeodesic(overChord: chord)) + EarthGrid.error)
      * (1 + 0x1p-21)
  }

  /// A length that no shortest path between two points with this chord exceeds, in metres.
  ///
  /// A geodesic is nowhere more curved than a circle of the smallest radius of curvature R, so its
  /// chord is at least that of such a circle's arc, 2R sin (s / 2R).
  ///
  /// Source: A. Schur's comparison theorem; S. S. Chern, "Curves and surfaces in Euclidean space",
  /// in "Studies in Global Geometry and Analysis", 1967, section 5.
  static func longestGeodesic(overChord chord: Double) -> Double {
    let diameter = 2 * WGS84.smallestRadiusOfCurvature
    return chord < diameter ? diameter * asin(chord / diameter) : .infinity
  }

  /// A chord that no shortest path of at most this length falls short of if it is the whole length:
  /// the inverse of ``longestGeodesic(overChord:)``.
  private static func shortestChord(ofGeodesic length: Double) -> Double {
    let diameter = 2 * WGS84.smallestRadiusOfCurvature
    if length >= Self.longest { return .infinity }
    return length < .pi / 2 * diameter ? diameter * sin(length / diameter) : diameter
  }

  /// A chord that no path of at most this length exceeds.
  ///
  /// A geodesic is everywhere at least as curved as a helix around which it winds no more: with the
  /// curvature k of the largest radius and a torsion of at most g k, for that of a geodesic is half
  /// the difference of the principal curvatures at most. Schur's theorem for their tangents on the
  /// sphere gives the helix the longer chord, up to a quarter of the way round.
  private static func longestChord(ofGeodesic length: Double) -> Double {
    guard length < 10_000_000 else { return length }
    let curvature = 1 / WGS84.largestRadiusOfCurvature
    let torsion = 1.2e-5
    let turn = sin(length * curvature * (1 + torsion).squareRoot() / 2)
    let across = 2 * turn / (curvature * (1 + torsion))
    return (across * across + torsion * length * length / (1 + torsion)).squareRoot()
  }

  /// No shortest path on the ellipsoid is longer than from pole to pole, in metres.
  private static let longest = 20_003_932.0
}
