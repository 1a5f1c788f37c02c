/// The codes of the French départements: which région each is in, and which one an address is in.
///
/// Source: INSEE, Code officiel géographique 2024 (départements, régions, collectivités).
public enum Departement {
  /// The département of a commune, from the commune's INSEE code; `nil` when there is no such
  /// département.
  ///
  ///     Departement.code(ofINSEE: "49007")  // "49"
  ///     Departement.code(ofINSEE: "2A004")  // "2A"
  ///     Departement.code(ofINSEE: "97411")  // "974"
  public static func code(ofINSEE commune: String) -> String? {
    guard commune.utf8.count == 5 else { return nil }
    return known(
      commune.hasPrefix("97") || commune.hasPrefix("98")
        ? commune.prefix(3) : commune.prefix(2))
  }

  /// The département of an address, from its postal code; `nil` when there is no such département.
  ///
  /// A few communes near a département's edge have a postal code of the neighbouring one: the INSEE
  /// code, where known, is the better witness.
  ///
  ///     Departement.code(ofPostalCode: "49000")  // "49"
  ///     Departement.code(ofPostalCode: "20600")  // "2B"
  public static func code(ofPostalCode postalCode: String) -> String? {
    guard postalCode.utf8.count == 5, postalCode.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    // Collectivités whose postal codes kept the numbers of Guadeloupe.
    if postalCode == "97133" { return "977" }
    if postalCode == "97150" { return "978" }
    switch postalCode.prefix(3) {
    case "200", "201": return "2A"
    case "202", "206": return "2B"
    case let prefix where prefix.hasPrefix("97") || prefix.hasPrefix("98"): return known(prefix)
    default: return known(postalCode.prefix(2))
    }
  }

  /// The région of a département, both as INSEE codes; `nil` for a collectivité, which is in none.
  ///
  /// The two halves of the Rhône that some lists tell apart, `69D` and `69M`, count as `69`.
  public static func region(of departement: String) -> String? {
    regions[departement] ?? (["69D", "69M"].contains(departement) ? regions["69"] : nil)
  }

  private static func known(_ code: Substring) -> String? {
    let code = String(code)
    return regions[code] != nil || collectivities.contains(code) ? code : nil
  }

  /// Overseas collectivités and territories, which have a code like a département but no région.
  private static let collectivities: Set<String> = [
    "975", "977", "978", "984", "986", "987", "988", "989",
  ]

  private static let departements: [(region: String, codes: String)] = [
    ("01", "971"), ("02", "972"), ("03", "973"), ("04", "974"), ("06", "976"),
    ("11", "75 77 78 91 92 93 94 95"),
    ("24", "18 28 36 37 41 45"),
    ("27", "21 25 39 58 70 71 89 90"),
    ("28", "14 27 50 61 76"),
    ("32", "02 59 60 62 80"),
    ("44", "08 10 51 52 54 55 57 67 68 88"),
    ("52", "44 49 53 72 85"),
    ("53", "22 29 35 56"),
    ("75", "16 17 19 23 24 33 40 47 64 79 86 87"),
    ("76", "09 11 12 30 31 32 34 46 48 65 66 81 82"),
    ("84", "01 03 07 15 26 38 42 43 63 69 73 74"),
    ("93", "04 05 06 13 83 84"),
    ("94", "2A 2B"),
  ]

  private static let regions: [String: String] = Dictionary(
    departements.flatMap { row in row.codes.split(separator: " ").map { (String($0), row.region) }
    },
    uniquingKeysWith: { first, _ in first })
}
