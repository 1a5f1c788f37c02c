import Foundation
public import MaillageGeometry

/// Ways in which points lie that have broken spatial indexes before.
public enum PointLayout: String, CaseIterable, Sendable {
  case uniform, clustered, duplicates, collinear, antimeridian, polar, one, empty

  /// Draws points of this layout; ``one`` and ``empty`` give fewer than asked for.
  public func points(_ count: Int, using generator: inout SplitMix64) -> [Coordinate] {
    switch self {
    case .uniform:
      return (0..<count).map { _ in Self.anywhere(&generator) }
    case .clustered:
      let centres = (0..<5).map { _ in Self.anywhere(&generator) }
      return (0..<count).map { _ in
        let centre = centres[Int.random(in: 0..<5, using: &generator)]
        let spread = pow(10, Double.random(in: -5...0.5, using: &generator))
        return Self.near(centre, spread, &generator)
      }
    case .duplicates:
      let places = (0..<max(1, count / 10)).map { _ in Self.anywhere(&generator) }
      return (0..<count).map { _ in places[Int.random(in: 0..<places.count, using: &generator)] }
    case .collinear:
      let start = Self.anywhere(&generator)
      let isMeridian = Bool.random(using: &generator)
      return (0..<count).map { _ in
        isMeridian
          ? Coordinate(
            longitude: start.longitude, latitude: .random(in: -90...90, using: &generator))
          : Coordinate(
            longitude: .random(in: -180...180, using: &generator), latitude: start.latitude)
      }
    case .antimeridian:
      return (0..<count).map { _ in
        let offset =
          Double.random(in: 0...1, using: &generator)
          * pow(10, Double(Int.random(in: -9...0, using: &generator)))
        let longitudes = [180 - offset, -180 + offset, 180, -180]
        return Coordinate(
          longitude: longitudes[Int.random(in: 0..<4, using: &generator)],
          latitude: .random(in: -90...90, using: &generator))
      }
    case .polar:
      return (0..<count).map { _ in
        let offset = Double.random(in: 0...6, using: &generator)
        let latitudes = [90 - offset, offset - 90, 90, -90]
        return Coordinate(
          longitude: .random(in: -180...180, using: &generator),
          latitude: latitudes[Int.random(in: 0..<4, using: &generator)])
      }
    case .one:
      return [Self.anywhere(&generator)]
    case .empty:
      return []
    }
  }

  /// A position anywhere on the globe, equally likely on every equal area.
  public static func anywhere(_ generator: inout SplitMix64) -> Coordinate {
    Coordinate(
      longitude: .random(in: -180...180, using: &generator),
      latitude: asin(Double.random(in: -1...1, using: &generator)) * 180 / .pi)
  }

  /// A position within so many degrees of another in either direction.
  public static func near(
    _ centre: Coordinate, _ spread: Double, _ generator: inout SplitMix64
  ) -> Coordinate {
    Coordinate(
      longitude: min(
        180, max(-180, centre.longitude + .random(in: -spread...spread, using: &generator))),
      latitude: min(
        90, max(-90, centre.latitude + .random(in: -spread...spread, using: &generator))))
  }
}
