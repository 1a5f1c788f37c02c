import MaillageGeometry
import MaillageModel
import MaillageTerritories

extension RecordConverter {
  /// Reads commune, postal code and INSEE code, which vouch for each other.
  mutating func readAddress() {
    if let cell = tidyCell("commune") {
      if cell.text.contains(where: \.isLetter) {
        set("commune", cell.text)
      } else {
        keep(
          .dropped(fr: "ce n'est pas le nom d'une commune", en: "not the name of a town"),
          of: cell, in: "commune")
      }
    }
    if let cell = tidyCell("code_postal") {
      keep(postalCode(cell.text), of: cell, in: "code_postal")
    } else {
      findPostalCodeInAddress()
    }
    if let cell = tidyCell("code_insee") { keep(inseeCode(cell.text), of: cell, in: "code_insee") }
    if let code = text("code_insee"), let postal = text("code_postal"),
      let first = Departement.code(ofINSEE: code),
      let second = Departement.code(ofPostalCode: postal), first != second,
      !(text("commune").map { knows($0, in: second) } ?? false)
    {
      note(
        "code_postal", Cell(text: postal, offset: record.offset), .disagreement,
        fr: "le code postal est d'un autre département que le code INSEE \(code)",
        en: "the postal code is of another département than INSEE code \(code)")
    }
  }

  /// The département of the address, from the INSEE code, else from the postal code.
  var departement: String? {
    text("code_insee").flatMap { Departement.code(ofINSEE: $0) }
      ?? text("code_postal").flatMap { Departement.code(ofPostalCode: $0) }
  }

  /// The commune in the gazetteer.
  var communePlace: Gazetteer.Place? {
    text("commune").flatMap { gazetteer?.place(named: $0, departement: departement) }
  }

  func text(_ field: String) -> String? {
    if case .text(let text) = values[field] { return text }
    return nil
  }

  private func knows(_ commune: String, in departement: String) -> Bool {
    gazetteer?.place(named: commune, departement: departement) != nil
  }

  private func postalCode(_ text: String) -> Normalised {
    if Self.isPostalCode(text) { return .unchanged(text) }
    if text.utf8.count == 4, text.utf8.allSatisfy(Self.isDigit) {
      let candidate = "0" + text
      if agrees(Departement.code(ofPostalCode: candidate)) {
        return .changed(
          candidate, .repaired, fr: "zéro de tête perdu, confirmé par la commune ou la position",
          en: "lost leading zero, confirmed by the town or the position")
      }
      return .dropped(
        fr: "code postal de quatre chiffres, que ni la commune ni la position ne confirment",
        en: "postal code of four digits, confirmed neither by the town nor by the position")
    }
    let codes = text.split { !($0.isASCII && $0.isNumber) }.filter { $0.utf8.count == 5 }
    if codes.count == 1, Departement.code(ofPostalCode: String(codes[0])) != nil {
      return .changed(
        String(codes[0]), .repaired, fr: "code postal reconnu dans le texte",
        en: "postal code recognised in the text")
    }
    let joined = String(text.filter { $0 != " " })
    if Self.isPostalCode(joined) {
      return .changed(
        joined, .normalised, fr: "espace dans le code postal", en: "blank in the code")
    }
    return .dropped(fr: "ce n'est pas un code postal", en: "not a postal code")
  }

  private func inseeCode(_ text: String) -> Normalised {
    let code = text.uppercased()
    if Self.isINSEECode(code) {
      return code == text
        ? .unchanged(text)
        : .changed(code, .normalised, fr: "lettre en majuscule", en: "upper-case letter")
    }
    if code.utf8.count == 4, code.utf8.allSatisfy(Self.isDigit) {
      let candidate = "0" + code
      if let postal = self.text("code_postal"), postal.prefix(2) == candidate.prefix(2) {
        return .changed(
          candidate, .repaired, fr: "zéro de tête perdu, confirmé par le code postal",
          en: "lost leading zero, confirmed by the postal code")
      }
    }
    return .dropped(fr: "ce n'est pas un code INSEE", en: "not an INSEE code")
  }

  /// Whether the commune or the position confirms a département.
  private func agrees(_ departement: String?) -> Bool {
    guard let departement else { return false }
    if let commune = text("commune"), knows(commune, in: departement) { return true }
    guard let extents, let latitude = rawCell("latitude").flatMap({ DecimalText.number($0.text) }),
      let longitude = rawCell("longitude").flatMap({ DecimalText.number($0.text) })
    else { return false }
    return extents.holds(
      Coordinate(longitude: longitude, latitude: latitude), departement)
  }

  /// An address that ends with "33000 Bordeaux" gives the code when Bordeaux is the commune.
  private mutating func findPostalCodeInAddress() {
    guard let commune = text("commune"), let cell = rawCell("adresse") else { return }
    let words = cell.text.split { !($0.isLetter || $0.isNumber) }
    guard
      let index = words.lastIndex(where: { Self.isPostalCode(String($0)) }),
      folded(words[(index + 1)...].joined(separator: " ")).hasPrefix(folded(commune))
    else { return }
    let code = String(words[index])
    guard Departement.code(ofPostalCode: code) != nil else { return }
    set("code_postal", code)
    note(
      "code_postal", cell, result: code, .deduced, fr: "code postal lu dans l'adresse",
      en: "postal code read from the address")
  }

  private static func isPostalCode(_ text: String) -> Bool {
    text.utf8.count == 5 && text.utf8.allSatisfy(isDigit)
  }

  /// The standard's pattern, `^([013-9]\d|2[AB1-9])\d{3}$`.
  private static func isINSEECode(_ code: String) -> Bool {
    let bytes = Array(code.utf8)
    guard bytes.count == 5, bytes[2...].allSatisfy(isDigit), isDigit(bytes[0]) else { return false }
    if bytes[0] == UInt8(ascii: "2") {
      return bytes[1] != UInt8(ascii: "0")
        && (isDigit(bytes[1]) || bytes[1] == UInt8(ascii: "A") || bytes[1] == UInt8(ascii: "B"))
    }
    return isDigit(bytes[1])
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
