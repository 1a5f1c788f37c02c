/// The name of a commune, reduced to what people agree on.
///
/// Case, accents, ligatures, hyphens, apostrophes and spaces go; `St`, `Ste` and `s/` are written
/// out: "ST GEORGES S/LOIRE" and "Saint-Georges-sur-Loire" are the same words. So are "Paris 01",
/// "PARIS 1" and "Paris 1er arrondissement". `CEDEX` and what follows is no part of a name.
struct PlaceName {
  /// The words in lower case without accents.
  let words: [String]

  /// The words of a name as written.
  init(_ text: String) {
    var words: [String] = []
    var word = ""
    func end() {
      if !word.isEmpty { words.append(Self.abbreviations[word] ?? Self.ordinal(word) ?? word) }
      word = ""
    }
    for scalar in text.lowercased().unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": word.unicodeScalars.append(scalar)
      case "/":
        if word == "s" { word = "sur" }
        end()
      default:
        if scalar.properties.generalCategory == .nonspacingMark { continue }
        if scalar.properties.isAlphabetic { word += Self.plainLetters(of: scalar) } else { end() }
      }
    }
    end()
    if let cedex = words.firstIndex(of: "cedex") { words.removeSubrange(cedex...) }
    if words.count > 2, words.last == "arrondissement" { words.removeLast() }
    self.words = words
  }

  /// The words in one text, which is equal for equal names.
  var key: String { words.joined(separator: " ") }

  /// The words without the number of an arrondissement: "MARSEILLE 11" is in Marseille.
  var withoutDistrict: PlaceName {
    guard words.count > 1, let last = words.last, Int(last) != nil else { return self }
    return PlaceName(words: words.dropLast())
  }

  /// The words without a leading article.
  var withoutArticle: PlaceName {
    guard words.count > 1, ["l", "la", "le", "les"].contains(words[0]) else { return self }
    return PlaceName(words: Array(words.dropFirst()))
  }

  private init(words: [String]) {
    self.words = words
  }

  /// The digits of a number, without leading zeros and without the ending of an ordinal ("1er").
  private static func ordinal(_ word: String) -> String? {
    let digits = word.prefix { ("0"..."9").contains($0) }
    guard ["", "e", "er", "eme", "re", "nd"].contains(word.dropFirst(digits.count)) else {
      return nil
    }
    return Int(digits).map { String($0) }
  }

  private static let abbreviations = ["st": "saint", "ste": "sainte"]

  /// The letters under an accent or in a ligature, found by the character's Unicode name: "LATIN
  /// SMALL LETTER E WITH ACUTE" is an e.
  private static func plainLetters(of scalar: Unicode.Scalar) -> String {
    let name = scalar.properties.name ?? ""
    for start in ["LATIN SMALL LETTER ", "LATIN SMALL LIGATURE "] where name.hasPrefix(start) {
      let letters = name.dropFirst(start.count).prefix { $0 != " " }
      if letters.count <= 2 { return letters.lowercased() }
      if letters == "SHARP" { return "ss" }
    }
    return String(scalar)
  }
}
