import Foundation
import MaillageModel
import Testing

@Suite struct HubTests {
  private func schema(_ fields: String) throws(SchemaError) -> Schema {
    try Schema(hubSchema: Data("{\"fields\":[\(fields)]}".utf8))
  }

  @Test func aHubsFieldsFollowTheStandards() throws {
    let schema = try schema(
      #"""
      {"name":"departement","type":"text","facet":true,"label":{"fr":"Département","en":"Area"}},
      {"name":"Activites-codes","type":"list","facet":true,
       "values":["AAC",{"value":"NUM","label":{"fr":"Numérique"}}]},
      {"name":"Nom Prenom du référent","type":"text","public":false}
      """#)
    #expect(schema.fields.count == 35)
    #expect(schema.facets.suffix(2).map(\.name) == ["departement", "Activites-codes"])
    let activities = try #require(schema.field("Activites-codes"))
    #expect(activities.label == LocalizedText(fr: "Activites-codes", en: "Activites-codes"))
    #expect(activities.terms.map(\.value) == ["AAC", "NUM"])
    #expect(activities.terms[1].label == LocalizedText(fr: "Numérique", en: "Numérique"))
    #expect(schema.field("Nom Prenom du référent")?.isPublic == false)
    #expect(!schema.searchableFields.contains("Nom Prenom du référent"))
  }

  @Test(
    arguments: [
      (#"{"type":"text"}"#, "fields[0]: needs a “name”."),
      (#"{"name":"a"}"#, "fields[0] (“a”): needs a “type”"),
      (
        #"{"name":"a","type":"enum"}"#, "fields[0] (“a”).type: “enum” is no type; types: text, list"
      ),
      (#"{"name":"a","type":3}"#, "fields[0] (“a”).type: must be a text, not a number."),
      (#"{"name":"a","type":"text","facets":true}"#, "unknown key “facets”; known keys: name,"),
      (#"{"name":"a","type":"text","facet":1}"#, "fields[0] (“a”).facet: must be true or false"),
      (#"{"name":"bbox","type":"text"}"#, "(“bbox”): the name is reserved"),
      (#"{"name":"Zoom","type":"text"}"#, "(“Zoom”): the name is reserved"),
      (#"{"name":"nom","type":"text"}"#, "(“nom”): there is already a field of this name."),
      (#"{"name":"Nom","type":"text"}"#, "differs from the field “nom” only in case."),
      (
        #"{"name":"a","type":"text"},{"name":"a","type":"text"}"#,
        "fields[1] (“a”): there is already"
      ),
      (#"{"name":"a&b","type":"text"}"#, "(“a&b”): a name is 1 to 64 letters"),
      (#"{"name":" ","type":"text"}"#, "fields[0].name: must not be empty."),
      (#"{"name":"a","type":"date","facet":true}"#, "a facet must be of type text or list"),
      (#"{"name":"a","type":"text","facet":true,"public":false}"#, "a facet is public"),
      (#"{"name":"a","type":"number","values":["1"]}"#, "only a text or a list has values."),
      (#"{"name":"a","type":"list","values":[]}"#, "values: must have a value"),
      (#"{"name":"a","type":"list","values":["x","x"]}"#, "values[1]: “x” is there twice."),
      (#"{"name":"a","type":"list","values":["x|y"]}"#, "values[0]: a value has at most 200"),
      (#"{"name":"a","type":"list","label":{}}"#, "label: needs “fr” or “en”."),
      (
        #"{"name":}"#,
        "schema.json: not valid JSON. Invalid value around character 19."
      ),
      (#"3"#, "fields[0]: must be an object, not a number."),
    ])
  func mistakesAreNamedWithTheirPlace(_ fields: String, _ message: String) {
    let error = #expect(throws: SchemaError.self) { try schema(fields) }
    #expect(error?.file == "schema.json")
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test func aHubIsReadFromItsFiles() throws {
    let hub = try Hub(
      hubJSON: Data(
        #"""
        {"name":"CONUMM","logo":"logo.svg","view":{"longitude":-0.8,"latitude":47.4,"zoom":8},
         "zone":"America/Martinique",
         "presets":[{"label":"Gratuit","filters":{"frais_a_charge":["Gratuit"]}}]}
        """#.utf8),
      schemaJSON: Data(#"{"fields":[{"name":"departement","type":"text","facet":true}]}"#.utf8))
    #expect(hub.name == LocalizedText(fr: "CONUMM", en: "CONUMM"))
    #expect(hub.view == Hub.View(longitude: -0.8, latitude: 47.4, zoom: 8))
    #expect(hub.timeZone.identifier == "America/Martinique")
    #expect(hub.presets.first?.choices == ["frais_a_charge": ["Gratuit"]])
    #expect(hub.schema.field("departement") != nil)
    #expect(try Hub(hubJSON: nil, schemaJSON: nil) == Hub.default)
    #expect(Hub.default.timeZone.identifier == "Europe/Paris")
  }

  @Test(
    arguments: [
      (#"{"nom":"x"}"#, "unknown key “nom”"), (#"[]"#, "must be an object, not an array."),
      (#"{"zone":"Paris"}"#, "zone: “Paris” is no time zone"),
      (#"{"view":{"longitude":0,"latitude":91,"zoom":3}}"#, "view.latitude: must be a number from"),
      (#"{"view":{"longitude":0}}"#, "view: needs “longitude”, “latitude” and “zoom”."),
      (#"{"logo":"../x.svg"}"#, "logo: must be the name of a file"),
      (#"{"presets":[{"label":"x","filters":{"nom":["x"]}}]}"#, "“nom” is no facet."),
      (
        #"{"presets":[{"label":"x","filters":{"itinerance":["x"]}}]}"#,
        "presets[0].filters.itinerance[0]: “x” is not one of the values"
      ),
    ])
  func mistakesInTheHubFileAreNamed(_ text: String, _ message: String) {
    let error = #expect(throws: SchemaError.self) {
      try Hub(hubJSON: Data(text.utf8), schemaJSON: nil)
    }
    #expect(error?.file == "hub.json")
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }
}
