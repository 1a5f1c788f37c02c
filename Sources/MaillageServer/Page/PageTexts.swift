import Foundation
import MaillageModel
import Maillage

/// The words of the page in each language, out of `texts.fr.json` and `texts.en.json`.
struct PageTexts: Sendable {
  private let texts: [Language: [String: String]]

  /// Reads the files.
  ///
  /// - Parameter folder: Where they are.
  /// - Throws: ``PageError`` when one is missing, is not JSON, or lacks a text another one has.
  init(folder: String) throws(PageError) {
    var texts: [Language: [String: String]] = [:]
    for language in Language.allCases {
      let file = "\(folder)/texts.\(language.rawValue).json"
      let data = try PageAssets.read(file)
      guard let words = try? JSONDecoder().decode([String: String].self, from: data) else {
        throw PageError(file: file, reason: "is not a JSON object of texts")
      }
      texts[language] = words
    }
    let names = Set(texts.values.flatMap(\.keys))
    for (language, words) in texts {
      if let name = names.subtracting(words.keys).min() {
        throw PageError(
          file: "\(folder)/texts.\(language.rawValue).json", reason: "lacks the text “\(name)”")
      }
    }
    self.texts = texts
  }

  /// All texts of a language by name.
  func all(in language: Language) -> [String: String] { texts[language] ?? [:] }

  /// One text.
  ///
  /// - Parameters:
  ///   - name: The name in the files.
  ///   - language: The language.
  ///   - count: Chooses between `name` and `nameOne`, and replaces `%d`.
  ///   - detail: Replaces `%s`.
  /// - Returns: The text.
  func text(
    _ name: String, in language: Language, count: Int? = nil, detail: String? = nil
  ) -> String {
    let key = count == 1 && all(in: language)["\(name)One"] != nil ? "\(name)One" : name
    var text = all(in: language)[key] ?? key
    if let count { text = text.replacing("%d", with: count.grouped(in: language)) }
    if let detail { text = text.replacing("%s", with: detail) }
    return text
  }
}

extension Int {
  /// The number with its thousands apart: a narrow no-break space in French, a comma in English.
  func grouped(in language: Language) -> String {
    let separator = language == .fr ? "\u{202F}" : ","
    var text = String(magnitude)
    var position = text.count - 3
    while position > 0 {
      text.insert(contentsOf: separator, at: text.index(text.startIndex, offsetBy: position))
      position -= 3
    }
    return self < 0 ? "−\(text)" : text
  }
}

extension Double {
  /// A distance in metres as people say it: “850 m”, “3,8 km”, “42 km”.
  func distanceText(in language: Language) -> String {
    if self < 995 { return "\(Int((self / 10).rounded()) * 10)\u{A0}m" }
    let tenths = Int((self / 100).rounded())
    if tenths >= 100 || tenths % 10 == 0 {
      return "\(Int((self / 1000).rounded()).grouped(in: language))\u{A0}km"
    }
    return "\(tenths / 10)\(language == .fr ? "," : ".")\(tenths % 10)\u{A0}km"
  }
}

extension String {
  /// The text with the characters escaped that HTML gives a meaning.
  var escapedForHTML: String {
    replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
  }
}
