import Foundation
import MaillageGeometry
import MaillageTerritories
import Testing

@Suite struct LayerShapeTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func neighboursShareTheirBordersAtEveryZoom(seed: UInt64) throws {
    var map = SyntheticMap(seed: seed)
    let layer = try TerritoryLayer(
      boundaries: map.geoJSON(), level: .departement, fileName: "seed \(seed)")
    #expect(layer.territories.count == 20, "seed \(seed)")
    #expect(layer.detailedZoom > 4, "seed \(seed)")
    expectCoverage(of: layer)
  }

  @Test(
    .enabled(if: SharedFiles.isPresent, "needs ../shared"),
    arguments: [
      ("departements-pays-de-la-loire", 5), ("departements-version-simplifiee", 96),
      ("departements", 96), ("communes-pays-de-la-loire", 1272),
      ("region-pays-de-la-loire", 1), ("regions-version-simplifiee", 13),
    ])
  func realNeighboursShareTheirBorders(name: String, count: Int) throws {
    let layer = try TerritoryLayer(
      boundaries: SharedFiles.bytes("boundaries/\(name).geojson"), level: .departement,
      fileName: name)
    #expect(layer.territories.count == count)
    // Every third zoom: in a debug build counting the segments of the largest layers takes seconds.
    expectCoverage(of: layer, everyZooms: 3)
  }

  @Test(.enabled(if: SharedFiles.isPresent, "needs ../shared"))
  func theOuterBordersOfTheDepartementsAreTheRegion() throws {
    func layer(_ name: String, _ level: TerritoryLevel) throws -> TerritoryLayer {
      try TerritoryLayer(
        boundaries: SharedFiles.bytes("boundaries/\(name).geojson"), level: level, fileName: name)
    }
    let departements = try layer("departements-pays-de-la-loire", .departement).shape(zoom: 20)
    let region = try layer("region-pays-de-la-loire", .region).shape(zoom: 20)
    let outer = departements.borders.filter { $0.territories.1 == nil }
    #expect(Set(outer.flatMap(\.line)) == Set(region.borders.flatMap(\.line)))
  }

  @Test(.enabled(if: SharedFiles.isPresent, "needs ../shared"))
  func anExclaveFillsTheHoleOfItsNeighbour() throws {
    let layer = try TerritoryLayer(
      boundaries: SharedFiles.bytes("boundaries/departements-pays-de-la-loire.geojson"),
      level: .departement, fileName: "departements")
    let maineEtLoire = try #require(layer.territories.firstIndex { $0.code == "49" })
    let mayenne = try #require(layer.territories.firstIndex { $0.code == "53" })
    let shape = layer.shape(zoom: 12)
    #expect(shape.areas.count { $0.territory == maineEtLoire } == 2)
    let hole = try #require(shape.areas.first { $0.territory == mayenne }?.rings.dropFirst().first)
    let exclave = try #require(
      shape.areas.filter { $0.territory == maineEtLoire }.map { $0.rings[0] }
        .min { $0.count < $1.count })
    #expect(Array(hole.reversed()) == exclave)
    let border = try #require(shape.borders.first { $0.isClosed && $0.territories.1 != nil })
    #expect(Set([border.territories.0, border.territories.1]) == [maineEtLoire, mayenne])
  }

  @Test func islandsStayAtEveryZoom() throws {
    var map = SyntheticMap(seed: 4)
    let layer = try TerritoryLayer(boundaries: map.geoJSON(), level: .departement, fileName: "map")
    for zoom in 0...layer.detailedZoom {
      #expect(layer.shape(zoom: zoom).areas.count == 22, "zoom \(zoom)")
    }
  }

  @Test func aTerritoryOfOneTinyIslandStaysATriangle() throws {
    let ring = (0..<36).map { step in
      let angle = Double(step) / 36 * 2 * .pi
      return "[\(2 + 1e-4 * cos(angle)),\(47 + 1e-4 * sin(angle))]"
    }
    let file =
      #"{"type":"Feature","properties":{"code":"1","nom":"Île"},"geometry":{"type":"Polygon","#
      + #""coordinates":[[\#(ring.joined(separator: ","))]]}}"#
    let layer = try TerritoryLayer(
      boundaries: Data(file.utf8), level: .commune, fileName: "island")
    #expect(layer.shape(zoom: 0).areas.map { $0.rings[0].count } == [4])
    #expect(layer.shape(zoom: 0).borders.map(\.isClosed) == [true])
  }

  @Test func aRingThatEndsAtTheAntimeridianDoesNotCrossTheWorld() throws {
    let file = """
      {"type":"Feature","properties":{"code":"1","nom":"Est"},"geometry":{"type":"Polygon",
      "coordinates":[[[179,-17],[180,-17],[180,-16],[179,-16],[179,-17]]]}}
      """
    let layer = try TerritoryLayer(boundaries: Data(file.utf8), level: .commune, fileName: "east")
    let bounds = try #require(layer.shape(zoom: 16).areas.first).bounds
    #expect(bounds.minimum.x > 4_200_000_000)
    #expect(bounds.maximum.x == .max)
  }
}
