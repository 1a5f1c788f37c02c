public import MaillageRaster

/// How a map looks: what is drawn, in which colours and sizes, from which zoom on.
///
/// Lengths are CSS pixels: at scale 2 they are twice as many pixels of the picture. Zooms are those
/// of ``Tileset/zooms``. Start from ``light``, ``dark`` or ``highContrast``.
public struct Style: Hashable, Sendable {
  /// What the style is called.
  public var name: String
  /// Sea, neighbours and everything else outside of the territories.
  public var ground: Color
  /// What territories are painted with, from the first to the last.
  public var fills: [TerritoryFill]
  /// Lines of territories, drawn from the first to the last.
  public var borders: [TerritoryBorder]
  /// Names of territories and places.
  public var names: Names
  /// Several structures drawn as one.
  public var clusters: ClusterStyle
  /// Single structures.
  public var places: PlaceStyle
  /// Territories coloured by the structures in them.
  public var choropleth: Choropleth
  /// Density of structures as a glow.
  public var heat: Heat

  /// Creates a style from its parts.
  public init(
    name: String, ground: Color, fills: [TerritoryFill], borders: [TerritoryBorder], names: Names,
    clusters: ClusterStyle, places: PlaceStyle, choropleth: Choropleth, heat: Heat
  ) {
    self.name = name
    self.ground = ground
    self.fills = fills
    self.borders = borders
    self.names = names
    self.clusters = clusters
    self.places = places
    self.choropleth = choropleth
    self.heat = heat
  }

  /// A line.
  public struct Line: Hashable, Sendable {
    /// Its colour.
    public var color: Color
    /// Its width in CSS pixels; 0 for no line.
    public var width: Double

    /// Creates a line.
    public init(color: Color, width: Double) {
      self.color = color
      self.width = width
    }
  }

  /// A text.
  public struct Text: Hashable, Sendable {
    /// The colour of its letters.
    public var color: Color
    /// The size of its em square in CSS pixels.
    public var size: Double
    /// Whether it is set in the bold font.
    public var isBold: Bool
    /// How far the halo reaches around its letters, in CSS pixels; 0 for none.
    public var halo: Double
    /// The colour of the halo.
    public var haloColor: Color

    /// Creates a text style.
    public init(
      color: Color, size: Double, isBold: Bool = false, halo: Double = 0, haloColor: Color = .white
    ) {
      self.color = color
      self.size = size
      self.isBold = isBold
      self.halo = halo
      self.haloColor = haloColor
    }
  }
}

extension Style {
  /// The disc of a cluster of `count` structures.
  func symbol(count: Int) -> ClusterSymbol {
    clusters.symbols.last { $0.minimumCount <= count } ?? clusters.symbols[0]
  }

  /// How far the marker of `count` structures reaches from its centre at most, its stroke included.
  func reach(count: Int) -> Double {
    count == 1
      ? places.reach : symbol(count: count).radius + clusters.stroke.width / 2
  }

  /// How far the largest marker reaches from its centre, its stroke included.
  var symbolReach: Double {
    max(places.reach, (clusters.symbols.map(\.radius).max() ?? 0) + clusters.stroke.width / 2)
  }
}
