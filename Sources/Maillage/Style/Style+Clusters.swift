public import MaillageModel
public import MaillageRaster

extension Style {
  /// How several structures drawn as one look: a disc with their number.
  public struct ClusterStyle: Hashable, Sendable {
    /// Discs by the number of structures they begin at, ascending from 2.
    public var symbols: [ClusterSymbol]
    /// The line around a disc, centred on its edge.
    public var stroke: Line
    /// The number on a disc; it has no halo.
    public var count: Text
    /// A ring that shows which kinds of structures a cluster holds; `nil` for none.
    public var pie: Pie?

    /// Creates the look of clusters.
    ///
    /// - Precondition: There are symbols.
    public init(symbols: [ClusterSymbol], stroke: Line, count: Text, pie: Pie? = nil) {
      precondition(!symbols.isEmpty, "clusters need a symbol")
      self.symbols = symbols
      self.stroke = stroke
      self.count = count
      self.pie = pie
    }
  }

  /// The disc of clusters from some count on.
  public struct ClusterSymbol: Hashable, Sendable {
    /// The smallest count drawn like this.
    public var minimumCount: Int
    /// The disc's radius in CSS pixels, up to the middle of its stroke.
    public var radius: Double
    /// The disc's colour.
    public var color: Color

    /// Creates a disc.
    public init(minimumCount: Int, radius: Double, color: Color) {
      self.minimumCount = minimumCount
      self.radius = radius
      self.color = color
    }
  }

  /// A ring divided by how many of a cluster's structures have each value of a field.
  ///
  /// It takes the outermost part of the disc, inside of its stroke; the count stands within.
  public struct Pie: Hashable, Sendable {
    /// The field, a facet of the schema.
    public var field: String
    /// The ring's width in CSS pixels.
    public var width: Double
    /// The parts by value, clockwise from the top.
    public var colors: [PieColor]
    /// The last part: structures with another value or none.
    public var other: Color

    /// Creates a ring.
    public init(field: String, width: Double, colors: [PieColor], other: Color) {
      self.field = field
      self.width = width
      self.colors = colors
      self.other = other
    }
  }

  /// The part of a ring for one value.
  public struct PieColor: Hashable, Sendable {
    /// The value of the field.
    public var value: String
    /// The part's colour.
    public var color: Color
    /// What people read in the legend; `nil` for the schema's label of the value.
    public var label: LocalizedText?

    /// Creates a part.
    public init(value: String, color: Color, label: LocalizedText? = nil) {
      self.value = value
      self.color = color
      self.label = label
    }
  }
}
