import Foundation
import MaillageGeometry
import MaillageTerritories
import Testing

@Suite struct LabelPlacementTests {
  /// Units of `WorldPoint` in a thousandth of a degree of longitude.
  private static let unit = WorldPoint.side / 360_000

  /// Radii of PyPI shapely 2.2.0 (`maximum_inscribed_circle`), in thousandths of a degree; so near
  /// the equator Mercator keeps them.
  @Test(arguments: [
    (["0,0 8,0 8,6 7,6 7,1 5.5,1 5.5,6 4,6 4,1.5 3,5.5 2,1.5 1,6 0,6"], 8.0, 1.083333),
    (["0,0 9,0 9,2 2,2 2,9 0,9"], 9.0, 1.171573),
    (["0,0 8,0 8,8 0,8", "1,1 7,1 7,7 1,7"], 8.0, 0.585786),
  ])
  func theRadiusIsThatOfTheLargestCircleInside(rings: [String], size: Double, radius: Double) throws
  {
    let scaled = rings.map { ring in
      ring.split(separator: " ").map { pair in
        pair.split(separator: ",").compactMap { Double($0).map { "\($0 / 1000)" } }
          .joined(separator: ",")
      }.joined(separator: " ")
    }
    let territory = try #require(
      TerritoryLayer(
        boundaries: GeoJSONText.collection([GeoJSONText.feature(rings: scaled)]), level: .commune,
        fileName: "shape"
      ).territories.first)
    #expect(territory.contains(territory.labelPoint))
    #expect(abs(territory.labelRadius / Self.unit - radius) < size / 200)
    #expect(territory.labelHalfWidth >= territory.labelRadius)
  }

  @Test(
    .enabled(if: SharedFiles.isPresent, "needs ../shared"),
    arguments: [
      "departements-version-simplifiee", "arrondissements-pays-de-la-loire",
      "regions-version-simplifiee",
    ])
  func everyNameStandsInsideItsTerritory(name: String) throws {
    let layer = try TerritoryLayer(
      boundaries: SharedFiles.bytes("boundaries/\(name).geojson"), level: .commune, fileName: name)
    for territory in layer.territories {
      #expect(territory.labelRadius > 0)
      #expect(
        layer.territory(containing: territory.labelPoint)?.code == territory.code,
        "\(territory.name)")
    }
  }

  @Test func anAreaSmallerThanTheGridKeepsAPosition() throws {
    let territory = try #require(
      TerritoryLayer(
        boundaries: GeoJSONText.collection([
          GeoJSONText.feature(rings: ["1,47 1.00000001,47 1,47.00000001"])
        ]), level: .commune, fileName: "speck"
      ).territories.first)
    #expect(territory.labelPoint == Coordinate(longitude: 1, latitude: 47))
    #expect(territory.labelRadius == 0)
  }
}
