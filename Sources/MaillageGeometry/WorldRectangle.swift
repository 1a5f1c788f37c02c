/// A rectangle of the Web Mercator square, its edges included.
public struct WorldRectangle: Hashable, Sendable {
  /// The north-western corner: the smallest `x` and `y`.
  public var minimum: WorldPoint
  /// The south-eastern corner: the greatest `x` and `y`.
  public var maximum: WorldPoint

  /// Creates a rectangle from its north-western and south-eastern corners.
  @inlinable
  public init(minimum: WorldPoint, maximum: WorldPoint) {
    self.minimum = minimum
    self.maximum = maximum
  }

  /// The whole square.
  public static let world = WorldRectangle(
    minimum: WorldPoint(x: 0, y: 0), maximum: WorldPoint(x: .max, y: .max))

  /// Whether a point lies in the rectangle or on its edges.
  @inlinable
  public func contains(_ point: WorldPoint) -> Bool {
    point.x >= minimum.x && point.x <= maximum.x && point.y >= minimum.y && point.y <= maximum.y
  }

  /// Whether every point of another rectangle lies in this one.
  @inlinable
  public func contains(_ other: WorldRectangle) -> Bool {
    contains(other.minimum) && contains(other.maximum)
  }

  /// Whether the two rectangles have at least one point in common.
  @inlinable
  public func intersects(_ other: WorldRectangle) -> Bool {
    minimum.x <= other.maximum.x && other.minimum.x <= maximum.x
      && minimum.y <= other.maximum.y && other.minimum.y <= maximum.y
  }
}

extension BoundingBox {
  /// The box in the Web Mercator square: one rectangle, or two where it meets the antimeridian.
  ///
  /// Longitude 180° is column 0 of the square, so a box that reaches it from the west has a second
  /// rectangle, one column wide. Latitudes beyond the square are clamped to its edge; sides beyond
  /// ±180° and ±90° are cut. Empty when north lies south of south, or a side is not a number.
  public var worldRectangles: [WorldRectangle] {
    guard south <= north, !west.isNaN, !east.isNaN else { return [] }
    let northWest = WorldPoint(
      Coordinate(longitude: min(max(west, -180), 180), latitude: min(max(north, -90), 90)))
    let southEast = WorldPoint(
      Coordinate(longitude: min(max(east, -180), 180), latitude: min(max(south, -90), 90)))
    func columns(_ first: UInt32, _ last: UInt32) -> WorldRectangle {
      WorldRectangle(
        minimum: WorldPoint(x: first, y: northWest.y), maximum: WorldPoint(x: last, y: southEast.y))
    }
    // A longitude that is, or rounds to, 180° has column 0.
    let startsAtAntimeridian = west > 0 && northWest.x == 0
    let endsAtAntimeridian = east > 0 && southEast.x == 0
    if crossesAntimeridian {
      return startsAtAntimeridian
        ? [columns(0, southEast.x)] : [columns(northWest.x, .max), columns(0, southEast.x)]
    }
    guard endsAtAntimeridian else { return [columns(northWest.x, southEast.x)] }
    if startsAtAntimeridian { return [columns(0, 0)] }
    return northWest.x == 0
      ? [columns(0, .max)] : [columns(northWest.x, .max), columns(0, 0)]
  }
}

extension Tile {
  /// What the tile covers: its own points, not those of the next tiles.
  public var worldRectangle: WorldRectangle {
    let last = UInt32(side - 1)
    return WorldRectangle(
      minimum: origin, maximum: WorldPoint(x: origin.x + last, y: origin.y + last))
  }
}
