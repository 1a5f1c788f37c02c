public import MaillageGeometry
public import MaillageTerritories

/// What lies under the structures: boundaries by level, and the places whose names are drawn.
public struct Basemap: Sendable {
  /// The boundary layers at hand; a level nobody gave is absent.
  public let layers: [TerritoryLevel: TerritoryLayer]
  /// The places with names, the most populous first.
  public let gazetteer: Gazetteer

  /// Gathers layers and places.
  public init(layers: [TerritoryLevel: TerritoryLayer], gazetteer: Gazetteer) {
    self.layers = layers
    self.gazetteer = gazetteer
  }

  /// The digest of everything drawn from here.
  public var revision: String {
    TerritoryLevel.allCases.map { layers[$0]?.revision ?? "-" }.joined(separator: ".")
      + "." + namesRevision
  }

  /// A digest of all places, in their order: tiles know names by their place in it.
  private var namesRevision: String {
    var words: [UInt64] = []
    for place in gazetteer.places {
      words.append(UInt64(place.name.utf8.count))
      words += place.name.utf8.lazy.map(UInt64.init)
      words.append(place.coordinate.longitude.bitPattern)
      words.append(place.coordinate.latitude.bitPattern)
      words.append(UInt64(bitPattern: Int64(place.population)))
    }
    return TileDigest(words).text
  }

  /// The territory of a level that a position lies in; `nil` outside of all, or without that level.
  public func territory(at coordinate: Coordinate, level: TerritoryLevel) -> Territory? {
    layers[level]?.territory(containing: coordinate)
  }
}
