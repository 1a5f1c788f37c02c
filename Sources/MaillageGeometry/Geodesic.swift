import Glibc

/// Shortest paths on the WGS 84 ellipsoid.
///
/// Source: C. F. F. Karney, "Algorithms for geodesics", J. Geodesy 87, 43–55 (2013),
/// https://doi.org/10.1007/s00190-012-0578-z; equation numbers are those of the paper.
public enum Geodesic {
  /// The length of the shortest path between two positions, in metres.
  ///
  /// The error is a few nanometres for any two points, nearly antipodal ones included. The result
  /// does not depend on the order of the points, and is 0 for coincident points.
  ///
  /// ```swift
  /// let angers = Coordinate(longitude: -0.5518, latitude: 47.4711)
  /// let nantes = Coordinate(longitude: -1.5534, latitude: 47.2173)
  /// Geodesic.distance(from: angers, to: nantes)  // 80 736.6 metres
  /// ```
  ///
  /// - Parameters:
  ///   - start: A valid position.
  ///   - end: Another valid position.
  /// - Returns: A length of 0 … 20 003 931.5 metres.
  /// - Complexity: O(1), about half a microsecond, a twentieth of one up to 50 km.
  public static func distance(from start: Coordinate, to end: Coordinate) -> Double {
    let west = min(start.longitude, end.longitude)
    let east = max(start.longitude, end.longitude)
    // The shorter way round; across the antimeridian both summands are exact where they are small.
    let longitude = east - west <= 180 ? east - west : (180 - east) + (180 + west)
    if abs(start.latitude - end.latitude) < 0.5,
      let length = shortLength(
        firstLatitude: start.latitude, secondLatitude: end.latitude, longitude: longitude)
    {
      return length
    }
    let (first, second) =
      abs(start.latitude) >= abs(end.latitude)
      ? (start.latitude, end.latitude) : (end.latitude, start.latitude)
    // The canonical problem (44): φ₁ ≤ 0, φ₁ ≤ φ₂ ≤ −φ₁, 0 ≤ λ₁₂ ≤ 180°.
    let problem = InverseProblem(
      firstLatitude: -abs(first), secondLatitude: first > 0 ? -second : second,
      longitude: longitude)
    return problem.length
  }
}

/// The inverse problem in canonical form: the point farther from the equator first, in the south.
private struct InverseProblem {
  /// Reduced latitudes β₁ and β₂.
  private let first: Direction
  private let second: Direction
  /// λ₁₂ in radians, 0 … π.
  private let longitude: Double
  private let isMeridional: Bool
  private let isEquatorial: Bool
  private let isOverPole: Bool

  init(firstLatitude: Double, secondLatitude: Double, longitude degrees: Double) {
    first = Self.reduced(firstLatitude)
    second = Self.reduced(secondLatitude)
    longitude = degrees * .pi / 180
    isOverPole = degrees == 180
    isMeridional = degrees == 0 || degrees == 180 || firstLatitude == -90
    // Beyond λ₁₂ = (1 − f) π the equator is no longer the shortest way.
    isEquatorial = firstLatitude == 0 && longitude <= (1 - WGS84.flattening) * .pi
  }

  /// *s*₁₂ in metres.
  var length: Double {
    if isMeridional { return meridionalLength }
    if isEquatorial { return WGS84.equatorialRadius * longitude }
    let guess = sphericalGuess
    if guess.sigma < Self.shortArc { return guess.length }
    return solved(from: isNearlyAntipodal(guess) ? astroidGuess : guess.azimuth)
  }

  /// Arcs shorter than this (some 6 m) are those of a sphere of the local radius to 10⁻¹⁵.
  private static let shortArc = 1e-6

  /// tan β = (1 − f) tan φ (6).
  private static func reduced(_ latitude: Double) -> Direction {
    let direction = Direction(degrees: latitude)
    return Direction(y: (1 - WGS84.flattening) * direction.sine, x: direction.cosine)
  }

