import Foundation
import MaillageGeometry
import MaillageTerritories
import Testing

@Suite struct TopoJSONTests {
  /// Two squares side by side, an island in a hole of the first, as arcs: 0 is the common side, 1 and
  /// 2 the rest of each, 3 the hole.
  private static let arcs = [
    [[1, 0], [1, 1]], [[1, 1], [0, 1], [0, 0], [1, 0]], [[1, 0], [2, 0], [2, 1], [1, 1]],
    [[0.25, 0.25], [0.5, 0.25], [0.5, 0.5], [0.25, 0.25]],
  ]
  private static let geometries = #"""
    {"type":"Polygon","properties":{"code":"1","nom":"A"},"arcs":[[0,1],[~3]]},
    {"type":"MultiPolygon","id":"2","properties":{"nom":"B"},"arcs":[[[2,~0]],[[3]]]}
    """#.replacing("~0", with: "-1").replacing("~3", with: "-4")

  private func file(
    arcs: String = "\(arcs)", transform: String = "", geometries: String = geometries,
    objects: String? = nil
  ) -> Data {
    let collection = #"{"type":"GeometryCollection","geometries":[\#(geometries)]}"#
    return Data(
      #"{"type":"Topology",\#(transform)"objects":{\#(objects ?? "\"any\":\(collection)")},"#
        .appending(#""arcs":\#(arcs)}"#).utf8)
  }

  private func layer(_ data: Data) throws -> TerritoryLayer {
    try TerritoryLayer(boundaries: data, level: .departement, fileName: "map.topojson")
  }

  private func expectSame(_ layer: TerritoryLayer, _ other: TerritoryLayer) {
    #expect(layer.revision == other.revision)
    #expect(layer.detailedZoom == other.detailedZoom)
    for zoom in 0...layer.detailedZoom {
      let (shape, model) = (layer.shape(zoom: zoom), other.shape(zoom: zoom))
      #expect(shape.areas.map(\.rings) == model.areas.map(\.rings))
      #expect(shape.borders.map(\.line) == model.borders.map(\.line))
    }
  }

  /// The same map as GeoJSON, its rings starting where those made of arcs do.
  private var model: TerritoryLayer {
    get throws {
      try layer(
        GeoJSONText.collection([
          GeoJSONText.feature(
            name: "\"A\"", rings: ["1,0 1,1 0,1 0,0", "0.25,0.25 0.5,0.5 0.5,0.25"]),
          GeoJSONText.feature(code: "\"2\"", name: "\"B\"", rings: ["1,0 2,0 2,1 1,1"]),
          GeoJSONText.feature(
            code: "\"2\"", name: "\"B\"", rings: ["0.25,0.25 0.5,0.25 0.5,0.5"]),
        ]))
    }
  }

  @Test func aMapIsTheSameInBothFormats() throws {
    let layer = try layer(file())
    #expect(layer.territories.map(\.name) == ["A", "B"])
    expectSame(layer, try model)
    expectCoverage(of: layer)
  }

  @Test func stepsOnAGridAreTakenFromTheOrigin() throws {
    // Quarters of a degree from 1° W, 1° S on: exact, hence the same map.
    let steps = Self.arcs.map { arc in
      arc.indices.map { index in
        zip(arc[index], index == 0 ? [-1, -1] : arc[index - 1]).map { Int(($0 - $1) * 4) }
      }
    }
    let transform = #""transform":{"scale":[0.25,0.25],"translate":[-1,-1]},"#
    expectSame(try layer(file(arcs: "\(steps)", transform: transform)), try model)
  }

  @Test func collectionsMayHoldCollections() throws {
    let nested =
      #"{"type":"GeometryCollection","geometries":[\#(Self.geometries)]}"#
    expectSame(try layer(file(geometries: nested)), try model)
    let parts = #"""
      {"type":"GeometryCollection","properties":{"code":"1","nom":"A"},"geometries":
      [{"type":"Polygon","arcs":[[0,1]]},{"type":"Polygon","arcs":[[2,-1]]}]}
      """#
    #expect(try layer(file(geometries: parts)).territories.map(\.polygons.count) == [2])
  }

  @Test func theObjectOfTheLevelIsRead() throws {
    let collection = #"{"type":"GeometryCollection","geometries":[\#(Self.geometries)]}"#
    let line = #"{"type":"LineString","arcs":[0]}"#
    for objects in [
      #""communes":\#(line),"Départements":\#(collection),"regions":\#(collection)"#,
      #""lines":\#(line),"a":\#(collection)"#,
    ] {
      #expect(try layer(file(objects: objects)).territories.count == 2)
    }
    let error = #expect(throws: BoundaryError.self) {
      try layer(file(objects: #""b":\#(collection),"a":\#(collection)"#))
    }
    #expect(error?.reason.contains("the objects 'a', 'b'") == true)
  }

  @Test(arguments: [
    (#"{"type":"Polygon","id":"1","properties":{"nom":"A"},"arcs":[[0,9]]}"#, "none of the 4"),
    (#"{"type":"Polygon","id":"1","properties":{"nom":"A"},"arcs":[[0,-9]]}"#, "none of the 4"),
    (#"{"type":"Polygon","id":"1","properties":{"nom":"A"},"arcs":[[1e300]]}"#, "none of the 4"),
    (#"{"type":"Polygon","id":"1","properties":{"nom":"A"},"arcs":[[0.5]]}"#, "none of the 4"),
    (#"{"type":"Polygon","id":"1","properties":{"nom":"A"},"arcs":[[0,2]]}"#, "has a gap"),
    (#"{"type":"Polygon","id":"1","properties":{"nom":"A"},"arcs":[[0]]}"#, "does not end"),
    (#"{"type":"Polygon","id":"1","properties":{"nom":"A"},"arcs":[[]]}"#, "fewer than three"),
    (#"{"type":"Polygon","id":"1","properties":{"nom":"A"},"arcs":[]}"#, "without rings"),
    (#"{"type":"Polygon","id":"1","properties":{"nom":"A"},"arcs":[3]}"#, "no array of arcs"),
    (#"{"type":"Polygon","id":"1","properties":{"nom":"A"}}"#, "without 'arcs'"),
    (#"{"type":"Polygon","id":"1","arcs":[[0,1]]}"#, "no property 'nom'"),
    (#"{"type":"Polygon","properties":{"nom":"A"},"arcs":[[0,1]]}"#, "no 'id'"),
    (#"{"type":null,"id":"1","properties":{"nom":"A"}}"#, "(code 1) has no geometry"),
    (#"{"type":"Point","id":"1","properties":{"nom":"A"},"coordinates":[0,0]}"#, "is a Point"),
  ])
  func aBrokenGeometryIsRefusedByNumber(geometry: String, reason: String) {
    let error = #expect(throws: BoundaryError.self) { try layer(file(geometries: geometry)) }
    #expect(error?.reason.contains(reason) == true, "\(String(describing: error))")
    #expect(error?.feature == 1)
  }

  @Test(arguments: [
    (#"{"type":"Topology"}"#, "no array 'arcs'"),
    (#"{"type":"Topology","arcs":[]}"#, "no 'objects'"),
    (#"{"type":"Topology","arcs":[],"objects":{}}"#, "no 'objects'"),
    (
      #"{"type":"Topology","arcs":[],"objects":{"a":{"type":"GeometryCollection","geometries":[]}}}"#,
      "'a' is empty"
    ),
    (#"{"type":"Topology","arcs":[1]}"#, "arc 0 is no array"),
    (#"{"type":"Topology","arcs":[[[0,0]]]}"#, "fewer than two"),
    (#"{"type":"Topology","arcs":[[[0,0],[1]]]}"#, "not two numbers"),
    (#"{"type":"Topology","arcs":[],"transform":{"scale":[1,1]}}"#, "'transform' needs"),
  ])
  func aBrokenTopologyIsRefused(text: String, reason: String) {
    let error = #expect(throws: BoundaryError.self) { try layer(Data(text.utf8)) }
    #expect(error?.reason.contains(reason) == true, "\(String(describing: error))")
  }

  @Test func positionsOffTheGlobeAreRefused() {
    let geometry = #"{"type":"Polygon","id":"1","properties":{"nom":"A"},"arcs":[[0]]}"#
    for scale in ["1", "1e308", "-1e308"] {
      let data = file(
        arcs: "[[[0,0],[1e300,0],[-1e300,181],[-1e300,0],[0,-181]]]",
        transform: #""transform":{"scale":[\#(scale),\#(scale)],"translate":[0,0]},"#,
        geometries: geometry)
      #expect(throws: BoundaryError.self) { try layer(data) }
    }
  }

  @Test func aLongArcNamedOftenIsRefused() {
    let arc = (0..<40_000).map { "[\(Double($0 % 100) / 100),0]" } + ["[0,0]"]
    let chain = Array(repeating: "0", count: 1000).joined(separator: ",")
    let error = #expect(throws: BoundaryError.self) {
      try layer(
        file(
          arcs: "[[\(arc.joined(separator: ","))]]",
          geometries:
            #"{"type":"Polygon","id":"1","properties":{"nom":"A"},"arcs":[[\#(chain)]]}"#))
    }
    #expect(error?.reason.contains("positions") == true, "\(String(describing: error))")
  }
}
