/// Telephone numbers in the standard's form, `+33241000000`.
enum PhoneNumber {
  /// The number with its country's prefix.
  ///
  /// A national number takes the prefix of its postal code's territory. Of several numbers in one
  /// cell the first counts, and the value is partial.
  ///
  /// - Parameters:
  ///   - text: The number as people write it.
  ///   - postalCode: The place's postal code, if known.
  /// - Returns: The number, or none.
  static func normalised(_ text: String, postalCode: String?) -> Normalised {
    if isStandard(text) { return .unchanged(text) }
    // A slash may also stand between the pairs of digits of one number.
    if let number = international(text, postalCode: postalCode) {
      return .changed(
        number, .normalised, fr: "numéro écrit à l'international",
        en: "number written in international form")
    }
    for part in parts(of: text) {
      guard let number = international(part, postalCode: postalCode) else { continue }
      var first = Normalised.changed(
        number, .repaired,
        fr: "plusieurs numéros ; le premier est retenu, la case est gardée à part",
        en: "several numbers; the first is taken, the cell is kept apart")
      first.isPartial = true
      return first
    }
    return .dropped(
      fr: "ce n'est pas un numéro de téléphone du standard",
      en: "not a telephone number of the standard")
  }

  private static let prefixes = [
    "+33", "+590", "+594", "+262", "+596", "+269", "+687", "+689", "+508", "+681",
  ]

  private static func isStandard(_ text: String) -> Bool {
    guard text.hasPrefix("+") else { return false }
    return prefixes.contains { prefix in
      text.hasPrefix(prefix)
        && (6...9).contains(text.utf8.count - prefix.utf8.count)
        && text.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
    }
  }

  /// What stands between separators, or between words that join numbers.
  private static func parts(of text: String) -> [String] {
    text.replacing(" ou ", with: "|").replacing(" et ", with: "|")
      .split { "|;/,\n".contains($0) }.map(String.init)
  }

  private static func international(_ text: String, postalCode: String?) -> String? {
    // "+33 (0)2 41…": the zero is for national callers only.
    var digits = text.replacing("(0)", with: "").filter { $0.isASCII && $0.isNumber }
    if text.contains("+") || digits.hasPrefix("00") {
      if !text.contains("+") { digits = String(digits.dropFirst(2)) }
      if digits.hasPrefix("330") { digits = "33" + digits.dropFirst(3) }
      return isStandard("+" + digits) ? "+" + digits : nil
    }
    let prefix = prefix(of: postalCode)
    switch digits.utf8.count {
    case 10 where digits.hasPrefix("0") && !digits.hasPrefix("00"):
      return "+\(prefix)\(digits.dropFirst())"
    case 9 where !digits.hasPrefix("0"): return "+\(prefix)\(digits)"
    case 11 where digits.hasPrefix("33"): return "+\(digits)"
    case 6 where ["687", "689", "508", "681"].contains(prefix): return "+\(prefix)\(digits)"
    case 8 where prefix == "689": return "+\(prefix)\(digits)"
    default: return nil
    }
  }

  /// The country code of a postal code's territory.
  private static func prefix(of postalCode: String?) -> String {
    switch postalCode?.prefix(3) {
    case "971", "977", "978": "590"
    case "972": "596"
    case "973": "594"
    case "974", "976": "262"
    case "975": "508"
    case "986": "681"
    case "987": "689"
    case "988": "687"
    default: "33"
    }
  }
}
