import Foundation
import MaillageGeometry
import MaillageImport
import MaillageModel
import MaillageTerritories
import Testing

@Suite("Imports")
struct ImporterTests {
  private func gazetteer() throws -> Gazetteer {
    try Gazetteer(
      csv: Data(
        """
        name,latitude,longitude,population,departement
        Angers,47.47,-0.55,150000,49
        Saumur,47.26,-0.08,26000,49
        Digne-les-Bains,44.09,6.23,16000,04
        Manosque,43.83,5.79,22000,04
        """.utf8), fileName: "places.csv")
  }

  private func read(
    _ text: String, schema: Schema = .standard, withPlaces: Bool = false
  ) throws -> (structures: [Structure], report: ImportReport) {
    let importer = Importer(
      source: "essai", schema: schema, gazetteer: withPlaces ? try gazetteer() : nil)
    return try importer.read(Data(text.utf8), fileName: "essai.csv")
  }

  private let header = "id,nom,commune,code_postal,latitude,longitude"

  @Test("every record is imported, merged or rejected, and the report says where")
  func accounting() throws {
    let (structures, report) = try read(
      """
      \(header),adresse,site_web
      1,A,Angers,49000,47.4,-0.5,,https://a.fr
      2,,Angers,49000,47.4,-0.5,,
      3,C,,,,,,
      1,A bis,Angers,49000,47.4,-0.5,1 rue X,https://b.fr
      4,D,,,999,999,,
      """)
    #expect(structures.map(\.id) == ["1"])
    #expect(structures[0].name == "A")
    #expect(structures[0].text("adresse") == "1 rue X")
    #expect(structures[0].text("site_web") == "https://a.fr")
    #expect(report.read == 5 && report.imported == 1 && report.merged == 1)
    #expect(report.rejected == 3)
    #expect(report.rows.filter { $0.action == .rejected }.map(\.line) == [3, 4, 6])
    let merged = try #require(report.rows.first { $0.action == .merged })
    #expect(merged.line == 5)
    #expect(merged.reason.fr.contains("champs complétés : adresse"))
    #expect(merged.reason.fr.contains("non reprises : nom, site_web"))
  }

