import Glibc
public import MaillageGeometry

/// Invented positions for measuring and for tests of size: the same seed gives the same points.
///
/// All are rounded to seven decimals of a degree, about a centimetre.
public enum SyntheticPoints {
  /// Positions spread evenly over longitudes and the latitudes −80° … 80°.
  ///
  /// - Parameters:
  ///   - count: How many; not negative.
  ///   - seed: Any number.
  /// - Returns: Positions in random order.
  public static func uniform(count: Int, seed: UInt64) -> [Coordinate] {
    var generator = SplitMix.Generator(seed: seed)
    return (0..<count).map { _ in
      rounded(
        longitude: generator.fraction() * 360 - 180, latitude: generator.fraction() * 160 - 80)
    }
  }

  /// Positions around invented towns, as people live.
  ///
  /// Most towns lie near another town, a few by themselves. The sizes of towns follow Zipf's law; a town of *p* people is drawn with weight
  /// (*p* + 500)^0.6. Around its centre 60 % of positions spread with σ = 2 km, 30 % with 8 km and
  /// 10 % with 40 km.
  ///
  /// - Parameters:
  ///   - count: How many; not negative.
  ///   - seed: Any number.
  /// - Returns: Positions in random order.
  public static func clustered(count: Int, seed: UInt64) -> [Coordinate] {
    var generator = SplitMix.Generator(seed: seed)
    let towns = Towns(using: &generator)
    return (0..<count).map { _ in towns.position(using: &generator) }
  }

  /// Positions as ``clustered(count:seed:)`` places them, each shared by ten points on average.
  ///
  /// - Parameters:
  ///   - count: How many; not negative.
  ///   - seed: Any number.
  /// - Returns: Positions in random order.
  public static func stacked(count: Int, seed: UInt64) -> [Coordinate] {
    var generator = SplitMix.Generator(seed: seed)
    let towns = Towns(using: &generator)
    let places = (0..<(count + 9) / 10).map { _ in towns.position(using: &generator) }
    return (0..<count).map { _ in places[Int(generator.fraction() * Double(places.count))] }
  }

  private static func rounded(longitude: Double, latitude: Double) -> Coordinate {
    Coordinate(
      longitude: (longitude * 1e7).rounded() / 1e7, latitude: (latitude * 1e7).rounded() / 1e7)
  }

  /// A position at a distance of two normal deviates from another one.
  ///
  /// Source: G. E. P. Box, M. E. Muller, "A note on the generation of random normal deviates", 1958.
  private static func position(
    near centre: Coordinate, kilometres deviation: Double, _ generator: inout SplitMix.Generator
  ) -> Coordinate {
    let distance = deviation * (-2 * log(1 - generator.fraction())).squareRoot()
    let angle = 2 * Double.pi * generator.fraction()
    let kilometresPerDegree = 111.195
    let latitude = centre.latitude + distance * sin(angle) / kilometresPerDegree
    let longitude =
      centre.longitude + distance * cos(angle) / (kilometresPerDegree * cos(latitude * .pi / 180))
    return rounded(
      longitude: longitude.remainder(dividingBy: 360), latitude: min(max(latitude, -80), 80))
  }

  /// Invented towns with the weights at which they are drawn.
  private struct Towns {
    private static let count = 20_000
    private let centres: [Coordinate]
    /// The sum of the weights up to and including each town.
    private let weights: [Double]

    init(using generator: inout SplitMix.Generator) {
      var centres: [Coordinate] = []
      var weights: [Double] = []
      var sum = 0.0
      for _ in 0..<Self.count {
        let isLone = centres.isEmpty || generator.fraction() < 0.05
        let neighbour = centres.isEmpty ? 0 : Int(generator.fraction() * Double(centres.count))
        centres.append(
          isLone
            ? Coordinate(
              longitude: generator.fraction() * 360 - 180,
              latitude: asin(generator.fraction() * 1.5 - 0.6) * 180 / .pi)
            : SyntheticPoints.position(near: centres[neighbour], kilometres: 200, &generator))
        // Pareto's distribution with exponent 1 gives Zipf's law; no town has more than 20 million.
        let people = min(500 / (1 - generator.fraction()), 2e7)
        sum += pow(people + 500, 0.6)
        weights.append(sum)
      }
      self.centres = centres
      self.weights = weights
    }

    func position(using generator: inout SplitMix.Generator) -> Coordinate {
      let drawn = generator.fraction() * (weights.last ?? 0)
      let centre = centres[
        SortedSearch.first(in: 0..<weights.count - 1) { weights[$0] > drawn }]
      let kind = generator.fraction()
      let kilometres = kind < 0.6 ? 2.0 : kind < 0.9 ? 8 : 40
      return SyntheticPoints.position(near: centre, kilometres: kilometres, &generator)
    }
  }
}
