import Glibc

/// The integrals along a geodesic as series in ε to the sixth order.
///
/// A geodesic that crosses the equator at azimuth α₀ has *k*² = *e*′² cos² α₀ and
/// ε = (√(1 + *k*²) − 1) / (√(1 + *k*²) + 1); σ is the arc on the auxiliary sphere. Equation numbers
/// are those of C. F. F. Karney, "Algorithms for geodesics", J. Geodesy 87, 43–55 (2013),
/// https://doi.org/10.1007/s00190-012-0578-z.
struct GeodesicSeries {
  let kSquared: Double
  let epsilon: Double

  /// - Parameter cosineAzimuth: cos α₀.
  init(cosineAzimuth: Double) {
    kSquared = Self.secondEccentricitySquared * cosineAzimuth * cosineAzimuth
    epsilon = kSquared / (2 * (1 + (1 + kSquared).squareRoot()) + kSquared)
  }

  /// I₁(σ₂) − I₁(σ₁), the length in units of the polar radius (15, 17, 18).
  func length(_ arc: Arc) -> Double {
    let e = epsilon
    let e2 = e * e
    let scale = (1 + e2 * (1 / 4 + e2 * (1 / 64 + e2 / 256))) / (1 - e)
    let sum = arc.sum(
      e * (-1 / 2 + e2 * (3 / 16 - e2 / 32)),
      e2 * (-1 / 16 + e2 * (1 / 32 - e2 * 9 / 2048)),
      e * e2 * (-1 / 48 + e2 * 3 / 256),
      e2 * e2 * (-5 / 512 + e2 * 3 / 512),
      e * e2 * e2 * (-7 / 1280),
      e2 * e2 * e2 * (-7 / 2048))
    return scale * (arc.sigma + sum)
  }

  /// I₂(σ₂) − I₂(σ₁), the second part of the reduced length (41–43).
  private func secondLength(_ arc: Arc) -> Double {
    let e = epsilon
    let e2 = e * e
    let scale = (1 - e) * (1 + e2 * (1 / 4 + e2 * (9 / 64 + e2 * 25 / 256)))
    let sum = arc.sum(
      e * (1 / 2 + e2 * (1 / 16 + e2 / 32)),
      e2 * (3 / 16 + e2 * (1 / 32 + e2 * 35 / 2048)),
      e * e2 * (5 / 48 + e2 * 5 / 256),
      e2 * e2 * (35 / 512 + e2 * 7 / 512),
      e * e2 * e2 * 63 / 1280,
      e2 * e2 * e2 * 77 / 2048)
    return scale * (arc.sigma + sum)
  }

  /// I₃(σ₂) − I₃(σ₁), which turns spherical longitude into geographic (23–25).
  func longitude(_ arc: Arc) -> Double {
    let e = epsilon
    let n = Self.thirdFlattening
    let scale = Self.longitudeScale(epsilon: e)
    let c1 =
      1 / 4 - n / 4 + e * (1 / 8 - n * n / 8)
      + e * e * (3 / 64 + n * 3 / 64 - n * n / 64)
      + e * e * e * (5 / 128 + n / 64 + e * 3 / 128)
    let c2 =
      1 / 16 - n * 3 / 32 + n * n / 32
      + e * (3 / 64 - n / 32 - n * n * 3 / 64)
      + e * e * (3 / 128 + n / 128 + e * 5 / 256)
    let c3 =
      5 / 192 - n * 3 / 64 + n * n * 5 / 192
      + e * (3 / 128 - n * 5 / 192 + e * 7 / 512)
    let c4 = 7 / 512 - n * 7 / 256 + e * 7 / 512
    let c5 = 21.0 / 2560
    let e2 = e * e
    let sum = arc.sum(e * c1, e2 * c2, e * e2 * c3, e2 * e2 * c4, e * e2 * e2 * c5, 0)
    return scale * (arc.sigma + sum)
  }

