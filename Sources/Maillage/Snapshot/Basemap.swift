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
      + ".\(gazetteer.places.count)"
  }

  /// The territory of a level that a position lies in; `nil` outside of all, or without that level.
  public func territory(at coordinate: Coordinate, level: TerritoryLevel) -> Territory? {
    layers[level]?.territory(containing: coordinate)
  }
}
