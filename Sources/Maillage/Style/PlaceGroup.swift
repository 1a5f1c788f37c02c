import MaillageModel

/// The groups the built-in styles put the standard's kinds of organisation (`typologie`) into.
enum PlaceGroup: CaseIterable {
  case digital, libraries, publicServices, townHalls, socialCentres, employment, associations

  /// Kinds of organisation that are in no group.
  static let others = LocalizedText(fr: "Autres structures", en: "Other structures")

  /// The codes of the group.
  var typologies: [String] {
    switch self {
    case .digital: ["ENM", "EPI", "EPN", "FABLAB", "FABRIQUE", "TIERS_LIEUX"]
    case .libraries: ["BIB", "RELAIS_LECTURE"]
    case .publicServices: ["RFS", "MSAP", "PIMMS", "LA_POSTE", "PI", "PAD"]
    case .townHalls: ["MUNI", "CC", "EPCI", "CD", "REG", "CCAS", "CIAS"]
    case .socialCentres: ["CS", "CSC", "EVS", "MDH", "MJC", "MQ", "PIJ_BIJ"]
    case .employment:
      [
        "AFPA", "CAF", "CAP_EMPLOI", "CDAS", "CFP", "CPAM", "DEETS", "DEPT", "FT", "MDE", "MDEF",
        "MDPH", "MDS", "ML", "MSA", "PLIE", "PREF",
      ]
    case .associations: ["ASSO", "ASSO_CHOMEUR", "CIDFF", "FAIS", "UDAF"]
    }
  }

  /// What people read in the legend.
  var label: LocalizedText {
    switch self {
    case .digital: .init(fr: "Lieux numériques", en: "Digital places")
    case .libraries: .init(fr: "Bibliothèques", en: "Libraries")
    case .publicServices: .init(fr: "France Services, La Poste", en: "Public services, post")
    case .townHalls: .init(fr: "Collectivités, CCAS", en: "Local authorities")
    case .socialCentres: .init(fr: "Centres sociaux, jeunesse", en: "Social and youth centres")
    case .employment: .init(fr: "Emploi, services sociaux", en: "Employment and social services")
    case .associations: .init(fr: "Associations", en: "Associations")
    }
  }

  var shape: Style.MarkerShape {
    switch self {
    case .digital: .star
    case .libraries: .square
    case .publicServices: .diamond
    case .townHalls: .pentagon
    case .socialCentres: .triangle
    case .employment: .hexagon
    case .associations: .cross
    }
  }

  /// CSS pixels; shapes of less area are larger, so that all weigh about the same.
  var radius: Double {
    switch shape {
    case .star, .triangle: 8
    case .square, .diamond, .cross: 7.5
    case .pentagon, .hexagon: 7
    case .circle: 6.5
    }
  }
}
