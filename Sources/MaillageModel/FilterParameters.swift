public import Foundation

extension Filter {
  /// Reads a filter from the parameters of a question.
  ///
  /// Facets of the schema are read by their field names, each a comma list. In an open vocabulary a
  /// value may hold a comma: given once, the parameter stands for the values between its commas and
  /// for the whole text; repeated, each occurrence is one value. Also read
  /// are `open` (`now`, or an ISO 8601 instant, by the zone's clocks when it names no offset) and
  /// `q` (words to find). Other parameters are ignored, and so are empty values.
  ///
  /// - Parameters:
  ///   - parameters: Decoded names and values, in any order, names may repeat.
  ///   - schema: The schema whose facets may be asked for.
  ///   - now: The instant `open=now` means; kept to the minute, as opening hours are.
  ///   - timeZone: The zone of an instant without offset.
  /// - Throws: ``FilterError`` for a value outside a closed vocabulary, and beyond the limits.
  public init(
    parameters: [(name: String, value: String)], schema: Schema, now: Date,
    timeZone: TimeZone = Hub.default.timeZone
  ) throws(FilterError) {
    self.init(searchedFields: schema.searchableFields)
    var occurrences: [String: [String]] = [:]
    for (name, value) in parameters where !value.isEmpty {
      occurrences[name, default: []].append(value)
    }
    for field in schema.facets {
      guard let texts = occurrences[field.name] else { continue }
      let values = try Self.values(of: field, in: texts)
      if !values.isEmpty { choices[field.name] = values }
    }
    if let value = try Self.single("open", in: occurrences) {
      guard let instant = value == "now" ? now : Date(instant: value, timeZone: timeZone) else {
        throw .notAnInstant(parameter: "open", value: value)
      }
      let seconds = instant.timeIntervalSince1970
      open = Date(timeIntervalSince1970: (seconds / 60).rounded(.down) * 60)
    }
    setText(try Self.single("q", in: occurrences))
  }

  /// Sets ``text`` from an initializer, where observers of the property do not run.
  private mutating func setText(_ text: String?) {
    self.text = text
  }

  private static func single(
    _ name: String, in occurrences: [String: [String]]
  ) throws(FilterError) -> String? {
    guard let values = occurrences[name] else { return nil }
    guard values.count == 1 else { throw .repeated(parameter: name) }
    guard values[0].count <= maximumLength else {
      throw .valueTooLong(parameter: name, maximum: maximumLength)
    }
    let value = values[0].trimmingCharacters(in: .whitespacesAndNewlines)
    return value.isEmpty ? nil : value
  }

  private static func values(
    of field: Field, in texts: [String]
  ) throws(FilterError) -> Set<String> {
    let accepted = Set(field.terms.map(\.value))
    var values: Set<String> = []
    for text in texts {
      let pieces =
        texts.count > 1 && accepted.isEmpty
        ? [text] : text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard pieces.count <= maximumValues else {
        throw .tooManyValues(parameter: field.name, maximum: maximumValues)
      }
      values.formUnion(joined(pieces, into: accepted))
      guard values.count <= maximumValues else {
        throw .tooManyValues(parameter: field.name, maximum: maximumValues)
      }
    }
    if accepted.isEmpty, texts.count == 1, !values.isEmpty, values.count < maximumValues {
      let whole = texts[0].trimmingCharacters(in: .whitespacesAndNewlines)
      if whole.count <= maximumLength { values.insert(whole) }
    }
    guard values.allSatisfy({ $0.count <= maximumLength }) else {
      throw .valueTooLong(parameter: field.name, maximum: maximumLength)
    }
    if !accepted.isEmpty, let unknown = values.subtracting(accepted).min() {
      throw .unknownValue(
        parameter: field.name, value: unknown, accepted: field.terms.map(\.value))
    }
    return values
  }

  /// Puts pieces between commas together again where they make a term that itself holds a comma,
  /// the longest such term first.
  private static func joined(_ pieces: [String], into accepted: Set<String>) -> Set<String> {
    let longest = 1 + (accepted.map { $0.count { $0 == "," } }.max() ?? 0)
    var values: Set<String> = []
    var start = 0
    while start < pieces.count {
      var end = min(start + longest, pieces.count)
      var value = trimmed(pieces[start..<end])
      while end > start + 1, !accepted.contains(value) {
        end -= 1
        value = trimmed(pieces[start..<end])
      }
      if !value.isEmpty { values.insert(value) }
      start = end
    }
    return values
  }

  private static func trimmed(_ pieces: ArraySlice<String>) -> String {
    pieces.joined(separator: ",").trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
