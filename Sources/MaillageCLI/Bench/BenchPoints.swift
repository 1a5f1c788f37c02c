import ArgumentParser
import MaillageGeometry
import MaillageIndex
import MaillageModel

/// How generated points lie.
enum PointDistribution: String, ExpressibleByArgument, Encodable, CaseIterable {
  /// Evenly over the globe.
  case uniform
  /// As people live: many in towns, few between them.
  case clustered
  /// The same, each position shared by ten on average.
  case stacked

  /// The same count and seed give the same points.
  func points(count: Int, seed: UInt64) -> [Coordinate] {
    switch self {
    case .uniform: SyntheticPoints.uniform(count: count, seed: seed)
    case .clustered: SyntheticPoints.clustered(count: count, seed: seed)
    case .stacked: SyntheticPoints.stacked(count: count, seed: seed)
    }
  }
}

/// What is measured: positions, and where they come from.
struct BenchPoints {
  let coordinates: [Coordinate]
  /// The rows of a list, with or without position.
  let count: Int
  /// `nil` for a list.
  let distribution: PointDistribution?
  let seed: UInt64

  /// Generates points.
  init(_ distribution: PointDistribution, count: Int, seed: UInt64) {
    coordinates = distribution.points(count: count, seed: seed)
    self.count = count
    self.distribution = distribution
    self.seed = seed
  }

  /// Takes those of a list.
  init(_ structures: [Structure], seed: UInt64) {
    coordinates = structures.compactMap(\.coordinate)
    count = structures.count
    distribution = nil
    self.seed = seed
  }

  /// The points as a list that import reads.
  var structures: [Structure] {
    let width = "\(coordinates.count)".count
    return coordinates.enumerated().map { index, place in
      let number = "\(index + 1)"
      let padded = String(repeating: "0", count: width - number.count) + number
      return Structure(
        id: "point-\(padded)", coordinate: place, values: ["nom": .text("Point \(number)")])
    }
  }
}
