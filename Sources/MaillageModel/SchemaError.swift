/// What is wrong in a hub's configuration file, and where; `description` says it in a sentence.
public struct SchemaError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file, as `schema.json`, `hub.json` or `style.json`.
  public var file: String
  /// Where in the file, as in `fields[2] (“activites”).type`; empty for the file as a whole.
  public var place: String
  /// What is wrong there and what is accepted.
  public var reason: String

  /// Creates an error.
  public init(file: String, place: String, reason: String) {
    self.file = file
    self.place = place
    self.reason = reason
  }

  /// File, place and reason.
  public var description: String {
    place.isEmpty ? "\(file): \(reason)" : "\(file): \(place): \(reason)"
  }
}
