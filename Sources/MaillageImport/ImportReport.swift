public import MaillageModel

/// What became of every record of a file, and of every value that was changed.
///
/// `read == imported + merged + rejected` always. Values may be contact details: the report is for
/// the list's editor, never for logs.
public struct ImportReport: Hashable, Sendable, Encodable {
  /// What was done about one value or one record.
  public enum Action: String, Hashable, Sendable, Codable, CaseIterable {
    /// The same value in the standard's form: blanks trimmed, `02 41…` to `+3324…`.
    case normalised
    /// A mistake that has one certain remedy.
    case repaired
    /// Found from other fields: the commune's position, a postal code inside an address.
    case deduced
    /// A value outside its vocabulary, kept beside the fields.
    case unknown
    /// A value that cannot be one of its field, kept beside the fields.
    case dropped
    /// Two values that contradict each other, both kept.
    case disagreement
    /// A field that the standard requires and the record lacks.
    case incomplete
    /// A record whose identifier an earlier one has: it only filled that one's empty fields.
    case merged
    /// A record that cannot be a place.
    case rejected
    /// About the file or the mapping, not about a record.
    case notice
  }

  /// One thing that was done, where and why.
  public struct Row: Hashable, Sendable {
    /// The number of the record, from 1; 0 for the whole file.
    public var record: Int
    /// The line of the file, from 1; 0 for the whole file.
    public var line: Int
    /// The character of the line at which the value begins, from 1; 0 for the whole file.
    public var column: Int
    /// The field, or the source's column where no field takes it; empty for a whole record.
    public var field: String
    /// The value as the file has it.
    public var value: String
    /// The value that took its place; `nil` when none did.
    public var result: String?
    /// What was done.
    public var action: Action
    /// Why, for people.
    public var reason: LocalizedText

    /// Creates a row.
    public init(
      record: Int = 0, line: Int = 0, column: Int = 0, field: String = "", value: String = "",
      result: String? = nil, action: Action, reason: LocalizedText
    ) {
      self.record = record
      self.line = line
      self.column = column
      self.field = field
      self.value = value
      self.result = result
      self.action = action
      self.reason = reason
    }
  }

  /// The name of the source.
  public var source: String
  /// How many records the file holds.
  public var read: Int
  /// How many became structures.
  public var imported: Int
  /// How many were merged into an earlier record of the same identifier.
  public var merged: Int
  /// How many cannot be a place.
  public var rejected: Int
  /// Everything that was done, in the order of the file.
  public var rows: [Row]

  /// Creates a report.
  public init(
    source: String, read: Int = 0, imported: Int = 0, merged: Int = 0, rejected: Int = 0,
    rows: [Row] = []
  ) {
    self.source = source
    self.read = read
    self.imported = imported
    self.merged = merged
    self.rejected = rejected
    self.rows = rows
  }

  /// How many rows there are of an action.
  public func count(of action: Action) -> Int {
    rows.count { $0.action == action }
  }
}

extension ImportReport.Row: Encodable {
  private enum Key: String, CodingKey {
    case record, line, column, field, value, result, action, reason
    case reasonInEnglish = "reason_en"
  }

  /// Writes the row as an object; `reason` is the French text, `reason_en` the English one.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(record, forKey: .record)
    try container.encode(line, forKey: .line)
    try container.encode(column, forKey: .column)
    try container.encode(field, forKey: .field)
    try container.encode(value, forKey: .value)
    try container.encode(result, forKey: .result)
    try container.encode(action, forKey: .action)
    try container.encode(reason.fr, forKey: .reason)
    try container.encode(reason.en, forKey: .reasonInEnglish)
  }
}
