import Foundation
import MaillageModel
import Testing

@Suite struct FilterTests {
  let paris = Hub.default.timeZone
  /// Monday 23 November 2026, 09:30:45 in Paris.
  let now = Date(timeIntervalSince1970: 1_795_422_645)
  let schema: Schema

  init() throws {
    schema = try Schema(
      hubSchema: Data(
        #"{"fields":[{"name":"acces","type":"text","facet":true,"values":["Libre","Libre, sur place","Sur place, assis"]}]}"#
          .utf8))
  }

  private func filter(_ parameters: (String, String)...) throws(FilterError) -> Filter {
    try Filter(parameters: parameters.map { (name: $0.0, value: $0.1) }, schema: schema, now: now)
  }

  private let library = Structure(
    id: "1",
    values: [
      "nom": .text("Médiathèque de l’Hôtel-Dieu"), "commune": .text("Saint-Nazaire"),
      "services": .list(["Accès internet et matériel informatique", "Valeur d’ailleurs"]),
      "frais_a_charge": .list(["Gratuit"]), "horaires": .text("Mo 09:00-12:00"),
      "source": .text("Conseil, département"), "acces": .text("Libre, sur place"),
    ], unmapped: ["référent": "Dupont"])

  @Test func valuesAreAlternativesAndFacetsAllHold() throws {
    let gratis = try filter(("frais_a_charge", "Payant,Gratuit"))
    #expect(gratis.choices == ["frais_a_charge": ["Payant", "Gratuit"]])
    #expect(gratis.matches(library, timeZone: paris))
    let repeated = try filter(("frais_a_charge", "Payant"), ("frais_a_charge", "Gratuit"))
    #expect(repeated == gratis)
    let both = try filter(("frais_a_charge", "Gratuit"), ("itinerance", "Fixe"))
    #expect(!both.matches(library, timeZone: paris))
  }

  @Test func unknownParametersAndEmptyValuesAreNoConditions() throws {
    let filter = try filter(
      ("utm_source", "x"), ("nom", "x"), ("services", ""), ("frais_a_charge", ", ,"), ("q", " "))
    #expect(filter.isEmpty)
    #expect(filter.canonicalKey == "")
    #expect(filter.matches(Structure(id: ""), timeZone: paris))
  }

