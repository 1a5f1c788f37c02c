/// The format of a list of places.
public enum SourceFormat: String, Hashable, Sendable, CaseIterable {
  /// Rows of cells with a header, separated by commas, semicolons or tabs.
  case csv
  /// An array of objects.
  case json
  /// A feature collection, or one feature.
  case geojson

  /// The format that UTF-8 text shows by its first character.
  ///
  /// An array is JSON, an object GeoJSON, anything else CSV.
  static func guessed(from text: [UInt8]) -> SourceFormat {
    switch text.first(where: { !JSONTokenizer.isSpace($0) }) {
    case UInt8(ascii: "["): .json
    case UInt8(ascii: "{"): .geojson
    default: .csv
    }
  }
}