  /// A₃ (24).
  static func longitudeScale(epsilon e: Double) -> Double {
    let n = thirdFlattening
    let second = 1 / 4 + n / 8 - n * n * 3 / 8
    let third = 1 / 16 + n * 3 / 16 + n * n / 16
    let fourth = 3 / 64 + n / 32
    return 1 - e * (1 / 2 - n / 2 + e * (second + e * (third + e * (fourth + e * 3 / 128))))
  }

  /// The reduced length *m*₁₂ in units of the polar radius (38–40).
  func reducedLength(_ arc: Arc) -> Double {
    let (start, end) = (arc.start, arc.end)
    let growth = length(arc) - secondLength(arc)
    return (1 + kSquared * end.sine * end.sine).squareRoot() * start.cosine * end.sine
      - (1 + kSquared * start.sine * start.sine).squareRoot() * start.sine * end.cosine
      - start.cosine * end.cosine * growth
  }

  private static let thirdFlattening = WGS84.flattening / (2 - WGS84.flattening)
  private static let secondEccentricitySquared =
    WGS84.eccentricitySquared / (1 - WGS84.eccentricitySquared)

  /// *k*² and ε of the geodesic that crosses the equator along a meridian.
  static let meridian = GeodesicSeries(cosineAzimuth: 1)
}

/// An angle as the direction of a point of the unit circle.
struct Direction {
  var sine: Double
  var cosine: Double

  init(sine: Double, cosine: Double) {
    self.sine = sine
    self.cosine = cosine
  }

  /// The direction of any vector but zero.
  init(y: Double, x: Double) {
    let length = (x * x + y * y).squareRoot()
    self.init(sine: y / length, cosine: x / length)
  }

  /// The direction of an angle in degrees, exact at multiples of 90°.
  init(degrees: Double) {
    let rest = degrees.remainder(dividingBy: 90)
    let (s, c) = (sin(rest * .pi / 180), cos(rest * .pi / 180))
    switch Int(((degrees - rest) / 90).rounded()) & 3 {
    case 0: self.init(sine: s, cosine: c)
    case 1: self.init(sine: c, cosine: -s)
    case 2: self.init(sine: -s, cosine: -c)
    default: self.init(sine: -c, cosine: s)
    }
  }

  /// This direction turned by an angle in radians.
  func turned(by angle: Double) -> Direction {
    let (s, c) = (sin(angle), cos(angle))
    return Direction(y: sine * c + cosine * s, x: cosine * c - sine * s)
  }

  /// The angle in radians from this direction to another one at most half a turn ahead, 0 … π.
  func angle(to other: Direction) -> Double {
    let across = cosine * other.sine - sine * other.cosine
    // A negative zero would turn half a turn ahead into half a turn back.
    return atan2(across > 0 ? across : 0, cosine * other.cosine + sine * other.sine)
  }
}

/// A part of a great circle of the auxiliary sphere, from σ₁ to σ₂.
struct Arc {
  let start: Direction
  let end: Direction
  /// σ₁₂ = σ₂ − σ₁ in radians, 0 … π.
  let sigma: Double

  init(from start: Direction, to end: Direction) {
    self.start = start
    self.end = end
    sigma = start.angle(to: end)
  }

  /// Σ cₗ (sin 2lσ₂ − sin 2lσ₁) for l = 1 … 6, by Clenshaw's recurrence at either end.
  func sum(
    _ c1: Double, _ c2: Double, _ c3: Double, _ c4: Double, _ c5: Double, _ c6: Double
  ) -> Double {
    func atPoint(_ point: Direction) -> Double {
      let twiceCosine = 2 * (point.cosine - point.sine) * (point.cosine + point.sine)
      let b6 = c6
      let b5 = c5 + twiceCosine * b6
      let b4 = c4 + twiceCosine * b5 - b6
      let b3 = c3 + twiceCosine * b4 - b5
      let b2 = c2 + twiceCosine * b3 - b4
      let b1 = c1 + twiceCosine * b2 - b3
      return 2 * point.sine * point.cosine * b1
    }
    return atPoint(end) - atPoint(start)
  }
}
