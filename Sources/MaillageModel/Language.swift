/// A language the product speaks.
public enum Language: String, Hashable, Sendable, Codable, CaseIterable {
  /// French.
  case fr
  /// English.
  case en
}

extension LocalizedText {
  /// The text in a language.
  public subscript(language: Language) -> String {
    switch language {
    case .fr: fr
    case .en: en
    }
  }
}
