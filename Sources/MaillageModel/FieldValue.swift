/// What a structure holds in one field.
public enum FieldValue: Hashable, Sendable {
  /// A text, a link, an image address or a date (ISO 8601), as the field's type says.
  case text(String)
  /// Several texts, in the source's order, each once.
  case list([String])
  /// A number.
  case number(Double)

  /// The value as a list: a text is a list of one.
  public var items: [String] {
    switch self {
    case .text(let text): [text]
    case .list(let items): items
    case .number(let number): ["\(number)"]
    }
  }
}
