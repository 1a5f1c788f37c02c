public import MaillageRaster
public import MaillageTerritories

extension Style {
  /// Territories coloured by the structures in them.
  public struct Choropleth: Hashable, Sendable {
    /// What a colour says.
    public enum Measure: String, Hashable, Sendable, CaseIterable {
      /// How many structures are in the territory.
      case count
      /// How many structures there are on 100 km² of the territory.
      case per100km2
    }

    /// The territories coloured, by zoom; the zooms of two levels do not overlap.
    public var levels: [LevelZooms]
    /// What a colour says.
    public var measure: Measure
    /// The colours of territories with structures, by the measure they begin at, ascending; at most
    /// seven.
    public var classes: [ChoroplethClass]
    /// The colour of territories without structures.
    public var noStructure: Color
    /// The line between territories.
    public var border: Line

    /// Creates a choropleth.
    public init(
      levels: [LevelZooms], measure: Measure, classes: [ChoroplethClass], noStructure: Color,
      border: Line
    ) {
      self.levels = levels
      self.measure = measure
      self.classes = classes
      self.noStructure = noStructure
      self.border = border
    }

    /// The territories coloured at a zoom; `nil` when none are.
    public func level(zoom: Int) -> TerritoryLevel? {
      levels.first { $0.zooms.contains(zoom) }?.level
    }

    /// The colour of a territory.
    ///
    /// - Parameters:
    ///   - count: How many structures are in it.
    ///   - areaKm2: Its area in km²; only read when the measure is ``Measure/per100km2``.
    /// - Returns: ``noStructure`` or the colour of a class.
    public func color(count: Int, areaKm2: Double) -> Color {
      colors[classNumber(count: count, areaKm2: areaKm2)]
    }

    /// The colours by the number of the class: that of territories without structures, then those of
    /// ``classes``.
    public var colors: [Color] { [noStructure] + classes.map(\.color) }

    /// The place in ``colors`` of a territory's colour.
    ///
    /// - Parameters:
    ///   - count: How many structures are in it.
    ///   - areaKm2: Its area in km²; only read when the measure is ``Measure/per100km2``.
    /// - Returns: 0 for no structures, else 1 and more.
    public func classNumber(count: Int, areaKm2: Double) -> Int {
      guard count > 0, !classes.isEmpty else { return 0 }
      let value =
        switch measure {
        case .count: Double(count)
        case .per100km2: Double(count) / max(areaKm2, 0.01) * 100
        }
      return 1 + (classes.lastIndex { $0.minimum <= value } ?? 0)
    }
  }

  /// The zooms at which a level is coloured.
  public struct LevelZooms: Hashable, Sendable {
    /// The level.
    public var level: TerritoryLevel
    /// Its zooms.
    public var zooms: ClosedRange<Int>

    /// Creates a range of zooms for a level.
    public init(level: TerritoryLevel, zooms: ClosedRange<Int>) {
      self.level = level
      self.zooms = zooms
    }
  }

  /// The territories between a measure and the next class.
  public struct ChoroplethClass: Hashable, Sendable {
    /// The smallest measure of the class; the first class also takes what is below.
    public var minimum: Double
    /// Their colour.
    public var color: Color

    /// Creates a class.
    public init(minimum: Double, color: Color) {
      self.minimum = minimum
      self.color = color
    }
  }

  /// The density of structures as a glow.
  public struct Heat: Hashable, Sendable {
    /// How far one structure glows, in CSS pixels.
    public var radius: Double
    /// The glow from none to full, at even steps of the square root of the density: half of the
    /// colours tell apart what is below a quarter of the full density, so that few structures show
    /// beside many.
    ///
    /// Two to twelve colours whose alpha rises.
    public var colors: [Color]
    /// How many structures within one radius reach the last colour at zoom 8; at each zoom below it
    /// takes twice as many, at each above half as many, yet at least ``fewestSaturating``.
    public var saturation: Double

    /// How many structures within one radius reach the last colour at the deepest zooms.
    public static let fewestSaturating = 5.0

    /// How many structures within one radius reach the last colour at a zoom.
    public func saturation(zoom: Int) -> Double {
      let factor = zoom > 8 ? 1 / Double(1 << (zoom - 8)) : Double(1 << (8 - zoom))
      return max(saturation * factor, min(saturation, Self.fewestSaturating))
    }

    /// Creates a glow.
    public init(radius: Double, colors: [Color], saturation: Double) {
      self.radius = radius
      self.colors = colors
      self.saturation = saturation
    }
  }
}
