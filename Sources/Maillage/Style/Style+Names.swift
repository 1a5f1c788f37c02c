extension Style {
  /// The names written on the map.
  public struct Names: Hashable, Sendable {
    /// Names of régions; `nil` for none.
    public var region: TerritoryNames?
    /// Names of départements; `nil` for none.
    public var departement: TerritoryNames?
    /// Names of communes; `nil` for none.
    public var commune: TerritoryNames?
    /// Names of places; `nil` for none.
    public var places: PlaceNames?
    /// Whether all names are drawn, over each other and over markers.
    ///
    /// When false, as a map wants it, names keep clear of each other and hide under markers.
    public var overlap: Bool

    /// Creates the names of a map.
    public init(
      region: TerritoryNames? = nil, departement: TerritoryNames? = nil,
      commune: TerritoryNames? = nil, places: PlaceNames? = nil, overlap: Bool = false
    ) {
      self.region = region
      self.departement = departement
      self.commune = commune
      self.places = places
      self.overlap = overlap
    }
  }

  /// The names of one level's territories.
  public struct TerritoryNames: Hashable, Sendable {
    /// How they are written.
    public var text: Text
    /// The zooms at which they are written.
    public var zooms: ClosedRange<Int>

    /// Creates the names of a level.
    public init(text: Text, zooms: ClosedRange<Int>) {
      self.text = text
      self.zooms = zooms
    }
  }

  /// The names of cities, towns and villages.
  public struct PlaceNames: Hashable, Sendable {
    /// How they are written.
    public var text: Text
    /// The smallest population named, by zoom, ascending; below the first zoom none is named.
    public var minimumPopulation: [ZoomStep]

    /// Creates the names of places.
    public init(text: Text, minimumPopulation: [ZoomStep]) {
      self.text = text
      self.minimumPopulation = minimumPopulation
    }

    /// The smallest population named at a zoom; `nil` when none is.
    public func minimumPopulation(zoom: Int) -> Int? {
      minimumPopulation.last { $0.zoom <= zoom }?.population
    }
  }

  /// A population from a zoom on.
  public struct ZoomStep: Hashable, Sendable {
    /// The first zoom it holds for.
    public var zoom: Int
    /// The smallest population, in inhabitants.
    public var population: Int

    /// Creates a step.
    public init(zoom: Int, population: Int) {
      self.zoom = zoom
      self.population = population
    }
  }
}
