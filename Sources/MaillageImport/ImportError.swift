public import MaillageModel

/// Why a whole file could not be read.
///
/// What is wrong with single rows does not stop an import: ``ImportReport`` names it.
public enum ImportError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file breaks its format at a place from which reading cannot go on; line and column count
  /// from 1.
  case syntax(fileName: String, line: Int, column: Int, reason: LocalizedText)
  /// There is nothing to read in the file.
  case empty(fileName: String)
  /// The file exceeds one of the ``ImportLimits``; the line counts from 1, 0 stands for the file.
  case tooLarge(fileName: String, line: Int, limit: LocalizedText)
  /// PROJ does not know the coordinate reference system.
  case unknownCRS(name: String, reason: String)
  /// The mapping does not fit the schema.
  case mapping(MappingError)

  /// The message in both languages.
  public var message: LocalizedText {
    switch self {
    case .syntax(let fileName, let line, let column, let reason):
      LocalizedText(
        fr: "\(fileName), ligne \(line), colonne \(column) : \(reason.fr)",
        en: "\(fileName), line \(line), column \(column): \(reason.en)")
    case .empty(let fileName):
      LocalizedText(fr: "\(fileName) : le fichier est vide", en: "\(fileName): the file is empty")
    case .tooLarge(let fileName, let line, let limit):
      LocalizedText(
        fr: line == 0 ? "\(fileName) : \(limit.fr)" : "\(fileName), ligne \(line) : \(limit.fr)",
        en: line == 0 ? "\(fileName): \(limit.en)" : "\(fileName), line \(line): \(limit.en)")
    case .unknownCRS(let name, let reason):
      LocalizedText(
        fr: "système de coordonnées inconnu « \(name) » (\(reason)) ; exemple : EPSG:2154",
        en: "unknown coordinate reference system \"\(name)\" (\(reason)); example: EPSG:2154")
    case .mapping(let error): error.message
    }
  }

  /// The message in English.
  public var description: String { message.en }
}