  /// Along a meridian α₀ = 0 and σ is the reduced latitude, counted on beyond the south pole.
  private var meridionalLength: Double {
    let start = Direction(sine: first.sine, cosine: isOverPole ? -first.cosine : first.cosine)
    return WGS84.polarRadius * GeodesicSeries.meridian.length(Arc(from: start, to: second))
  }
}

// MARK: - Starting points

extension InverseProblem {
  /// The azimuth, arc and length on a sphere whose longitudes are stretched to fit (48–51).
  private var sphericalGuess: (azimuth: Direction, sigma: Double, length: Double, sine: Double) {
    let meanCosine = (first.cosine + second.cosine) / 2
    let stretch = (1 - WGS84.eccentricitySquared * meanCosine * meanCosine).squareRoot()
    let (azimuth, sigma, sine) = sphericalTriangle(longitude: longitude / stretch)
    return (azimuth, sigma, WGS84.equatorialRadius * stretch * sigma, sine)
  }

  /// α₁, σ₁₂ and sin σ₁₂ of the great circle between both reduced latitudes (49).
  private func sphericalTriangle(
    longitude omega: Double
  ) -> (azimuth: Direction, sigma: Double, sine: Double) {
    let half = sin(omega / 2)
    let versine = 2 * half * half
    // sin (β₂ − β₁) + sin β₁ cos β₂ (1 − cos ω₁₂): no cancellation between near points.
    let north =
      second.sine * first.cosine - second.cosine * first.sine
      + second.cosine * first.sine * versine
    let east = second.cosine * sin(omega)
    let sine = (north * north + east * east).squareRoot()
    let cosine = first.sine * second.sine + first.cosine * second.cosine * (1 - versine)
    let azimuth = sine > 0 ? Direction(y: east, x: north) : Direction(sine: 1, cosine: 0)
    return (azimuth, atan2(sine, cosine), sine)
  }

  private func isNearlyAntipodal(
    _ guess: (azimuth: Direction, sigma: Double, length: Double, sine: Double)
  ) -> Bool {
    guess.sigma > .pi / 2
      && guess.sine < 3 * WGS84.flattening * .pi * first.cosine * first.cosine
  }

  /// The azimuth of the way to a nearly antipodal point, from the astroid it is seen in (53–57).
  private var astroidGuess: Direction {
    let series = GeodesicSeries(cosineAzimuth: first.sine)
    let scale =
      WGS84.flattening * .pi * first.cosine * GeodesicSeries.longitudeScale(epsilon: series.epsilon)
    let x = (longitude - .pi) / scale
    let y =
      (second.sine * first.cosine + second.cosine * first.sine) / (scale * first.cosine)
    guard y != 0 else {
      // Never due east: from the equator that would be along it.
      return Direction(y: min(1, -x), x: -max(1e-30, 1 - x * x).squareRoot())
    }
    // The positive root of μ⁴ + 2μ³ + (1 − x² − y²) μ² − 2y²μ − y² (55), by Newton's method from
    // above, where the quartic is convex: √(x² + y²) is never below the root.
    let (x2, y2) = (x * x, y * y)
    var mu = (x2 + y2).squareRoot()
    for _ in 0..<100 {
      let value = (((mu + 2) * mu + 1 - x2 - y2) * mu - 2 * y2) * mu - y2
      let slope = ((4 * mu + 6) * mu + 2 * (1 - x2 - y2)) * mu - 2 * y2
      guard value > 0, slope > 0 else { break }
      let step = value / slope
      mu -= step
      if step < 1e-8 * mu { break }
    }
    // The spherical triangle with the longitude found fits better than the astroid's azimuth (56).
    let omega = .pi + scale * x * mu / (1 + mu)
    let (azimuth, _, _) = sphericalTriangle(longitude: omega)
    return azimuth
  }
}

// MARK: - Newton's method

extension InverseProblem {
  /// The geodesic that leaves point 1 at azimuth α₁, up to the latitude of point 2.
  private struct Hybrid {
    let series: GeodesicSeries
    let arc: Arc
    /// λ₁₂ in radians.
    let longitude: Double
    /// dλ₁₂ / dα₁.
    let slope: Double
  }

