/// A text in the languages the product speaks.
public struct LocalizedText: Hashable, Sendable, Codable {
  /// French, what CONUMM's people read.
  public var fr: String
  /// English.
  public var en: String

  /// Creates a text from both versions.
  public init(fr: String, en: String) {
    self.fr = fr
    self.en = en
  }
}

/// One field of a structure: its name, its type and what may stand in it.
public struct Field: Hashable, Sendable {
  /// What a field holds.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Free text.
    case text
    /// Several texts; joined by `|` in CSV.
    case list
    /// A number.
    case number
    /// A web address (http or https), or several joined by `|`.
    case link
    /// The web address of a picture.
    case image
    /// A day, `YYYY-MM-DD`.
    case date
  }

  /// One value of a closed vocabulary.
  public struct Term: Hashable, Sendable {
    /// The exact value in data and in filters.
    public var value: String
    /// What people read.
    public var label: LocalizedText

    /// Creates a term.
    public init(value: String, label: LocalizedText) {
      self.value = value
      self.label = label
    }
  }

  /// The column and parameter name.
  public var name: String
  /// What the field holds.
  public var kind: Kind
  /// What people read above it.
  public var label: LocalizedText
  /// The closed vocabulary, in display order; empty when any value may stand.
  public var terms: [Term]
  /// Whether the field is a filter everywhere.
  public var isFacet: Bool
  /// Whether the field may leave the store towards tiles, API and pages.
  public var isPublic: Bool
  /// Whether the standard requires it: when absent the structure is reported as incomplete.
  public var isRequired: Bool

  /// Creates a field.
  public init(
    name: String, kind: Kind, label: LocalizedText, terms: [Term] = [], isFacet: Bool = false,
    isPublic: Bool = true, isRequired: Bool = false
  ) {
    self.name = name
    self.kind = kind
    self.label = label
    self.terms = terms
    self.isFacet = isFacet
    self.isPublic = isPublic
    self.isRequired = isRequired
  }
}

/// The fields structures may have, in column order.
///
/// ``standard`` is the *standard des lieux de médiation numérique*; a hub's schema file adds fields.
public struct Schema: Hashable, Sendable {
  /// The fields in column order; names are unique.
  public private(set) var fields: [Field]
  private var positions: [String: Int]

  /// Creates a schema from fields with distinct names.
  public init(fields: [Field]) {
    self.fields = fields
    positions = Dictionary(
      uniqueKeysWithValues: fields.enumerated().map { ($0.element.name, $0.offset) })
  }

  /// The field of a name; `nil` when the schema has none.
  public func field(_ name: String) -> Field? {
    positions[name].map { fields[$0] }
  }

  /// The fields that are filters, in column order.
  public var facets: [Field] { fields.filter(\.isFacet) }

  /// The names of the public fields that hold words to search: texts and lists, in column order.
  public var searchableFields: [String] {
    fields.filter { $0.isPublic && [.text, .list].contains($0.kind) }.map(\.name)
  }
}
