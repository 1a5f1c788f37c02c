/// Values of earlier versions of the standard, and common spellings, with what they mean today.
///
/// Only what is certain is here: a value that could mean two things stays unknown. Evidence: the
/// transformation configurations of mednum-cli, which translate these terms, and the schema's own
/// wording. Keys are compared without case, accents and punctuation.
enum OlderTerms {
  /// A value of a field; `nil` stands for the field the older value was found in.
  struct Target {
    var field: String?
    var value: String
  }

  /// By field, then by older value.
  static let byField: [String: [String: [Target]]] = [
    "services": services,
    "publics_specifiquement_adresses": publics,
    "prise_en_charge_specifique": specificSupport,
    "frais_a_charge": fees,
    "dispositif_programmes_nationaux": programmes,
    "formations_labels": trainings,
    "modalites_accompagnement": support,
  ]

  private static func same(_ value: String) -> [Target] { [Target(value: value)] }

  private static let services: [String: [Target]] = {
    let procedures = same("Aide aux démarches administratives")
    let tools = same("Maîtrise des outils numériques du quotidien")
    let access = same("Accès internet et matériel informatique")
    return [
      "Devenir autonome dans les démarches administratives": procedures,
      "Réaliser des démarches administratives avec un accompagnement": procedures,
      "Accompagner les démarches de santé": procedures,
      "Prendre en main un smartphone ou une tablette": tools,
      "Prendre en main un ordinateur": tools,
      "Utiliser le numérique au quotidien": tools,
      "Accéder à une connexion internet": access,
      "Accéder à du matériel": access,
      "Approfondir ma culture numérique": same("Compréhension du monde numérique"),
      "Favoriser mon insertion professionnelle": same(
        "Insertion professionnelle via le numérique"),
      "Soutenir la parentalité et l'éducation avec le numérique": same(
        "Parentalité et éducation avec le numérique"),
      "Acquérir du matériel informatique à prix solidaire": same(
        "Acquisition de matériel informatique à prix solidaire"),
      "Créer avec le numérique": same("Loisirs et créations numériques"),
    ]
  }()

  private static let publics: [String: [Target]] = {
    func support(_ value: String) -> [Target] {
      [Target(field: "prise_en_charge_specifique", value: value)]
    }
    return [
      "Jeunes (16-26 ans)": same("Jeunes"),
      "Jeunes (16/26 ans)": same("Jeunes"),
      "Seniors (+ 65 ans)": same("Seniors"),
      "Seniors (+65 ans)": same("Seniors"),
      "Familles/enfants": same("Familles et/ou enfants"),
      "Familles/enfant": same("Familles et/ou enfants"),
      "Uniquement femmes": same("Femmes"),
      "Surdité": support("Surdité"),
      "Déficience visuelle": support("Déficience visuelle"),
      "Déficiance visuelle": support("Déficience visuelle"),
      "Handicaps moteurs": support("Handicaps moteurs"),
      "Handicaps mentaux": support("Handicaps mentaux"),
      "Handicaps mentaux : déficiences limitant les activités d'une personne": support(
        "Handicaps mentaux"),
      "Personnes en situation d'illettrisme": support("Illettrisme"),
      "Illettrisme": support("Illettrisme"),
    ]
  }()

  private static let specificSupport: [String: [Target]] = [
    "Personnes en situation d'illettrisme": same("Illettrisme"),
    "Handicaps mentaux : déficiences limitant les activités d'une personne": same(
      "Handicaps mentaux"),
    "Langues étrangères (anglais et autres)": [
      Target(value: "Langues étrangères (anglais)"), Target(value: "Langues étrangères (autres)"),
    ],
  ]

  private static let fees: [String: [Target]] = [
    "Gratuit : Je peux accéder gratuitement au lieu et à ses services": same("Gratuit"),
    "Gratuit sous condition : La gratuité est conditionnée à des critères": same(
      "Gratuit sous condition"),
    "Payant : L'accès au lieu et/ou à ses services est payant": same("Payant"),
  ]

  private static let programmes: [String: [Target]] = [
    "CNFS": same("Conseillers numériques"),
    "Conseiller numérique": same("Conseillers numériques"),
    "Conseiller numérique France Services": same("Conseillers numériques"),
    "Conseillers numériques France Services": same("Conseillers numériques"),
    "France Service": same("France Services"),
    "Aidant Connect": same("Aidants Connect"),
    "Point numérique CAF": same("Point d'accès numérique CAF"),
    "Grandes écoles du numérique": same("Grande école du numérique"),
    "Croix Rouge": same("La Croix Rouge"),
    "PIX": same("Certification PIX"),
    "Fabriques de Territoire": [
      Target(field: "formations_labels", value: "Fabriques de Territoire")
    ],
    "Bibliothèques numériques de référence": same("Bibliothèques numérique de référence"),
  ]

  private static let trainings: [String: [Target]] = [
    "Étapes numériques(La Poste)": same("Étapes numériques (La Poste)"),
    "Fabrique de Territoire": same("Fabriques de Territoire"),
  ]

  private static let support: [String: [Target]] = [
    "Seul : j'ai accès à du matériel et une connexion": same("En autonomie"),
    "Avec de l'aide : je suis accompagné seul dans l'usage du numérique": same(
      "Accompagnement individuel"),
    "Dans un atelier : j'apprends collectivement à utiliser le numérique": same(
      "Dans un atelier collectif"),
  ]
}
