import Foundation
import MaillageGeometry
import MaillageTerritories
import Testing

@Suite struct TerritoryLayerTests {
  private func layer(
    _ features: [String], level: TerritoryLevel = .departement
  ) throws -> TerritoryLayer {
    try TerritoryLayer(
      boundaries: GeoJSONText.collection(features), level: level, fileName: "map.geojson")
  }

  @Test func ringsComeOutClosedAndInOrderWhicheverWayTheyRan() throws {
    let outsides = ["0,0 9,0 9,9 0,9 0,0", "0,0 0,9 9,9 9,0 0,0", "9,0 9,9 0,9 0,0 0,0"]
    let holes = ["3,3 6,3 6,6 3,6 3,3", "3,3 3,6 6,6 6,3 3,3", "3,3 6,3 6,6 6,6 3,6"]
    for outside in outsides {
      for hole in holes {
        let polygon = try #require(
          layer([GeoJSONText.feature(rings: [outside, hole])]).territories.first?.polygons.first)
        #expect(polygon.rings.allSatisfy { $0.count == 5 && $0.first == $0.last })
        #expect(signedArea(polygon.rings[0]) == 81)
        #expect(signedArea(polygon.rings[1]) == -9)
      }
    }
  }

  private func signedArea(_ ring: [Coordinate]) -> Double {
    zip(ring, ring.dropFirst()).reduce(0) { area, edge in
      area
        + (edge.0.longitude * edge.1.latitude - edge.1.longitude * edge.0.latitude) / 2
    }
  }

  @Test func aNumberAsCodeGetsItsLostZerosBack() throws {
    let feature = GeoJSONText.feature(code: "1", rings: ["0,0 1,0 1,1"])
    #expect(try layer([feature]).territories.map(\.code) == ["01"])
    #expect(try layer([feature], level: .commune).territories.map(\.code) == ["00001"])
  }

  @Test func featuresOfOneCodeArePartsOfOneTerritory() throws {
    let parts = ["0,0 1,0 1,1", "5,5 6,5 6,6"].map { GeoJSONText.feature(rings: [$0]) }
    #expect(try layer(parts).territories.map(\.polygons.count) == [2])
  }

  @Test func theOrderOfFeaturesDoesNotMatter() throws {
    let features = (0..<9).map { number in
      GeoJSONText.feature(
        code: "\"\(number)\"", name: "\"N \(number)\"",
        rings: ["\(number),0 \(number + 1),0 \(number + 1),1 \(number),1"])
    }
    let first = try layer(features)
    let second = try layer(features.reversed())
    #expect(first.revision == second.revision)
    #expect((0..<9).allSatisfy { first.territory(code: "\($0)")?.name == "N \($0)" })
    #expect(first.territory(code: "") == nil && first.territory(code: "99") == nil)
    #expect(first.territories.map(\.code) == second.territories.map(\.code))
    #expect(first.shape(zoom: 3).borders.map(\.line) == second.shape(zoom: 3).borders.map(\.line))
    #expect(try layer(Array(features.dropLast())).revision != first.revision)
    #expect(try layer(features, level: .region).revision != first.revision)
    var renamed = features
    renamed[3].replace("N 3", with: "N 33")
    #expect(try layer(renamed).revision != first.revision)
  }

  @Test(arguments: [
    (#"{"type":"Polygon","coordinates":[]}"#, nil, "holds a Polygon"),
    (#"{"type":"FeatureCollection"}"#, nil, "no array 'features'"),
    (#"{"type":"FeatureCollection","features":[]}"#, nil, "is empty"),
    (#"[1, 2"#, nil, "is not JSON: line 1, column 6"),
    ("{\"type\":\n \"Feature\",}", nil, "is not JSON: line 2, column 12"),
    (String(repeating: "[", count: 100_000), nil, "nested too deeply"),
    (#"{}"#, nil, "no 'type'"),
    (#"{"type":"FeatureCollection","features":[{"type":"Polygon"}]}"#, 1, "type Feature"),
    (#"{"type":"Feature","properties":{}}"#, 1, "no property 'code'"),
    (#"{"type":"Feature","properties":null}"#, 1, "no property 'code'"),
    (#"{"type":"Feature","properties":{"code":"1"}}"#, 1, "no property 'nom'"),
    (#"{"type":"Feature","properties":{"code":"1","nom":"A"}}"#, 1, "no geometry"),
    (
      #"{"type":"Feature","properties":{"code":"1","nom":"A"},"geometry":{"type":"Point","#
        + #""coordinates":[1,2]}}"#, 1, "is a Point"
    ),
    (
      #"{"type":"Feature","properties":{"code":"1","nom":"A"},"geometry":{"type":"Polygon"}}"#, 1,
      "without 'coordinates'"
    ),
    (GeoJSONText.feature(rings: []), 1, "without rings"),
    (GeoJSONText.feature(rings: ["0,0 1,1 0,0"]), 1, "fewer than three different positions"),
    (GeoJSONText.feature(rings: ["0,0 1,1 181,0"]), 1, "outside of longitude ±180"),
    (GeoJSONText.feature(rings: ["355000,6700000 1,1 0,0"]), 1, "must be in degrees"),
    (GeoJSONText.feature(rings: ["0,0 1,1e999 2,0"]), nil, "the number is too large"),
    (GeoJSONText.feature(rings: ["0,0 1,null 2,0"]), 1, "not two numbers"),
    (GeoJSONText.feature(rings: ["0,0 1 2,0"]), 1, "not two numbers"),
    (GeoJSONText.feature(code: "1.5", rings: ["0,0 1,1 2,0"]), 1, "no property 'code'"),
  ])
  func whatCannotBeReadIsRefusedWithFileAndFeature(text: String, feature: Int?, reason: String) {
    let error = #expect(throws: BoundaryError.self) {
      try TerritoryLayer(boundaries: Data(text.utf8), level: .region, fileName: "bad.geojson")
    }
    #expect(error?.feature == feature)
    #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
    #expect(error?.description.hasPrefix("bad.geojson: ") == true)
  }

  @Test func oneCodeWithTwoNamesIsRefused() {
    let error = #expect(throws: BoundaryError.self) {
      try layer([
        GeoJSONText.feature(rings: ["0,0 1,0 1,1"]),
        GeoJSONText.feature(name: "\"Deux\"", rings: ["5,5 6,5 6,6"]),
      ])
    }
    #expect(error?.feature == 2)
  }

  @Test(.enabled(if: SharedFiles.isPresent, "needs ../shared"))
  func aBareFeatureIsALayerOfOne() throws {
    let layer = try TerritoryLayer(
      boundaries: SharedFiles.bytes("boundaries/departement-85-vendee.geojson"),
      level: .departement,
      fileName: "vendee")
    #expect(layer.territories.map(\.name) == ["Vendée"])
    #expect(layer.territories[0].polygons.count == 3)
  }

  @Test(.enabled(if: SharedFiles.isPresent, "needs ../shared"))
  func aFeatureWithoutPropertiesIsRefused() throws {
    let bytes = try SharedFiles.bytes("boundaries/metropole-version-simplifiee.geojson")
    #expect(throws: BoundaryError.self) {
      try TerritoryLayer(boundaries: bytes, level: .region, fileName: "metropole")
    }
  }
}
