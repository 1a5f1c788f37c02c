/// The closed vocabularies of the standard: exact values, in the standard's order, with labels.
///
/// This is the one place that says which values the standard has. Typologies are codes with labels
/// of their own; everywhere else the value is its French label.
enum StandardVocabulary {
  /// The nine services.
  static let services = selfLabelled([
    ("Aide aux démarches administratives", "Help with administrative procedures"),
    ("Maîtrise des outils numériques du quotidien", "Everyday digital skills"),
    ("Insertion professionnelle via le numérique", "Digital skills for employment"),
    ("Utilisation sécurisée du numérique", "Safe use of digital tools"),
    ("Parentalité et éducation avec le numérique", "Parenting and education with digital tools"),
    ("Loisirs et créations numériques", "Digital leisure and creation"),
    ("Compréhension du monde numérique", "Understanding the digital world"),
    ("Accès internet et matériel informatique", "Internet access and computer equipment"),
    (
      "Acquisition de matériel informatique à prix solidaire",
      "Computer equipment at solidarity prices"
    ),
  ])
  /// Whom a place addresses.
  static let publics = selfLabelled([
    ("Jeunes", "Young people"),
    ("Étudiants", "Students"),
    ("Familles et/ou enfants", "Families and/or children"),
    ("Seniors", "Seniors"),
    ("Femmes", "Women"),
  ])
  /// The situations a place can take care of.
  static let specificSupport = selfLabelled([
    ("Surdité", "Deafness"),
    ("Handicaps moteurs", "Motor disabilities"),
    ("Handicaps mentaux", "Mental disabilities"),
    ("Illettrisme", "Illiteracy"),
    ("Langues étrangères (anglais)", "Foreign languages (English)"),
    ("Langues étrangères (autres)", "Foreign languages (others)"),
    ("Déficience visuelle", "Visual impairment"),
  ])
  /// What the help costs.
  static let fees = selfLabelled([
    ("Gratuit", "Free"),
    ("Gratuit sous condition", "Free under conditions"),
    ("Payant", "Paid"),
  ])
  /// Whether the place travels.
  static let mobility = selfLabelled([
    ("Itinérant", "Travelling"),
    ("Fixe", "Fixed"),
  ])
  /// The national programmes.
  static let nationalProgrammes = selfLabelled([
    ("Aidants Connect", "Aidants Connect (trusted helpers)"),
    ("Bibliothèques numérique de référence", "Digital reference libraries"),
    ("Certification PIX", "PIX certification"),
    ("Conseillers numériques", "Digital advisers"),
    ("Emmaüs Connect", "Emmaüs Connect"),
    ("France Services", "France Services"),
    ("Grande école du numérique", "Grande école du numérique"),
    ("La Croix Rouge", "The Red Cross"),
    ("Point d'accès numérique CAF", "CAF digital access point"),
    ("Promeneurs du net", "Promeneurs du net (youth workers online)"),
    ("Relais numérique (Emmaüs Connect)", "Digital relay (Emmaüs Connect)"),
  ])
  /// Trainings and labels of the staff.
  static let trainings = selfLabelled([
    ("Formé à « Mon Espace Santé »", "Trained in “Mon Espace Santé”"),
    ("Formé à « DUPLEX » (illettrisme)", "Trained in “DUPLEX” (illiteracy)"),
    ("Arnia/MedNum BFC (Bourgogne-Franche-Comté)", "Arnia/MedNum BFC (Bourgogne-Franche-Comté)"),
    (
      "Collectif ressources et acteurs réemploi (Normandie)",
      "Reuse resources collective (Normandy)"
    ),
    ("Étapes numériques (La Poste)", "Digital stages (La Poste)"),
    ("Fabriques de Territoire", "Fabriques de Territoire"),
    ("Les Éclaireurs du numérique (Drôme)", "Les Éclaireurs du numérique (Drôme)"),
    ("Mes Papiers (Métropole de Lyon)", "Mes Papiers (Lyon Metropolis)"),
    ("ORDI 3.0", "ORDI 3.0"),
    ("SUD LABS (PACA)", "SUD LABS (PACA)"),
  ])
  /// How one reaches the service.
  static let accessModes = selfLabelled([
    ("Se présenter", "Walk in"),
    ("Téléphoner", "Telephone"),
    ("Contacter par mail", "Contact by e-mail"),
    ("Prendre un RDV en ligne", "Book an appointment online"),
    ("Ce lieu n'accueille pas de public", "This place does not receive the public"),
    ("Envoyer un mail avec une fiche de prescription", "Send an e-mail with a referral form"),
  ])
  /// How the help is given.
  static let supportModes = selfLabelled([
    ("En autonomie", "On one’s own"),
    ("Accompagnement individuel", "Individual support"),
    ("Dans un atelier collectif", "In a group workshop"),
    ("À distance", "Remotely"),
  ])

  /// Terms from values, French labels and English labels.
  static func labelled(_ entries: [(value: String, fr: String, en: String)]) -> [Field.Term] {
    entries.map { .init(value: $0.value, label: .init(fr: $0.fr, en: $0.en)) }
  }

  /// Terms whose value is the French label, from values and English labels.
  private static func selfLabelled(_ entries: [(value: String, en: String)]) -> [Field.Term] {
    entries.map { .init(value: $0.value, label: .init(fr: $0.value, en: $0.en)) }
  }
}
