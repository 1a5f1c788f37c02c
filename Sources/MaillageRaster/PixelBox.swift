/// A rectangle on a canvas in 1/256 px, sides parallel to the canvas's.
public struct PixelBox: Hashable, Sendable {
  /// The upper left corner.
  public var minimum: PixelPoint
  /// The lower right corner.
  public var maximum: PixelPoint

  /// Creates a box from its upper left and lower right corners.
  @inlinable
  public init(minimum: PixelPoint, maximum: PixelPoint) {
    self.minimum = minimum
    self.maximum = maximum
  }

  /// Width in 1/256 px.
  @inlinable
  public var width: Int { maximum.x - minimum.x }

  /// Height in 1/256 px.
  @inlinable
  public var height: Int { maximum.y - minimum.y }

  /// Whether the two boxes share an area; boxes that only touch do not.
  @inlinable
  public func intersects(_ other: PixelBox) -> Bool {
    minimum.x < other.maximum.x && other.minimum.x < maximum.x
      && minimum.y < other.maximum.y && other.minimum.y < maximum.y
  }

  /// The box moved by a distance in 1/256 px.
  @inlinable
  public func translated(by dx: Int, _ dy: Int) -> PixelBox {
    PixelBox(
      minimum: PixelPoint(x: minimum.x + dx, y: minimum.y + dy),
      maximum: PixelPoint(x: maximum.x + dx, y: maximum.y + dy))
  }

  /// The smallest box that holds both.
  @inlinable
  public func union(_ other: PixelBox) -> PixelBox {
    PixelBox(
      minimum: PixelPoint(
        x: min(minimum.x, other.minimum.x), y: min(minimum.y, other.minimum.y)),
      maximum: PixelPoint(
        x: max(maximum.x, other.maximum.x), y: max(maximum.y, other.maximum.y)))
  }

  /// The smallest box of whole pixels that holds this one.
  @inlinable
  public var roundedOut: PixelBox {
    PixelBox(
      minimum: PixelPoint(x: minimum.x & ~255, y: minimum.y & ~255),
      maximum: PixelPoint(x: (maximum.x + 255) & ~255, y: (maximum.y + 255) & ~255))
  }
}
