import MaillageModel
import Testing

@Suite struct StandardSchemaTests {
  @Test func theStandardHas32FieldsInColumnOrder() {
    let names = Schema.standard.fields.map(\.name)
    #expect(names.count == 32)
    #expect(names.first == "id")
    #expect(names.last == "prise_rdv")
    #expect(names[8...9] == ["latitude", "longitude"])
  }

  @Test func theVocabulariesHaveTheStandardsSizes() {
    let sizes = Dictionary(
      uniqueKeysWithValues: Schema.standard.facets.map { ($0.name, $0.terms.count) })
    #expect(
      sizes == [
        "typologie": 92, "source": 0, "itinerance": 2, "services": 9,
        "publics_specifiquement_adresses": 5, "prise_en_charge_specifique": 7,
        "frais_a_charge": 3, "dispositif_programmes_nationaux": 11, "formations_labels": 10,
        "autres_formations_labels": 0, "modalites_acces": 6, "modalites_accompagnement": 4,
      ])
    for field in Schema.standard.fields {
      #expect(Set(field.terms.map(\.value)).count == field.terms.count, "\(field.name)")
    }
  }
}
