import Foundation
import MaillageGeometry
import MaillageTerritories
import Testing

@Suite struct PointInPolygonTests {
  /// A comb with teeth of several shapes and a hole, and answers of PyPI shapely 2.2.0 (`contains`).
  @Test(arguments: [
    (5.23, 3.79, true), (6.6, 4.81, false), (1.26, 1.18, true), (3.11, 5.12, false),
    (1.3, 2.95, true), (6.08, 6.43, false), (6.61, 2.81, false), (1.24, 3.74, true),
    (2.6, 5.16, false), (6.01, 1.95, false), (8.27, 0.06, false), (0.42, 2.79, true),
    (2.54, 2.88, true), (8.37, 3.77, false), (-0.48, 5.86, false), (2.6, 4.0, false),
    (7.01, 0.34, true), (3.0, 4.48, true), (1.29, 5.72, false), (3.41, 3.95, false),
    (6.19, 0.09, true), (0.93, 6.45, false), (5.0, 3.67, true), (3.77, 6.06, false),
    (0.9, 3.34, true), (6.04, 0.22, true), (6.25, 0.47, true), (1.42, 3.01, true),
    (4.4, 5.34, true), (7.58, 4.14, true), (0.68, 0.56, true), (4.09, 5.61, true),
    (6.49, 3.76, false), (6.48, 0.55, true), (0.58, -0.07, false), (3.0, 0.5, false),
  ])
  func combWithAHole(longitude: Double, latitude: Double, isInside: Bool) throws {
    let layer = try TerritoryLayer(
      boundaries: GeoJSONText.collection([
        GeoJSONText.feature(rings: [
          "0,0 8,0 8,6 7,6 7,1 5.5,1 5.5,6 4,6 4,1.5 3,5.5 2,1.5 1,6 0,6 0,0",
          "1,0.25 1,0.75 4.5,1 6.5,0.25 1,0.25",
        ])
      ]), level: .commune, fileName: "comb")
    let position = Coordinate(longitude: longitude, latitude: latitude)
    #expect((layer.territory(containing: position) != nil) == isInside)
    #expect(layer.territories[0].contains(position) == isInside)
  }

  /// Positions near borders and around the exclave of 49, with answers of PyPI shapely 2.2.0.
  @Test(
    .enabled(if: SharedFiles.isPresent, "needs ../shared"),
    arguments: [
      (-1.45039, 46.6045, "85"), (-0.28918, 46.42023, nil), (-0.69762, 47.10937, "49"),
      (-2.3941, 47.44247, "44"), (-2.46689, 47.26907, nil), (-0.37261, 48.47712, "53"),
      (-1.50489, 48.1679, nil), (-1.95842, 47.61676, "44"), (-0.33186, 47.12513, "49"),
      (-1.833, 46.9524, "85"), (-0.18828, 47.70464, "49"), (-2.2169, 46.96338, "85"),
      (-1.12695, 47.0244, "49"), (-1.39629, 46.34259, "85"), (-2.15077, 46.94394, nil),
      (-0.52922, 48.49526, nil), (-1.82974, 46.92936, "85"), (-0.13132, 48.34216, "53"),
      (0.18725, 48.46376, nil), (-2.18684, 47.50544, "44"), (0.84087, 48.10768, "72"),
      (-2.51957, 47.28761, "44"), (0.15014, 48.45618, "72"), (0.09124, 47.28172, nil),
      (-0.30637, 48.05123, "53"), (-0.79219, 47.76192, "53"), (-1.66057, 47.71071, nil),
      (-0.28968, 47.96304, "72"), (-1.07571, 47.00855, "85"), (-1.27657, 47.29097, "44"),
      (0.16809, 48.4502, nil), (-0.72935, 47.74231, "49"), (-0.79304, 46.86113, nil),
      (-2.2326, 47.14128, "44"), (-0.30628, 47.98698, "53"), (-0.74225, 47.74216, "53"),
      (-0.74184, 47.74149, "49"), (-0.74041, 47.74166, "53"), (-0.74201, 47.74137, "49"),
      (-0.74254, 47.74188, "53"), (-0.74144, 47.74205, "49"), (-0.74186, 47.74029, "49"),
    ] as [(Double, Double, String?)])
  func paysDeLaLoire(longitude: Double, latitude: Double, code: String?) throws {
    let position = Coordinate(longitude: longitude, latitude: latitude)
    #expect(try Self.layer.get().territory(containing: position)?.code == code)
  }

  private static let layer = Result {
    try TerritoryLayer(
      boundaries: SharedFiles.bytes("boundaries/departements-pays-de-la-loire.geojson"),
      level: .departement, fileName: "departements")
  }

  @Test(arguments: [11, 12] as [UInt64])
  func aPositionOnABorderBelongsToExactlyOneSide(seed: UInt64) throws {
    var map = SyntheticMap(seed: seed)
    let layer = try TerritoryLayer(
      boundaries: map.geoJSON(), level: .departement, fileName: "seed \(seed)")
    // The inside of the country: every position there has a territory.
    let inside = BoundingBox(west: 0.3, south: 45.3, east: 4.7, north: 48.7)
    for territory in layer.territories {
      for ring in territory.polygons.flatMap(\.rings) {
        // Every tenth piece: a scan of them all takes a minute.
        for index in stride(from: 0, to: ring.count - 1, by: 10) {
          let (from, to) = (ring[index], ring[index + 1])
          let middle = Coordinate(
            longitude: (from.longitude + to.longitude) / 2,
            latitude: (from.latitude + to.latitude) / 2)
          for position in [from, middle] where inside.contains(position) {
            let owners = layer.territories.filter { $0.contains(position) }
            #expect(owners.count == 1, "seed \(seed), \(position)")
            #expect(layer.territory(containing: position)?.code == owners.first?.code)
          }
        }
      }
    }
  }

  @Test(arguments: [21, 22] as [UInt64])
  func theSlabsAnswerLikeAScanOfAllPolygons(seed: UInt64) throws {
    var map = SyntheticMap(seed: seed)
    let layer = try TerritoryLayer(
      boundaries: map.geoJSON(), level: .departement, fileName: "seed \(seed)")
    var generator = SplitMix64(seed: seed)
    for _ in 0..<3000 {
      let position = Coordinate(
        longitude: .random(in: -1...8, using: &generator),
        latitude: .random(in: 44...50, using: &generator))
      let scanned = layer.territories.first { territory in
        territory.polygons.contains { $0.contains(position) }
      }
      #expect(
        layer.territory(containing: position)?.code == scanned?.code, "seed \(seed), \(position)")
    }
  }

  @Test func nothingLiesOutsideTheLayerOrNowhere() throws {
    let layer = try TerritoryLayer(
      boundaries: GeoJSONText.collection([GeoJSONText.feature(rings: ["0,0 1,0 1,1 0,1"])]),
      level: .commune, fileName: "square")
    for position in [(0.5, 91), (0.5, -90), (0.5, 90), (-180, 0.5), (.nan, 0.5), (0.5, .nan)] {
      #expect(
        layer.territory(containing: Coordinate(longitude: position.0, latitude: position.1)) == nil)
    }
  }
}
