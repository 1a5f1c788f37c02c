public import MaillageModel
public import MaillageRaster

extension Style {
  /// How single structures look: a marker whose shape and colour say what they are.
  public struct PlaceStyle: Hashable, Sendable {
    /// The field whose values choose the marker.
    public var field: String
    /// Markers by value; where several fit, the first is drawn.
    public var symbols: [PlaceSymbol]
    /// The marker of structures no other one fits; its ``PlaceSymbol/values`` are empty.
    public var fallback: PlaceSymbol

    /// Creates the look of single structures.
    public init(field: String = "typologie", symbols: [PlaceSymbol] = [], fallback: PlaceSymbol) {
      self.field = field
      self.symbols = symbols
      self.fallback = fallback
    }

    /// The marker of a structure whose field holds these values.
    public func symbol(values: some Sequence<String>) -> PlaceSymbol {
      symbols.first { symbol in values.contains { symbol.values.contains($0) } } ?? fallback
    }

    /// How far the largest marker reaches from its centre, its stroke included.
    var reach: Double {
      symbols.reduce(fallback.reach) { max($0, $1.reach) }
    }
  }

  /// The outline of a marker.
  public enum MarkerShape: String, Hashable, Sendable, CaseIterable {
    /// A disc.
    case circle
    /// A square on its side.
    case square
    /// A square on its corner.
    case diamond
    /// A triangle with its tip up.
    case triangle
    /// A regular pentagon with its tip up.
    case pentagon
    /// A regular hexagon with its tip up.
    case hexagon
    /// A star of five points, one up.
    case star
    /// An upright cross of two equal bars.
    case cross
  }

  /// The marker of a group of structures.
  public struct PlaceSymbol: Hashable, Sendable {
    /// The values of the field it stands for.
    public var values: [String]
    /// What people read in the legend.
    public var label: LocalizedText
    /// Its shape.
    public var shape: MarkerShape
    /// The distance from its centre to its outermost corners, in CSS pixels, up to the middle of
    /// its stroke.
    public var radius: Double
    /// The colour inside.
    public var fill: Color
    /// The line along its edge, centred on it, with round joins.
    public var stroke: Line

    /// Creates a marker.
    public init(
      values: [String], label: LocalizedText, shape: MarkerShape, radius: Double, fill: Color,
      stroke: Line
    ) {
      self.values = values
      self.label = label
      self.shape = shape
      self.radius = radius
      self.fill = fill
      self.stroke = stroke
    }

    /// How far it reaches from its centre, its stroke included.
    var reach: Double { radius + stroke.width / 2 }
  }
}
