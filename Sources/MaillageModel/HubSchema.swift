public import Foundation

extension Schema {
  /// Reads a hub's `schema.json` and adds its fields to a schema.
  ///
  /// The file is `{"fields":[{"name","type","label","values","facet","public"}]}`: `label` is a text
  /// or `{"fr","en"}` (the name when absent), `values` the closed vocabulary as texts or
  /// `{"value","label"}`, `facet` false and `public` true when absent.
  ///
  /// - Parameters:
  ///   - base: The schema the fields are added to.
  ///   - hubSchema: The bytes of `schema.json`.
  /// - Throws: ``SchemaError`` that names the field and what is wrong with it.
  public init(extending base: Schema = .standard, hubSchema: Data) throws(SchemaError) {
    let file = try ConfigurationReader(hubSchema, file: "schema.json").members(["fields"])
    var fields = base.fields
    for reader in try file["fields"]?.items() ?? [] {
      fields.append(try Self.field(reader, after: fields))
    }
    self.init(fields: fields)
  }

  /// Parameter names of the API and the pages, and members of the answers, that no field may take.
  static let reservedNames: Set<String> = [
    "bbox", "callback", "cluster", "cluster_id", "crs", "cursor", "distance", "expansion_zoom",
    "disc_radius", "f", "format", "horaires_lisibles", "id", "lang", "latitude", "level", "limit",
    "longitude", "offset", "open", "page", "place", "point_count", "position_approximative", "q",
    "radius", "scale", "sort", "territory", "tileset", "token", "unplaced", "v", "view", "x", "y",
    "z", "zoom",
  ]

  private static func field(
    _ reader: ConfigurationReader, after others: [Field]
  ) throws(SchemaError) -> Field {
    let keys = ["name", "type", "label", "values", "facet", "public"]
    guard let name = try reader.members(keys)["name"] else { throw reader.error("needs a “name”.") }
    let text = try name.text()
    let reader = reader.named(text)
    let members = try reader.members(keys)
    try check(text, reader: reader, others: others)
    guard let type = members["type"] else {
      throw reader.error("needs a “type”: \(kinds).")
    }
    guard let kind = Field.Kind(rawValue: try type.text()) else {
      throw type.error("“\(try type.text())” is no type; types: \(kinds).")
    }
    let field = Field(
      name: text, kind: kind,
      label: try members["label"]?.localizedText() ?? LocalizedText(fr: text, en: text),
      terms: try members["values"].map { values throws(SchemaError) in
        try terms(values, kind: kind)
      } ?? [],
      isFacet: try members["facet"]?.boolean() ?? false,
      isPublic: try members["public"]?.boolean() ?? true)
    if field.isFacet, ![.text, .list].contains(kind) {
      throw reader.error("a facet must be of type text or list, not \(kind.rawValue).")
    }
    if field.isFacet, !field.isPublic {
      throw reader.error("a facet is public: filtering by a hidden field would reveal it.")
    }
    return field
  }

  private static var kinds: String {
    Field.Kind.allCases.map(\.rawValue).joined(separator: ", ")
  }

  private static func check(
    _ name: String, reader: ConfigurationReader, others: [Field]
  ) throws(SchemaError) {
    guard name.wholeMatch(of: /[\p{L}\p{N}](?:[\p{L}\p{N} ._\-]{0,62}[\p{L}\p{N}._\-])?/) != nil
    else {
      throw reader.error(
        "a name is 1 to 64 letters, digits, spaces, “-”, “_” or “.”, and begins with a letter or "
          + "digit.")
    }
    if reservedNames.contains(name.lowercased()) {
      throw reader.error("the name is reserved for a parameter of the API; choose another.")
    }
    if let other = others.first(where: { $0.name.lowercased() == name.lowercased() }) {
      throw reader.error(
        other.name == name
          ? "there is already a field of this name."
          : "the name differs from the field “\(other.name)” only in case.")
    }
  }

  private static func terms(
    _ reader: ConfigurationReader, kind: Field.Kind
  ) throws(SchemaError) -> [Field.Term] {
    guard [.text, .list].contains(kind) else {
      throw reader.error("only a text or a list has values.")
    }
    var terms: [Field.Term] = []
    var seen: Set<String> = []
    for item in try reader.items() {
      let term = try term(item)
      guard seen.insert(term.value).inserted else {
        throw item.error("“\(term.value)” is there twice.")
      }
      terms.append(term)
    }
    guard !terms.isEmpty else {
      throw reader.error("must have a value; leave “values” out when any value may stand.")
    }
    return terms
  }

  private static func term(_ reader: ConfigurationReader) throws(SchemaError) -> Field.Term {
    var value = reader
    var label: LocalizedText?
    if case .object = reader.value {
      let members = try reader.members(["value", "label"])
      guard let member = members["value"] else { throw reader.error("needs a “value”.") }
      value = member
      label = try members["label"]?.localizedText()
    }
    let text = try value.text()
    guard text.count <= Filter.maximumLength, text.first?.isWhitespace == false,
      text.last?.isWhitespace == false, !text.contains("|"), !text.contains(where: \.isNewline)
    else {
      throw value.error(
        "a value has at most \(Filter.maximumLength) characters, no “|”, no line break and no space "
          + "at its ends.")
    }
    return Field.Term(value: text, label: label ?? LocalizedText(fr: text, en: text))
  }
}
