/// A rank of administrative areas, from the widest to the narrowest.
public enum TerritoryLevel: String, Sendable, CaseIterable, Comparable {
  /// A région: Pays de la Loire is 52.
  case region
  /// A département: Maine-et-Loire is 49.
  case departement
  /// A commune: Angers is 49007.
  case commune

  /// Orders levels from the widest to the narrowest.
  public static func < (left: TerritoryLevel, right: TerritoryLevel) -> Bool {
    left.depth < right.depth
  }

  private var depth: Int {
    switch self {
    case .region: 0
    case .departement: 1
    case .commune: 2
    }
  }
}
