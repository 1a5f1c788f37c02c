extension Schema {
  /// The *standard des lieux de médiation numérique*: its 32 fields in column order.
  ///
  /// `id`, `latitude` and `longitude` are among them because they are columns; ``Structure`` keeps
  /// them apart from its values.
  public static let standard = Schema(fields: [
    field("id", .text, "Identifiant", "Identifier", isRequired: true),
    field(
      "pivot", .text, "SIRET, RNA ou RIDET", "Registration number (SIRET, RNA or RIDET)",
      isRequired: true),
    field("nom", .text, "Nom", "Name", isRequired: true),
    field("commune", .text, "Commune", "Town", isRequired: true),
    field("code_postal", .text, "Code postal", "Postal code", isRequired: true),
    field("code_insee", .text, "Code INSEE", "INSEE code"),
    field("adresse", .text, "Adresse", "Address", isRequired: true),
    field("complement_adresse", .text, "Complément d’adresse", "Address complement"),
    field("latitude", .number, "Latitude", "Latitude"),
    field("longitude", .number, "Longitude", "Longitude"),
    field(
      "typologie", .list, "Type de structure", "Kind of organisation",
      terms: StandardVocabulary.typologies),
    field("telephone", .text, "Téléphone", "Telephone"),
    field("courriels", .list, "Courriels", "E-mail addresses"),
    field("site_web", .link, "Site web", "Web site"),
    field("horaires", .text, "Horaires", "Opening hours"),
    field("presentation_resume", .text, "Présentation", "Summary"),
    field("presentation_detail", .text, "Présentation détaillée", "Description"),
    field("source", .text, "Source", "Source", isFacet: true),
    field("itinerance", .list, "Itinérance", "Mobility", terms: StandardVocabulary.mobility),
    field("structure_parente", .text, "Structure parente", "Parent organisation"),
    field("date_maj", .date, "Mise à jour", "Last update", isRequired: true),
    field("services", .list, "Services", "Services", terms: StandardVocabulary.services),
    field(
      "publics_specifiquement_adresses", .list, "Publics", "Audiences",
      terms: StandardVocabulary.publics),
    field(
      "prise_en_charge_specifique", .list, "Prise en charge spécifique", "Specific support",
      terms: StandardVocabulary.specificSupport),
    field("frais_a_charge", .list, "Frais à charge", "Cost", terms: StandardVocabulary.fees),
    field(
      "dispositif_programmes_nationaux", .list,
      "Dispositifs et programmes nationaux", "National programmes",
      terms: StandardVocabulary.nationalProgrammes),
    field(
      "formations_labels", .list, "Formations et labels", "Trainings and labels",
      terms: StandardVocabulary.trainings),
    field(
      "autres_formations_labels", .list,
      "Autres formations et labels", "Other trainings and labels",
      isFacet: true),
    field(
      "modalites_acces", .list, "Modalités d’accès", "How to get access",
      terms: StandardVocabulary.accessModes),
    field(
      "modalites_accompagnement", .list, "Modalités d’accompagnement", "Kinds of support",
      terms: StandardVocabulary.supportModes),
    field("fiche_acces_libre", .link, "Accessibilité (Accès libre)", "Accessibility (Accès libre)"),
    field("prise_rdv", .link, "Prise de rendez-vous", "Appointments"),
  ])

  /// A field of the standard; one with a vocabulary is a facet.
  private static func field(
    _ name: String, _ kind: Field.Kind, _ fr: String, _ en: String, terms: [Field.Term] = [],
    isFacet: Bool = false, isRequired: Bool = false
  ) -> Field {
    Field(
      name: name, kind: kind, label: .init(fr: fr, en: en), terms: terms,
      isFacet: isFacet || !terms.isEmpty, isRequired: isRequired)
  }
}
