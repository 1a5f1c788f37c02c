import Foundation
import MaillageGeometry
import MaillageTerritories
import Testing

@Suite struct GazetteerTests {
  private static let csv = """
    geonameid,name,latitude,longitude,population,departement,region
    1,Angers,47.47156,-0.55202,168279,49,52
    2,Saint-Georges-sur-Loire,47.40726,-0.76252,3246,49,52
    3,Les Ponts-de-Cé,47.42315,-0.52477,11032,49,52
    4,Marseille,43.29695,5.38107,877215,13,93
    5,Marseille 11,43.2907,5.4384,56792,13,93
    6,Paris,48.85341,2.3488,2138551,75,11
    7,Paris 01,48.8592,2.3417,17100,75,11
    8,Saint-Denis,-20.88231,55.4504,154765,974,04
    9,Saint-Denis,48.93564,2.35387,96128,93,11
    10,L'Aiguillon-sur-Mer,46.33268,-1.30733,2310,85,52
    11,Œuilly,49.06667,3.8,600,51,44
    12,La Chapelle,47.0,1.0,100,18,24
    13,Chapelle,47.1,1.1,90,18,24
    14,Sainte-Luce-sur-Loire,47.25,-1.48333,11679,44,52
    15,"Nouméa, le centre",-22.27631,166.4572,93060,988,

    """

  private static let gazetteer = Result {
    try Gazetteer(csv: Data(csv.utf8), fileName: "places.csv")
  }

  @Test(arguments: [
    ("angers", "49", "Angers"), ("ANGERS CEDEX 02", "49", "Angers"), ("Angers", nil, "Angers"),
    ("Angers", "44", nil), ("ST GEORGES S/LOIRE", "49", "Saint-Georges-sur-Loire"),
    ("St. Georges sur Loire", nil, "Saint-Georges-sur-Loire"),
    ("PONTS DE CE (LES)", "49", nil), ("Ponts-de-Ce", "49", "Les Ponts-de-Cé"),
    ("les ponts de cé", nil, "Les Ponts-de-Cé"), ("MARSEILLE 11", "13", "Marseille 11"),
    ("Marseille 11e Arrondissement", "13", "Marseille 11"), ("MARSEILLE 04", "13", "Marseille"),
    ("Marseille CEDEX 11", "13", "Marseille"), ("PARIS 1", "75", "Paris 01"),
    ("Paris 1er arrondissement", "75", "Paris 01"), ("Paris", "75", "Paris"),
    ("Saint Denis", nil, nil), ("Saint Denis", "974", "Saint-Denis"),
    ("L’AIGUILLON SUR MER", "85", "L'Aiguillon-sur-Mer"),
    ("aiguillon sur mer", "85", "L'Aiguillon-sur-Mer"), ("OEUILLY", "51", "Œuilly"),
    ("La Chapelle", "18", "La Chapelle"), ("Chapelle", "18", "Chapelle"),
    ("Le Chapelle", "18", nil), ("STE LUCE SUR LOIRE", "44", "Sainte-Luce-sur-Loire"),
    ("Noume\u{301}a le centre", "988", "Nouméa, le centre"), ("", "49", nil), ("49", "49", nil),
    ("CEDEX", "49", nil),
  ])
  func namesAreFoundAsListsWriteThem(commune: String, departement: String?, name: String?) throws {
    let place = try Self.gazetteer.get().place(named: commune, departement: departement)
    #expect(place?.name == name)
  }

  @Test func placesComeByPopulation() throws {
    let places = try Self.gazetteer.get().places
    #expect(places.prefix(2).map(\.name) == ["Paris", "Marseille"])
    #expect(places.map(\.population) == places.map(\.population).sorted(by: >))
    #expect(places.first?.region == "11")
    #expect(places.first?.coordinate == Coordinate(longitude: 2.3488, latitude: 48.85341))
  }

  @Test(arguments: [
    ("", nil, "is empty"),
    ("name,latitude\n", 1, "no column 'longitude'"),
    ("name,latitude,longitude,population,departement\nA,1,2,3\n", 2, "has 4 fields"),
    ("name,latitude,longitude,population,departement\nA,1,2,3,4\n,1,2,3,4\n", 3, "no name"),
    ("name,latitude,longitude,population,departement\nA,x,2,3,4\n", 2, "no number"),
    ("name,latitude,longitude,population,departement\nA,nan,2,3,4\n", 2, "outside of"),
    ("name,latitude,longitude,population,departement\nA,91,2,3,4\n", 2, "outside of"),
    ("name,latitude,longitude,population,departement\nA,1,2,-3,4\n", 2, "population '-3'"),
    ("name,latitude,longitude,population,departement\n\"A,1,2,3,4\n", 2, "does not end"),
    ("name,latitude,longitude,population,departement\nA\"B,1,2,3,4\n", 2, "a quotation mark"),
  ])
  func aBrokenFileIsRefusedWithItsLine(csv: String, line: Int?, reason: String) {
    let error = #expect(throws: GazetteerError.self) {
      try Gazetteer(csv: Data(csv.utf8), fileName: "bad.csv")
    }
    #expect(error?.line == line)
    #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
  }

  @Test func quotesAndWindowsLineEndsAreRead() throws {
    let csv =
      "\u{FEFF}name,latitude,longitude,population,departement\r\n\"A \"\"B\"\"\nC\",1,2,,\r\nD,1,2,3,4"
    let places = try Gazetteer(csv: Data(csv.utf8), fileName: "windows.csv").places
    #expect(places.map(\.name) == ["D", "A \"B\"\nC"])
  }

  @Test(.enabled(if: SharedFiles.isPresent, "needs ../shared"))
  func everyRealPlaceIsFoundInItsDepartement() throws {
    let gazetteer = try Gazetteer(
      csv: SharedFiles.bytes("points/geonames-pays-de-la-loire.csv"), fileName: "places.csv")
    #expect(gazetteer.places.count == 1000)
    let found = gazetteer.places.count { place in
      gazetteer.place(named: place.name.uppercased(), departement: place.departement) == place
    }
    #expect(found == 1000)
  }
}
