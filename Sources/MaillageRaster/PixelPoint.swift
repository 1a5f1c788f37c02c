/// A position on a canvas in 1/256 px, `x` to the right and `y` down.
///
/// Positions may lie far outside the canvas. Drawing is exact for values up to
/// ``Path/coordinateLimit`` in size.
public struct PixelPoint: Hashable, Sendable {
  /// How many units make one pixel.
  public static let unitsPerPixel = 256

  /// 1/256 px to the right of the canvas's left edge.
  public var x: Int
  /// 1/256 px below the canvas's upper edge.
  public var y: Int

  /// Creates a position from units of 1/256 px.
  @inlinable
  public init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }

  /// The canvas's upper left corner.
  public static let origin = PixelPoint(x: 0, y: 0)
}
