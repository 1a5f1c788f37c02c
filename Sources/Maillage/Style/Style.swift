public import MaillageRaster

/// How a map looks.
///
/// Lengths are CSS pixels.
public struct Style: Hashable, Sendable {
  /// Everything outside of the territories, sea and neighbours alike.
  public var ground = Color(red: 0xe3, green: 0xe9, blue: 0xed)
  /// The territories.
  public var land = Color(red: 0xfb, green: 0xf9, blue: 0xf4)
  /// Borders between communes.
  public var communeBorder = Line(color: Color(red: 0xdd, green: 0xd5, blue: 0xc6), width: 1)
  /// Borders between départements.
  public var departementBorder = Line(color: Color(red: 0xb9, green: 0xb0, blue: 0xa2), width: 1)
  /// Borders between régions.
  public var regionBorder = Line(color: Color(red: 0x9a, green: 0x90, blue: 0x82), width: 1.5)
  /// Coasts and frontiers.
  public var outline = Line(color: Color(red: 0x9f, green: 0xb0, blue: 0xbb), width: 1)
  /// Names of régions.
  public var regionName = Text(
    color: Color(red: 0x5c, green: 0x54, blue: 0x49), size: 13, isBold: true, halo: 1.75)
  /// Names of départements.
  public var departementName = Text(
    color: Color(red: 0x6b, green: 0x5d, blue: 0x4a), size: 12, isBold: true, halo: 1.75)
  /// Names of places.
  public var placeName = Text(
    color: Color(red: 0x33, green: 0x38, blue: 0x3d), size: 11.5, isBold: false, halo: 1.5)
  /// Discs of clusters, by the number of structures they begin at, ascending from 2.
  public var clusters: [ClusterSymbol] = [
    ClusterSymbol(minimumCount: 2, radius: 12.5, color: Color(red: 0xb8, green: 0x5a, blue: 0x2b)),
    ClusterSymbol(minimumCount: 10, radius: 14.5, color: Color(red: 0xa9, green: 0x4c, blue: 0x22)),
    ClusterSymbol(minimumCount: 100, radius: 16, color: Color(red: 0x96, green: 0x3d, blue: 0x1c)),
    ClusterSymbol(
      minimumCount: 1_000, radius: 17.5, color: Color(red: 0x80, green: 0x2f, blue: 0x19)),
    ClusterSymbol(
      minimumCount: 10_000, radius: 18.5, color: Color(red: 0x69, green: 0x23, blue: 0x17)),
  ]
  /// The ring around a cluster's disc.
  public var clusterStroke = Line(color: Color(red: 255, green: 255, blue: 255), width: 1.5)
  /// The number on a cluster's disc.
  public var clusterCount = Text(
    color: Color(red: 255, green: 255, blue: 255), size: 11, isBold: true, halo: 0)
  /// The inside of a single structure's marker.
  public var placeFill = Color(red: 255, green: 255, blue: 255)
  /// The radius of a single structure's marker to the middle of its ring.
  public var placeRadius = 5.5
  /// The ring of a single structure's marker.
  public var placeStroke = Line(color: Color(red: 0xb8, green: 0x5a, blue: 0x2b), width: 3)

  /// A line.
  public struct Line: Hashable, Sendable {
    /// Its colour.
    public var color: Color
    /// Its width.
    public var width: Double
  }

  /// A text.
  public struct Text: Hashable, Sendable {
    /// Its colour.
    public var color: Color
    /// The size of its em square.
    public var size: Double
    /// Whether it is set in the bold font.
    public var isBold: Bool
    /// The width of the halo around it; 0 for none.
    public var halo: Double
  }

  /// The disc of clusters from some count on.
  public struct ClusterSymbol: Hashable, Sendable {
    /// The smallest count drawn like this.
    public var minimumCount: Int
    /// The disc's radius, half of the ring included.
    public var radius: Double
    /// The disc's colour.
    public var color: Color
  }

  /// The default look: light, for a map one would publish as it is.
  public static let light = Style()

  /// The disc of a cluster of `count` structures.
  func symbol(count: Int) -> ClusterSymbol {
    clusters.last { $0.minimumCount <= count } ?? clusters[0]
  }

  /// How far the marker of `count` structures reaches from its centre, its ring included.
  func reach(count: Int) -> Double {
    count == 1
      ? placeRadius + placeStroke.width / 2 : symbol(count: count).radius + clusterStroke.width / 2
  }

  /// How far the largest symbol reaches from its centre.
  var symbolReach: Double {
    max(
      clusters.map(\.radius).max() ?? 0, placeRadius + placeStroke.width / 2,
      clusterStroke.width / 2) + clusterStroke.width
  }
}
