import Foundation
import MaillageGeometry
import MaillageImport
import MaillageModel
import MaillageTestSupport
import Testing

@Suite("Mapping files")
struct MappingTests {
  private func structures(
    _ json: String, mapping: String, schema: Schema = .standard
  ) throws -> [Structure] {
    let mapping = try Mapping(json: Data(mapping.utf8), fileName: "m.json")
    let importer = Importer(source: "ma source", schema: schema, mapping: mapping)
    return try importer.read(Data(json.utf8), fileName: "l.json").structures
  }

  private func report(_ record: String, _ rules: String) throws -> [ImportReport.Row] {
    let mapping = "{\"nom\":{\"colonne\":\"n\"},\"commune\":{\"colonne\":\"c\"},\(rules)}"
    let importer = Importer(
      source: "s", schema: .standard,
      mapping: try Mapping(json: Data(mapping.utf8), fileName: "m.json"))
    let list = "[{\"n\":\"N\",\"c\":\"C\",\(record)}]"
    return try importer.read(Data(list.utf8), fileName: "l.json").report.rows
  }

  private func first(_ record: String, _ rules: String, schema: Schema = .standard) throws
    -> Structure
  {
    try #require(
      try structures(
        "[{\"n\":\"N\",\"c\":\"C\",\(record)}]",
        mapping: "{\"nom\":{\"colonne\":\"n\"},\"commune\":{\"colonne\":\"c\"},\(rules)}",
        schema: schema
      ).first)
  }

  @Test("identifiers are the source and the record's, blanks made hyphens")
  func identifiers() throws {
    let list = #"[{"n":"A","c":"C","i":"x 1"},{"n":"B","c":"C"}]"#
    let rules = #"{"nom":{"colonne":"n"},"commune":{"colonne":"c"},"id":{"colonne":"i"}}"#
    #expect(try structures(list, mapping: rules).map(\.id) == ["ma-source_x-1", "ma-source_1"])
  }

  @Test("an identifier made from a record's number gives way to one that is given")
  func identifiersNeverCollide() throws {
    let list = #"[{"n":"A","c":"C"},{"n":"B","c":"C","i":"0"}]"#
    let rules = #"{"nom":{"colonne":"n"},"commune":{"colonne":"c"},"id":{"colonne":"i"}}"#
    #expect(try structures(list, mapping: rules).map(\.id) == ["ma-source_0-bis", "ma-source_0"])
  }

  @Test("the first filled column of several counts")
  func severalColumns() throws {
    let found = try first(
      #""a":"","b":"2024-01-02""#, #""date_maj":{"colonne":["a","b"]}"#)
    #expect(found.text("date_maj") == "2024-01-02")
    let constant = try first(#""a":1"#, #""date_maj":{"valeur":"2024-01-01"}"#)
    #expect(constant.text("date_maj") == "2024-01-01")
  }

  @Test("joined columns leave out empty ones and fall back")
  func joined() throws {
    let rule =
      #""adresse":{"joindre":{"colonnes":["a","b"],"séparateur":" ","ou":{"colonne":"z"}}}"#
    #expect(try first(#""a":4,"b":"rue X","z":"brut""#, rule).text("adresse") == "4 rue X")
    #expect(try first(#""a":"","b":"rue X","z":"brut""#, rule).text("adresse") == "rue X")
    #expect(try first(#""a":"","b":"","z":"brut""#, rule).text("adresse") == "brut")
  }

  @Test("a column of two numbers is cut")
  func part() throws {
    let found = try first(
      #""geo":"(47.5 , -0.5)""#,
      #""latitude":{"dissocier":{"colonne":"geo","séparateur":",","partie":0}},"#
        + #""longitude":{"dissocier":{"colonne":"geo","séparateur":",","partie":1}}"#)
    #expect(found.coordinate?.latitude == 47.5)
    #expect(found.coordinate?.longitude == -0.5)
  }

  @Test("nested values are columns with dotted names")
  func nested() throws {
    let found = try first(
      #""g":{"lat":1.5,"lon":[2.5]}"#,
      #""latitude":{"colonne":"g.lat"},"longitude":{"colonne":"g.lon.0"}"#)
    #expect(found.coordinate?.longitude == 2.5)
  }

  @Test("choices hold where a term occurs and no exception does")
  func choices() throws {
    let rule =
      #""frais_a_charge":[{"colonnes":["f"],"termes":["Gratuit"],"sauf":["condition"],"cible":"Gratuit"},"#
      + #"{"colonnes":["f"],"termes":["CONDITION"],"cible":"Gratuit sous condition"}]"#
    #expect(try first(#""f":"C'est GRATUIT""#, rule).list("frais_a_charge") == ["Gratuit"])
    #expect(
      try first(#""f":"gratuit sous condition""#, rule).list("frais_a_charge") == [
        "Gratuit sous condition"
      ])
    #expect(try first(#""f":"payant""#, rule).list("frais_a_charge").isEmpty)
  }

  @Test("what no choice of any field recognises is kept apart and reported once")
  func unrecognisedChoice() throws {
    let rules =
      #""frais_a_charge":[{"colonnes":["f"],"termes":["gratuit"],"cible":"Gratuit"},"#
      + #"{"colonnes":["f"],"termes":["pay"],"cible":"Payant"}],"#
      + #""itinerance":[{"colonnes":["f"],"termes":["bus"],"cible":"Itinérant"}]"#
    let record = #""f":"adhésion de 5 €""#
    #expect(try first(record, rules).unmapped == ["f": "adhésion de 5 €"])
    let unknown = try report(record, rules).filter { $0.action == .unknown }
    #expect(unknown.map(\.value) == ["adhésion de 5 €"])
    #expect(unknown.first?.field == "frais_a_charge")
    for plain in ["", "-", "?", "x", "Non", "non", "bus", "gratuit"] {
      #expect(try first("\"f\":\"\(plain)\"", rules).unmapped.isEmpty, "\(plain)")
    }
    let alsoRead = rules + #","presentation_resume":{"colonne":"f"}"#
    #expect(try first(record, alsoRead).unmapped.isEmpty)
  }

  @Test("choices without terms hold for any filled column, without columns always")
  func openChoices() throws {
    let filled = #""itinerance":[{"colonnes":["a"],"cible":"Fixe"}]"#
    #expect(try first(#""a":"x""#, filled).list("itinerance") == ["Fixe"])
    #expect(try first(#""a":"-""#, filled).list("itinerance").isEmpty)
    #expect(
      try first(
        #""a":"""#, #""services":[{"termes":["t"],"cible":"Aide aux démarches administratives"}]"#
      )
      .list("services") == ["Aide aux démarches administratives"])
    #expect(
      try first(#""a":"""#, #""modalites_acces":[{"cible":"Se présenter"}]"#).list(
        "modalites_acces"
      ).isEmpty)
    #expect(
      try first(#""a":"""#, #""itinerance":[{"termes":["t"],"cible":"Fixe"}]"#).list("itinerance")
        .isEmpty)
  }

  @Test("other labels without a target copy the column's values")
  func copiedLabels() throws {
    let found = try first(
      #""a":"Label A|zrr|Label B|Label A""#, #""labels_autres":[{"colonnes":["a"]}]"#)
    #expect(found.list("autres_formations_labels") == ["Label A", "Label B"])
  }

  @Test("older targets mean today's terms, unknown ones are kept apart")
  func targets() throws {
    let found = try first(
      #""a":"oui""#,
      #""labels_nationaux":[{"colonnes":["a"],"cible":"CNFS"},{"colonnes":["a"],"cible":"APTIC"}]"#)
    #expect(found.list("dispositif_programmes_nationaux") == ["Conseillers numériques"])
    #expect(found.unmapped["dispositif_programmes_nationaux"] == "APTIC")
  }

  @Test("hours come from the OSM column, else the days, else the week")
  func hours() throws {
    let rule =
      #""horaires":{"osm":"o","jours":[{"colonne":["l1","l2"],"osm":"Mo"},{"colonne":"m","osm":"Tu"}],"semaine":"s"}"#
    #expect(
      try first(#""o":"Mo-Fr 9h30-12:00, 14:00-17:00""#, rule).text("horaires")
        == "Mo-Fr 09:30-12:00,14:00-17:00")
    #expect(
      try first(#""l1":"9h-12h","l2":"14h-17h","m":"9h-12h""#, rule).text("horaires")
        == "Mo 09:00-12:00,14:00-17:00; Tu 09:00-12:00")
    #expect(
      try first(#""s":"lundi au jeudi 9h-12h""#, rule).text("horaires") == "Mo-Th 09:00-12:00")
  }

  @Test("hours that are not understood are kept apart and reported")
  func droppedHours() throws {
    let rule =
      #""horaires":{"osm":"o","jours":[{"colonne":"l","osm":"Mo"},{"colonne":"m","osm":"Tu"}],"semaine":"s"}"#
    let record = #""o":"selon affluence","l":"9h-12h (1er lundi)","m":"9h-12h""#
    let found = try first(record, rule)
    #expect(found.text("horaires") == "Tu 09:00-12:00")
    #expect(found.unmapped == ["horaires": "selon affluence", "l": "9h-12h (1er lundi)"])
    let dropped = try report(record, rule).filter { $0.action == .dropped }
    #expect(dropped.allSatisfy { $0.field == "horaires" })
    #expect(dropped.map(\.value) == ["selon affluence", "9h-12h (1er lundi)"])
  }

  @Test("of several telephone numbers the cell is kept apart")
  func severalPhones() throws {
    let found = try first(
      #""t":"02 41 00 00 00 / 06 00 00 00 00""#, #""telephone":{"colonne":"t"}"#)
    #expect(found.text("telephone") == "+33241000000")
    #expect(found.unmapped == ["telephone": "02 41 00 00 00 / 06 00 00 00 00"])
  }

  @Test("a hub's field is filled by a key or by a column of its name")
  func hubFields() throws {
    let label = LocalizedText(fr: "A", en: "A")
    let schema = Schema(
      fields: Schema.standard.fields + [
        Field(name: "activites", kind: .list, label: label, isFacet: true),
        Field(name: "zone", kind: .text, label: label, isFacet: true),
      ])
    let found = try first(
      #""t":"Wifi et ateliers","zone":"Nord","reste":"r""#,
      #""activites":[{"colonnes":["t"],"termes":["wifi"],"cible":"Accès"},{"colonnes":["t"],"termes":["atelier"],"cible":"Ateliers"}]"#,
      schema: schema)
    #expect(found.list("activites") == ["Accès", "Ateliers"])
    #expect(found.text("zone") == "Nord")
    #expect(found.unmapped == ["reste": "r"])
  }

  @Test(
    "faults name the file and the key",
    arguments: [
      (#"{"nom":"x"}"#, "nom"), (#"{"nom":{"colone":"x"}}"#, "nom.colone"),
      (#"{"nom":{"colonne":"a","valeur":"b"}}"#, "nom"), (#"{"nom":{"colonne":3}}"#, "nom.colonne"),
      (#"{"services":[{"termes":["a"]}]}"#, "services[0]"),
      (
        #"{"services":[{"colonnes":["a"],"cible":"b"},{"colonnes":[1],"cible":"b"}]}"#,
        "services[1].colonnes[0]"
      ),
      (#"{"latitude":{"dissocier":{"colonne":"a","partie":-1}}}"#, "latitude.dissocier.partie"),
      (#"{"horaires":{"jours":[{"colonne":"a","osm":"Lu"}]}}"#, "horaires.jours[0].osm"),
      (#"{"courriel":{"colonne":"a"},"courriels":{"colonne":"b"}}"#, "courriels"),
      (#"{"nom":{"colonne":"a"},"nom":{"colonne":"b"}}"#, "nom"), ("{", ""), ("[]", ""),
    ])
  func faults(_ json: String, _ key: String) {
    let error = #expect(throws: MappingError.self) {
      try Mapping(json: Data(json.utf8), fileName: "m.json")
    }
    #expect(error?.key == key)
    #expect(error?.fileName == "m.json")
  }

  @Test(
    "a key that fits no field is an error",
    arguments: [
      (#"{"telephon":{"colonne":"a"}}"#, "telephon"), (#"{"nom":[{"cible":"a"}]}"#, "nom"),
    ])
  func unknownKeys(_ mapping: String, _ key: String) {
    let error = #expect(throws: ImportError.self) { try structures("[]", mapping: mapping) }
    guard case .mapping(let fault)? = error else {
      Issue.record("unexpected \(String(describing: error))")
      return
    }
    #expect(fault.key == key)
  }

  @Test("real mapping files are read", .enabled(if: SharedFiles.isPresent, "needs ../shared"))
  func realFiles() throws {
    let folder = SharedFiles.folder.appending(path: "data/structures")
    for part in ["", "configs-sans-donnees", "derives"] {
      for name in try FileManager.default.contentsOfDirectory(
        atPath: folder.appending(path: part).path)
      where name.hasSuffix("config.json") {
        let file = folder.appending(path: part).appending(path: name)
        _ = try Mapping(json: Data(contentsOf: file), fileName: name)
      }
    }
  }
}
