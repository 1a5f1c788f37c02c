public import MaillageGeometry

/// The outlines of one layer's territories, simplified for one zoom.
///
/// Areas and borders are made of the same simplified lines: two neighbours have the very same
/// vertices along their common border, so fills neither gape nor overlap, and strokes run exactly
/// along the fills.
public struct LayerShape: Sendable {
  /// One part of a territory: an outside with its holes.
  public struct Area: Sendable {
    /// The territory's index in ``TerritoryLayer/territories``.
    public let territory: Int
    /// Closed rings (the last point repeats the first) of at least four points; the first is the
    /// outside.
    public let rings: [[WorldPoint]]
    /// The smallest rectangle that holds every ring.
    public let bounds: WorldRectangle
  }

  /// A piece of a border, of at most ``maximumBorderPoints`` points.
  ///
  /// Every piece of border is in exactly one of them, whether one or two territories touch it. A
  /// long border is cut into pieces whose ends coincide: draw all pieces as one path where the
  /// colour is translucent.
  public struct Border: Sendable {
    /// The line, in order.
    public let line: [WorldPoint]
    /// Whether the line is a ring of its own, its last point repeating its first.
    public let isClosed: Bool
    /// The smallest rectangle that holds the line.
    public let bounds: WorldRectangle
    /// The indices of the territory on one side and, if there is one, on the other.
    public let territories: (Int, Int?)
  }

  /// The areas, by territory, the parts in the territory's order.
  public let areas: [Area]
  /// The borders, each exactly once.
  public let borders: [Border]

  /// The most points a ``Border`` has.
  public static let maximumBorderPoints = 256
}
