/// A box between two meridians and two parallels, bounds included.
///
/// A box whose `west` is greater than its `east` crosses the antimeridian.
public struct BoundingBox: Hashable, Sendable {
  /// Longitude of the western side, in degrees.
  public var west: Double
  /// Latitude of the southern side, in degrees.
  public var south: Double
  /// Longitude of the eastern side, in degrees.
  public var east: Double
  /// Latitude of the northern side, in degrees.
  public var north: Double

  /// Creates a box from its four sides, in the order of RFC 7946, section 5.
  public init(west: Double, south: Double, east: Double, north: Double) {
    self.west = west
    self.south = south
    self.east = east
    self.north = north
  }

  /// The box that holds every position.
  public static let world = BoundingBox(west: -180, south: -90, east: 180, north: 90)

  /// Whether the box spans the meridian of longitude 180°.
  public var crossesAntimeridian: Bool { west > east }

  /// Whether a position lies in the box or on its sides.
  public func contains(_ coordinate: Coordinate) -> Bool {
    guard coordinate.latitude >= south, coordinate.latitude <= north else { return false }
    return crossesAntimeridian
      ? coordinate.longitude >= west || coordinate.longitude <= east
      : coordinate.longitude >= west && coordinate.longitude <= east
  }

  /// The position half-way between the sides, in degrees.
  public var center: Coordinate {
    let middle = (west + east) / 2
    return Coordinate(
      longitude: crossesAntimeridian ? (middle > 0 ? middle - 180 : middle + 180) : middle,
      latitude: (south + north) / 2)
  }

  /// The smallest box without a crossing that holds all positions; `nil` when there are none.
  ///
  /// - Complexity: O(n), n the number of positions.
  public init?(containing coordinates: some Sequence<Coordinate>) {
    var box: BoundingBox?
    for position in coordinates {
      guard let known = box else {
        box = BoundingBox(
          west: position.longitude, south: position.latitude,
          east: position.longitude, north: position.latitude)
        continue
      }
      box = BoundingBox(
        west: min(known.west, position.longitude), south: min(known.south, position.latitude),
        east: max(known.east, position.longitude), north: max(known.north, position.latitude))
    }
    guard let box else { return nil }
    self = box
  }
}
