import Foundation
import MaillageGeometry
import MaillageModel
import MaillageRaster
import MaillageTerritories
import MaillageTestSupport
import Testing

@testable import Maillage

@Suite struct ChoroplethTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func countsAreThoseOfTheOutlinesAroundEachPosition(seed: UInt64) {
    let snapshot = TestMap.snapshot(TestMap.structures(count: 700, seed: seed))
    let counts = snapshot.territoryCounts(.departement, for: snapshot.selection(for: Filter()))
    var expected: [String: Int] = [:]
    for position in snapshot.structures.compactMap(\.coordinate) {
      for territory in TestMap.basemap.layers[.departement]?.territories ?? []
      where Self.isInside(position, territory) {
        expected[territory.code, default: 0] += 1
      }
    }
    #expect(expected.count >= 5)
    #expect(counts == expected, "seed \(seed)")
  }

  /// Whether a line eastwards from a position crosses the borders an odd number of times.
  private static func isInside(_ position: Coordinate, _ territory: Territory) -> Bool {
    var isInside = false
    for ring in territory.polygons.flatMap(\.rings) {
      for (from, to) in zip(ring, ring.dropFirst())
      where (from.latitude > position.latitude) != (to.latitude > position.latitude) {
        let share = (position.latitude - from.latitude) / (to.latitude - from.latitude)
        let crossing = from.longitude + share * (to.longitude - from.longitude)
        if crossing > position.longitude { isInside.toggle() }
      }
    }
    return isInside
  }

  @Test func aFilterCountsItsOwnStructures() throws {
    var structures = LayerMap.structures([4, 6, 0, 0, 0, 0, 0, 0])
    for index in structures.indices where index % 2 == 0 {
      structures[index].values["frais_a_charge"] = .list(["Gratuit"])
    }
    let filter = try Filter(
      parameters: [("frais_a_charge", "Gratuit")], schema: .standard, now: .distantPast)
    let snapshot = LayerMap.snapshot(structures)
    #expect(
      snapshot.territoryCounts(.departement, for: snapshot.selection(for: filter))
        == ["40": 2, "41": 3])
  }

  @Test func areasAreThoseOfTheEllipsoid() throws {
    // A degree by a degree at the equator: 12,309 km² on WGS 84 (Karney's planimeter: 12308.778).
    let square = try #require(LayerMap.basemap.layers[.departement]?.territory(code: "40"))
    #expect(abs(square.areaKm2 - 12_308.8) < 0.5)
    // Farther north, with a hole: what strips along parallels add up to on the ellipsoid.
    let land = """
      {"type":"Feature","properties":{"code":"49","nom":"x"},"geometry":{"type":"Polygon",\
      "coordinates":[[[2,47],[3,47],[3,48],[2,48],[2,47]],\
      [[2.25,47.5],[2.75,47.5],[2.75,47.75],[2.25,47.75],[2.25,47.5]]]}}
      """
    let layer = try TerritoryLayer(
      boundaries: Data(land.utf8), level: .departement, fileName: "land.geojson")
    let expected = Self.band(47, 48) - Self.band(47.5, 47.75) / 2
    #expect(abs(layer.territories[0].areaKm2 / expected - 1) < 1e-6)
    // The parts of a région add up to it.
    let departements = try #require(TestMap.basemap.layers[.departement])
    let pays = ["44", "49", "53", "72", "85"].compactMap {
      departements.territory(code: $0)?.areaKm2
    }
    let region = try #require(TestMap.basemap.layers[.region]?.territory(code: "52"))
    #expect(abs(pays.reduce(0, +) / region.areaKm2 - 1) < 0.01)
  }

  /// The area of a degree of longitude between two parallels, in km², by strips.
  private static func band(_ south: Double, _ north: Double) -> Double {
    let steps = 10_000
    let height = (north - south) / Double(steps) * .pi / 180
    return (0..<steps).reduce(0) { sum, step in
      let latitude = south * .pi / 180 + (Double(step) + 0.5) * height
      let rest = 1 - WGS84.eccentricitySquared * sin(latitude) * sin(latitude)
      let alongMeridian =
        WGS84.equatorialRadius * (1 - WGS84.eccentricitySquared) / (rest * rest.squareRoot())
      let alongParallel = WGS84.equatorialRadius / rest.squareRoot() * cos(latitude)
      return sum + alongMeridian * height * alongParallel * .pi / 180 / 1e6
    }
  }

  @Test(arguments: [1, 2, 3])
  func everyClassIsPaintedFromItsSmallestCountOn(scale: Int) throws {
    let counts = [0, 1, 2, 3, 4, 5, 6, 7]
    let snapshot = LayerMap.snapshot(LayerMap.structures(counts))
    let selection = snapshot.selection(for: Filter())
    let renderer = TileRenderer(
      basemap: LayerMap.basemap, style: LayerMap.style, fonts: TestMap.fonts)
    let window = LayerMap.window(zoom: 6, scale: scale)
    let map = renderer.draw(
      window, tileset: .choropleth, clusters: selection.clusters, snapshot: snapshot,
      selection: selection)
    let choropleth = LayerMap.style.choropleth
    for (column, count) in counts.enumerated() {
      let middle = window.point(WorldPoint(LayerMap.middle(column)))
      let expected =
        count == 0
        ? choropleth.noStructure : choropleth.classes.last { Int($0.minimum) <= count }?.color
      #expect(map[middle.x >> 8, middle.y >> 8] == expected, "\(count) structures")
    }
    // Nothing of the red ground shines through where two of eight colours meet.
    let first = window.point(WorldPoint(Coordinate(longitude: 0, latitude: 1)))
    let last = window.point(WorldPoint(Coordinate(longitude: 8, latitude: 0)))
    var reddish = 0
    for y in (first.y >> 8) + 1..<last.y >> 8 {
      for x in (first.x >> 8) + 1..<last.x >> 8 {
        // An eighth of it would already be more; a blend of two greys may be a little off.
        if Int(map[x, y].red) - Int(map[x, y].green) > 24 { reddish += 1 }
      }
    }
    #expect(reddish == 0)
  }

  @Test func densityDividesByTheArea() {
    var choropleth = Style.light.choropleth
    choropleth.classes = [0, 1, 2, 5].map { .init(minimum: $0, color: .black) }
    func number(_ count: Int, _ area: Double) -> Int {
      choropleth.classNumber(count: count, areaKm2: area)
    }
    #expect(number(0, 100) == 0)
    #expect(number(1, 101) == 1)
    #expect(number(1, 100) == 2)
    #expect(number(199, 10_000) == 2)
    #expect(number(200, 10_000) == 3)
    #expect(number(5, 100) == 4)
    #expect(number(1, 0) == 4)
  }

  @Test func theTagFollowsTheClassAndNotTheCount() throws {
    let tile = Tile(zoom: 8, containing: WorldPoint(LayerMap.middle(3)))
    let request = try #require(TileRequest(tileset: .choropleth, tile: tile))
    let service = MapService(
      snapshot: LayerMap.snapshot(LayerMap.structures([1, 1, 1, 7, 1, 1, 1, 1])),
      style: LayerMap.style, fonts: TestMap.fonts)
    let before = try service.tile(request)
    // Elsewhere, and without a step to the next class.
    service.publish(LayerMap.snapshot(LayerMap.structures([7, 1, 1, 90, 1, 1, 1, 0])))
    #expect(service.etag(request) == before.etag)
    #expect(try service.tile(request) == before)
    service.publish(LayerMap.snapshot(LayerMap.structures([7, 1, 1, 6, 1, 1, 1, 0])))
    let after = try service.tile(request)
    #expect(after.etag != before.etag)
    #expect(after.bytes != before.bytes)
  }

  @Test func regionsAreMadeOfTheirDepartements() throws {
    let snapshot = TestMap.snapshot(TestMap.structures(count: 60, seed: 5))
    let selection = snapshot.selection(for: Filter())
    let renderer = TileRenderer(basemap: TestMap.basemap, style: .light, fonts: TestMap.fonts)
    let layer = try #require(renderer.choropleth(zoom: 4))
    #expect(layer.level == .region)
    let classes = layer.classes(Style.light.choropleth, of: selection, in: snapshot)
    let territories = layer.boundaries.layer.territories
    let counts = snapshot.territoryCounts(.region, for: selection)
    #expect(counts["52", default: 0] > 50)
    for (territory, number) in zip(territories, classes) {
      let region = Departement.region(of: territory.code)
      #expect((number == 0) == (region.flatMap { counts[$0] } == nil), "\(territory.code)")
    }
    let pays = zip(territories, classes).filter { Departement.region(of: $0.0.code) == "52" }
    #expect(Set(pays.map(\.1)).count == 1)
  }
}
