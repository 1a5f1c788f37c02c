import Foundation
import MaillageGeometry
import MaillageTerritories
import Testing

/// The files that the project comes with.
enum EmbeddedGeodata {
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent()
    .appending(path: "../../Geodata")
    .standardizedFileURL

  static var isPresent: Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: "places.csv").path)
  }
}

/// The territories and places that the project comes with.
@Suite(.enabled(if: EmbeddedGeodata.isPresent, "needs Geodata"))
struct EmbeddedGeodataTests {
  private func layer(_ name: String, _ level: TerritoryLevel) throws -> TerritoryLayer {
    try TerritoryLayer(
      boundaries: Data(contentsOf: EmbeddedGeodata.folder.appending(path: name)), level: level,
      fileName: name)
  }

  @Test func departementsShareTheirBordersAndLieInARegion() throws {
    let departements = try layer("departements.geojson", .departement)
    let regions = try layer("regions.geojson", .region)
    expectCoverage(of: departements, everyZooms: 3)
    expectCoverage(of: regions, everyZooms: 3)
    for departement in departements.territories {
      // A collectivité in no région stands in both files.
      let region = Departement.region(of: departement.code) ?? String(departement.code.prefix(3))
      #expect(
        regions.territory(containing: departement.labelPoint)?.code == region, "\(departement.name)"
      )
    }
  }

  @Test func nearlyEveryPlaceIsFoundByItsNameInItsDepartement() throws {
    let gazetteer = try Gazetteer(
      csv: Data(contentsOf: EmbeddedGeodata.folder.appending(path: "places.csv")),
      fileName: "places.csv")
    #expect(gazetteer.places.count > 15_000)
    let missed = gazetteer.places.filter { place in
      gazetteer.place(named: place.name, departement: place.departement) != place
    }
    // Two places of one name in one département are ambiguous, and rightly not found.
    #expect(missed.count < 60, "\(missed.map(\.name))")
  }
}
