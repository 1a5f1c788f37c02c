/// A rim of one colour around text, which keeps it readable on any ground.
public struct Halo: Hashable, Sendable {
  /// The widest rim, in px.
  public static let largestWidth = 64.0

  /// The rim's colour.
  public var color: Color
  /// How far it reaches beyond the glyphs, in px, 0 … ``largestWidth``.
  public var width: Double

  /// Creates a rim from its colour and its width in px.
  public init(color: Color, width: Double) {
    self.color = color
    self.width = width
  }

  /// The width in 1/256 px.
  var rim: Int {
    width > 0
      ? (min(width, Self.largestWidth) * Double(PixelPoint.unitsPerPixel)).nearestInteger : 0
  }
}