  @Test func aValueOutsideTheVocabularyIsAnErrorThatNamesWhatIsAccepted() throws {
    #expect(
      throws: FilterError.unknownValue(
        parameter: "frais_a_charge", value: "gratuit",
        accepted: ["Gratuit", "Gratuit sous condition", "Payant"])
    ) { try filter(("frais_a_charge", "Payant,gratuit")) }
    #expect(throws: FilterError.self) { try filter(("typologie", "'; DROP TABLE structure")) }
    #expect(try filter(("source", "N’importe")).choices == ["source": ["N’importe"]])
  }

  @Test func termsThatHoldCommasAreFoundInLists() throws {
    #expect(try filter(("acces", "Libre, sur place")).choices["acces"] == ["Libre, sur place"])
    #expect(
      try filter(("acces", "Libre,Sur place, assis,Libre, sur place")).choices["acces"]
        == ["Libre", "Sur place, assis", "Libre, sur place"])
    #expect(throws: FilterError.self) { try filter(("acces", "Sur place")) }
  }

  @Test func aRepeatedOpenParameterHoldsCommas() throws {
    #expect(try filter(("source", "a,b"), ("source", "c")).choices["source"] == ["a,b", "c"])
    let comma = try filter(("source", "Conseil, département"), ("source", "b"))
    #expect(comma.choices["source"] == ["Conseil, département", "b"])
    #expect(comma.matches(library, timeZone: paris))
  }

  @Test func anOpenParameterGivenOnceIsAlsoOneValue() throws {
    #expect(try filter(("source", "a,b")).choices["source"] == ["a", "b", "a,b"])
    #expect(try filter(("source", " a ")).choices["source"] == ["a"])
    #expect(try filter(("source", ", ,")).isEmpty)
    let comma = try filter(("source", "Conseil, département"))
    #expect(comma.matches(library, timeZone: paris))
    let most = (0..<Filter.maximumValues).map(String.init).joined(separator: ",")
    #expect(try filter(("source", most)).choices["source"]?.count == Filter.maximumValues)
  }

  @Test func openMeansOpenAtTheMinute() throws {
    let open = try filter(("open", "now"))
    #expect(open.open == Date(timeIntervalSince1970: 1_795_422_600))
    #expect(open.matches(library, timeZone: paris))
    #expect(!open.matches(Structure(id: "2"), timeZone: paris))
    #expect(!open.matches(library, timeZone: .gmt))
  }

  @Test(
    arguments: [
      ("2026-11-23T09:30", 1_795_422_600), ("2026-11-23T09:30:59.5", 1_795_422_600),
      ("2026-11-23T08:30Z", 1_795_422_600), ("2026-11-23T09:30+01:00", 1_795_422_600),
      ("2026-11-23T09:30 0100", 1_795_422_600), ("2026-11-23T04:30-04", 1_795_422_600),
      // The hour shown twice is the first, the hour left out the one after it.
      ("2026-10-25T02:30", 1_792_888_200), ("2026-03-29T02:30", 1_774_747_800),
    ])
  func instantsAreReadByTheZonesClocks(_ text: String, _ seconds: Int) throws {
    #expect(try filter(("open", text)).open == Date(timeIntervalSince1970: Double(seconds)))
  }

  @Test(
    arguments: [
      "Now", "2026-11-23", "2026-02-30T10:00", "2026-11-23T24:00", "2026-11-23T10:60",
      "1", "2026-11-23T10:00+25:00", "2026-13-01T00:00",
    ])
  func whatIsNoInstantIsAnError(_ text: String) {
    #expect(throws: FilterError.notAnInstant(parameter: "open", value: text)) {
      try filter(("open", text))
    }
  }

  @Test func searchedWordsAreFoundWhateverTheirAccentsAndCase() throws {
    for text in ["mediatheque", "MÉDIA hotel", "l'hotel dieu", "saint nazaire", "nazaire internet"]
    {
      #expect(try filter(("q", text)).matches(library, timeZone: paris), "\(text)")
    }
    for text in ["mairie", "mediatheque nantes", "Dupont"] {
      #expect(try !filter(("q", text)).matches(library, timeZone: paris), "\(text)")
    }
  }

  @Test func limitsHold() {
    let many = (0...Filter.maximumValues).map(String.init).joined(separator: ",")
    #expect(throws: FilterError.tooManyValues(parameter: "source", maximum: 200)) {
      try filter(("source", many))
    }
    let long = String(repeating: "x", count: 201)
    #expect(throws: FilterError.valueTooLong(parameter: "source", maximum: 200)) {
      try filter(("source", long))
    }
    #expect(throws: FilterError.valueTooLong(parameter: "q", maximum: 200)) {
      try filter(("q", long))
    }
    #expect(throws: FilterError.repeated(parameter: "open")) {
      try filter(("open", "now"), ("open", "now"))
    }
  }

  @Test func theKeyIsTheSameForTheSameQuestionOnly() throws {
    let first = try filter(
      ("itinerance", "Fixe"), ("source", "b"), ("source", "a"), ("q", "Été  le"))
    let second = try filter(
      ("q", "le ete été"), ("source", "a"), ("source", "b"), ("itinerance", "Fixe"))
    #expect(first.canonicalKey == second.canonicalKey)
    #expect(first.canonicalKey == "itinerance=Fixe&source=a,b&@q=ete,le")
    let tricky = [
      try filter(("source", "a,b")), try filter(("source", "a,b"), ("source", "")),
      try filter(("source", "a,b"), ("source", "c")), try filter(("source", "a&@q=b")),
      try filter(("source", "a"), ("q", "b")), try filter(("source", "a%2Cb")),
      try filter(("open", "now")), try filter(("source", "@open=1")),
    ]
    #expect(Set(tricky.map(\.canonicalKey)).count == 7)
    #expect(tricky[0].canonicalKey == tricky[1].canonicalKey)
  }
}