  @Test("columns of the standard keep identifier and source; older names are known")
  func standardColumns() throws {
    let (structures, report) = try read(
      """
      [{"id":"x y","nom":"A","commune":"B","source":"Hub","labels_nationaux":"CNFS;France Services",
        "publics_accueillis":"Jeunes (16-26 ans);Adultes;Surdité","courriel":"A@B.fr",
        "services":["Aide aux démarches administratives"],"Code Postal":"49000","autre":"z"}]
      """)
    let found = try #require(structures.first)
    #expect(found.id == "x y")
    #expect(found.text("source") == "Hub")
    #expect(
      found.list("dispositif_programmes_nationaux") == [
        "Conseillers numériques", "France Services",
      ])
    #expect(found.list("publics_specifiquement_adresses") == ["Jeunes"])
    #expect(found.list("prise_en_charge_specifique") == ["Surdité"])
    #expect(found.list("courriels") == ["a@b.fr"])
    #expect(found.list("services") == ["Aide aux démarches administratives"])
    #expect(found.text("code_postal") == "49000")
    #expect(found.unmapped == ["autre": "z", "publics_specifiquement_adresses": "Adultes"])
    #expect(report.count(of: .unknown) == 1)
  }

  @Test("a record without identifier gets the same one every time")
  func missingIdentifier() throws {
    let list = "nom,commune\nA,B\nC,D\n"
    #expect(try read(list).structures.map(\.id) == ["essai_0", "essai_1"])
    #expect(try read(list).report.count(of: .deduced) == 2)
  }

  @Test("a known commune gives its position, an unknown one none")
  func communePosition() throws {
    let (structures, report) = try read(
      "\(header)\n1,A,ANGERS,49000,,\n2,B,Ailleurs,49000,0,0\n3,C,Saumur,,1000,1000\n",
      withPlaces: true)
    #expect(structures[0].coordinate == Coordinate(longitude: -0.55, latitude: 47.47))
    #expect(structures[0].isPositionApproximate)
    #expect(structures[1].coordinate == nil)
    #expect(structures[2].isPositionApproximate)
    #expect(structures[2].unmapped["latitude"] == "1000")
    #expect(report.imported == 3)
  }

  @Test("a lost leading zero comes back only where commune or position confirms it")
  func leadingZero() throws {
    let (structures, report) = try read(
      "\(header)\n1,A,Manosque,4100,43.8,5.8\n2,B,Angers,4900,47.4,-0.5\n3,C,Villages,4000,44.0,6.0\n",
      withPlaces: true)
    #expect(structures.map { $0.text("code_postal") } == ["04100", nil, "04000"])
    #expect(structures[1].unmapped["code_postal"] == "4900")
    #expect(
      report.rows.contains { $0.field == "code_postal" && $0.action == .dropped && $0.line == 3 })
  }

  @Test("swapped positions are put right where the address confirms it, others only reported")
  func swappedAndFar() throws {
    let (structures, report) = try read(
      "\(header)\n1,A,Angers,49000,-0.55,47.47\n2,B,Angers,49000,43.9,5.9\n", withPlaces: true)
    #expect(structures[0].coordinate == Coordinate(longitude: -0.55, latitude: 47.47))
    #expect(structures[1].coordinate == Coordinate(longitude: 5.9, latitude: 43.9))
    #expect(report.count(of: .disagreement) == 1)
  }

  @Test("a web address among the e-mails moves, a long summary becomes the description")
  func misplacedValues() throws {
    let long = String(repeating: "é", count: 281)
    let (structures, _) = try read(
      "id,nom,commune,courriels,site_web,presentation_resume,horaires,pivot\n"
        + "1,A,B,www.a.fr,,\(long),n'importe quand,123 456 789 00012\n")
    #expect(structures[0].text("site_web") == "http://www.a.fr")
    #expect(structures[0].values["courriels"] == nil)
    #expect(structures[0].text("presentation_detail") == long)
    #expect(structures[0].text("pivot") == "12345678900012")
  }

  @Test("signs that stand for an empty cell are empty")
  func placeholders() throws {
    let (structures, report) = try read("id,nom,commune,adresse\n1,A,B,?\n2,-,B,x\n")
    #expect(structures.map(\.id) == ["1"])
    #expect(structures[0].values["adresse"] == nil)
    #expect(report.rejected == 1)
  }

  @Test("a postal code is found in the address only before the commune's name")
  func postalCodeInAddress() throws {
    let (structures, _) = try read(
      "id,nom,commune,adresse\n1,A,Carbon-Blanc,\"8 avenue X - 33560 CARBON BLANC\"\n2,B,Pessac,33560 rue X\n"
    )
    #expect(structures.map { $0.text("code_postal") } == ["33560", nil])
  }

  @Test("a file's size, an empty file and an unknown reference system are errors")
  func errors() throws {
    let small = Importer(source: "s", schema: .standard, limits: ImportLimits(bytes: 3))
    #expect(throws: ImportError.self) { try small.read(Data("a,b\n".utf8), fileName: "f") }
    let plain = Importer(source: "s", schema: .standard)
    #expect(throws: ImportError.empty(fileName: "f")) { try plain.read(Data(), fileName: "f") }
    let projected = Importer(source: "s", schema: .standard, crs: "EPSG:1")
    let error = #expect(throws: ImportError.self) {
      try projected.read(Data("nom\nA\n".utf8), fileName: "f")
    }
    #expect(error?.description.contains("EPSG:1") == true)
  }

  @Test("a GeoJSON file declares its reference system")
  func geoJSON() throws {
    let (structures, _) = try read(
      """
      {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:2154"}},
       "features":[{"type":"Feature","properties":{"id":"a","nom":"A","commune":"Nantes"},
       "geometry":{"type":"Point","coordinates":[355577.8,6689723.1]}}]}
      """)
    let position = try #require(structures.first?.coordinate)
    #expect(abs(position.latitude - 47.218399973098066) < 9e-9)
  }

  @Test("the report is written as JSON with reasons in both languages")
  func reportJSON() throws {
    let report = try read("\(header)\n1,,B,,,\n").report
    let object = try #require(
      try JSONSerialization.jsonObject(with: JSONEncoder().encode(report)) as? [String: Any])
    #expect(object["read"] as? Int == 1)
    #expect(object["rejected"] as? Int == 1)
    let row = try #require((object["rows"] as? [[String: Any]])?.first)
    #expect(row["line"] as? Int == 2)
    #expect(row["action"] as? String == "rejected")
    #expect(row["reason"] as? String == "aucun nom")
    #expect(row["reason_en"] as? String == "no name")
  }
}
