import Foundation
import Maillage
import MaillageGeometry
import MaillageModel
import MaillageRaster
import MaillageTerritories
import MaillageTestSupport
import Testing

@Suite struct TileDigestTests {
  private func request(_ zoom: Int, _ x: Int, _ y: Int, _ tileset: Tileset = .structures) throws
    -> TileRequest
  {
    let tile = try #require(Tile(zoom: zoom, x: x, y: y))
    return try #require(TileRequest(tileset: tileset, tile: tile))
  }

  @Test func anEditElsewhereLeavesATileAlone() throws {
    var structures = TestMap.structures(count: 500, seed: 3)
    structures.append(TestMap.structure("réunion", Coordinate(longitude: 55.45, latitude: -20.9)))
    let service = MapService(snapshot: TestMap.snapshot(structures), fonts: TestMap.fonts)
    let tile = try request(8, 126, 89)
    let before = try service.tile(tile)
    structures[structures.count - 1].coordinate = Coordinate(longitude: 55.5, latitude: -21.2)
    service.publish(TestMap.snapshot(structures, revision: 1))
    #expect(try service.tile(tile) == before)
    #expect(service.etag(tile) == before.etag)
  }

  @Test func anEditInsideATileChangesIt() throws {
    var structures = TestMap.structures(count: 500, seed: 3)
    let service = MapService(snapshot: TestMap.snapshot(structures), fonts: TestMap.fonts)
    let box = try #require(Tile(zoom: 8, x: 126, y: 89)).boundingBox
    let index = try #require(structures.firstIndex { $0.coordinate.map(box.contains) == true })
    let tile = try request(8, 126, 89)
    let before = try service.tile(tile)
    structures.remove(at: index)
    service.publish(TestMap.snapshot(structures, revision: 1))
    let after = try service.tile(tile)
    #expect(after.etag != before.etag)
    #expect(after.bytes != before.bytes)
  }

  @Test func anotherNameOfAPlaceIsAnotherTile() throws {
    func etag(_ name: String) throws -> String {
      let csv = "name,latitude,longitude,population,departement\n\(name),47.47,-0.55,150000,49\n"
      let basemap = Basemap(
        layers: TestMap.basemap.layers,
        gazetteer: try Gazetteer(csv: Data(csv.utf8), fileName: "names.csv"))
      let snapshot = Snapshot(
        structures: [], schema: .standard, basemap: basemap, timeZone: Hub.default.timeZone)
      let service = MapService(snapshot: snapshot, fonts: TestMap.fonts)
      return service.etag(try request(8, 127, 89))
    }
    #expect(try etag("Angers") == etag("Angers"))
    #expect(try etag("Angers") != etag("Juhel"))
  }

  @Test func aTagDoesNotDependOnWhatWasAskedForBefore() throws {
    var style = Style.light
    style.clusters.pie = .init(
      field: "frais_a_charge", width: 3, colors: [.init(value: "Gratuit", color: .black)],
      other: .white)
    let snapshot = TestMap.snapshot(TestMap.structures(count: 500, seed: 3))
    let tile = try request(8, 126, 89, .boundaries)
    let fresh = MapService(snapshot: snapshot, style: style, fonts: TestMap.fonts)
    let used = MapService(snapshot: snapshot, style: style, fonts: TestMap.fonts)
    for tileset in Tileset.allCases { _ = try used.tile(request(8, 126, 89, tileset)) }
    #expect(used.etag(tile) == fresh.etag(tile))
  }

  @Test func theOrderOfStructuresDoesNotMatter() throws {
    let structures = TestMap.structures(count: 500, seed: 4)
    var generator = SplitMix64(seed: 5)
    let tile = try request(7, 63, 44)
    let one = MapService(snapshot: TestMap.snapshot(structures), fonts: TestMap.fonts)
    let other = MapService(
      snapshot: TestMap.snapshot(structures.shuffled(using: &generator)), fonts: TestMap.fonts)
    #expect(try one.tile(tile) == other.tile(tile))
  }

  @Test(arguments: Tileset.allCases)
  func emptyTilesAreOneConstant(tileset: Tileset) throws {
    let service = MapService(snapshot: TestMap.snapshot([]), fonts: TestMap.fonts)
    let atSea = try service.tile(request(9, 10, 10, tileset))
    let elsewhere = try service.tile(request(17, 70_000, 40_000, tileset))
    #expect(atSea == elsewhere)
    #expect(atSea.bytes.count < 1_500)
  }

  @Test func aFilterIsDrawnAsIfOnlyItsStructuresWereLoaded() throws {
    var structures = TestMap.structures(count: 400, seed: 6)
    for index in structures.indices where index % 3 == 0 {
      structures[index].values["frais_a_charge"] = .list(["Gratuit"])
    }
    let filter = try Filter(
      parameters: [("frais_a_charge", "Gratuit")], schema: .standard, now: .distantPast)
    var filtered = try request(8, 126, 89)
    filtered.filter = filter
    let all = MapService(snapshot: TestMap.snapshot(structures), fonts: TestMap.fonts)
    let some = MapService(
      snapshot: TestMap.snapshot(structures.filter { $0.values["frais_a_charge"] != nil }),
      fonts: TestMap.fonts)
    #expect(try all.tile(filtered) == some.tile(request(8, 126, 89)))
  }
}