  /// *s*₁₂ after finding the azimuth α₁ at which the longitude is λ₁₂ (section 4).
  ///
  /// λ₁₂ grows with α₁, so every trial narrows a bracket; where Newton's step leaves it, it is
  /// halved instead.
  private func solved(from guess: Direction) -> Double {
    var azimuth = guess.sine > 0 ? guess : Direction(sine: 1, cosine: 0)
    var low = Direction(sine: 0, cosine: 1)
    var high = Direction(sine: 0, cosine: -1)
    var trial = hybrid(azimuth)
    for step in 0..<Self.maximumSteps {
      let error = trial.longitude - longitude
      if abs(error) <= 2e-16 { break }
      if error > 0 { high = azimuth } else { low = azimuth }
      let turn = -error / trial.slope
      var next = azimuth.turned(by: turn)
      let isNewton =
        step < Self.maximumNewtonSteps && trial.slope > 0 && abs(turn) < .pi
        && Self.isBetween(low, next, high)
      if !isNewton { next = Self.middle(low, high) }
      if next.sine == azimuth.sine && next.cosine == azimuth.cosine { break }
      azimuth = next
      trial = hybrid(azimuth)
      // Newton's method squares the error: nothing is left to gain.
      if isNewton && abs(error) < 1e-10 { break }
    }
    return WGS84.polarRadius * trial.series.length(trial.arc)
  }

  /// Newton's method needs 2 or 3 steps, rarely 10; halving then gains one bit a step.
  private static let maximumNewtonSteps = 20
  private static let maximumSteps = 90

  private static func middle(_ low: Direction, _ high: Direction) -> Direction {
    let (y, x) = (low.sine + high.sine, low.cosine + high.cosine)
    return x == 0 && y == 0 ? Direction(sine: 1, cosine: 0) : Direction(y: y, x: x)
  }

  /// Whether three directions of the eastern half circle turn clockwise from north to south.
  private static func isBetween(_ low: Direction, _ azimuth: Direction, _ high: Direction) -> Bool {
    azimuth.sine > 0
      && azimuth.sine * low.cosine - azimuth.cosine * low.sine >= 0
      && high.sine * azimuth.cosine - high.cosine * azimuth.sine >= 0
  }

  private func hybrid(_ azimuth: Direction) -> Hybrid {
    // α₀ (5), then σ and ω at both ends (11, 12).
    let sineAtEquator = azimuth.sine * first.cosine
    let alongFirst = azimuth.cosine * first.cosine
    let throughEquator = azimuth.sine * first.sine
    let cosineAtEquator =
      (azimuth.cosine * azimuth.cosine + throughEquator * throughEquator).squareRoot()
    // cos α₂ cos β₂ (45), with the difference of squares where it loses least.
    let difference =
      first.cosine < -first.sine
      ? (second.cosine - first.cosine) * (first.cosine + second.cosine)
      : (first.sine - second.sine) * (first.sine + second.sine)
    let alongSecond = max(0, alongFirst * alongFirst + difference).squareRoot()

    let arc = Arc(
      from: Direction(y: first.sine, x: alongFirst),
      to: Direction(y: second.sine, x: alongSecond))
    let omega = Direction(y: sineAtEquator * first.sine, x: alongFirst)
      .angle(to: Direction(y: sineAtEquator * second.sine, x: alongSecond))
    let series = GeodesicSeries(cosineAzimuth: cosineAtEquator)
    // (8, 23)
    let longitude = omega - WGS84.flattening * sineAtEquator * series.longitude(arc)

    let slope: Double
    if alongSecond == 0 {
      // Both ends are vertices of the geodesic (47).
      let stretch = (1 - WGS84.eccentricitySquared * first.cosine * first.cosine).squareRoot()
      slope = -2 * stretch / first.sine
    } else {
      // (46)
      slope = series.reducedLength(arc) * (1 - WGS84.flattening) / alongSecond
    }
    return Hybrid(series: series, arc: arc, longitude: longitude, slope: slope)
  }
}
