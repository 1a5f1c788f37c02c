public import MaillageRaster
public import MaillageTerritories

extension Style {
  /// The paint of one level's territories.
  public struct TerritoryFill: Hashable, Sendable {
    /// The territories painted.
    public var level: TerritoryLevel
    /// One to four colours; the territory at position `i` in the order of codes takes
    /// `colors[i % colors.count]`.
    public var colors: [Color]
    /// The zooms at which it is painted.
    public var zooms: ClosedRange<Int>

    /// Creates a paint.
    ///
    /// - Precondition: There are colours.
    public init(
      level: TerritoryLevel, colors: [Color], zooms: ClosedRange<Int> = Tileset.zooms
    ) {
      precondition(!colors.isEmpty, "a fill needs a colour")
      self.level = level
      self.colors = colors
      self.zooms = zooms
    }
  }

  /// A kind of line between territories, or around them.
  public enum BorderKind: String, Hashable, Sendable, CaseIterable {
    /// Where the départements end: coasts and frontiers.
    case outline
    /// Between two régions.
    case region
    /// Between two départements of one région.
    case departement
    /// Between two communes of one département.
    case commune
  }

  /// The line of one kind of border.
  public struct TerritoryBorder: Hashable, Sendable {
    /// Which borders.
    public var kind: BorderKind
    /// The line's colour.
    public var color: Color
    /// The line's width in CSS pixels.
    public var width: Double
    /// The zooms at which it is drawn.
    public var zooms: ClosedRange<Int>

    /// Creates a border.
    public init(
      kind: BorderKind, color: Color, width: Double, zooms: ClosedRange<Int> = Tileset.zooms
    ) {
      self.kind = kind
      self.color = color
      self.width = width
      self.zooms = zooms
    }
  }
}
