public import MaillageModel

/// What is wrong with a mapping file, and under which key.
public struct MappingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name of the file.
  public let fileName: String
  /// The key at fault, like `services[2].termes`; empty for the whole file.
  public let key: String
  /// What is wrong.
  public let reason: LocalizedText

  /// Creates an error.
  public init(fileName: String, key: String, reason: LocalizedText) {
    self.fileName = fileName
    self.key = key
    self.reason = reason
  }

  /// The message in both languages.
  public var message: LocalizedText {
    guard !key.isEmpty else {
      return LocalizedText(fr: "\(fileName) : \(reason.fr)", en: "\(fileName): \(reason.en)")
    }
    return LocalizedText(
      fr: "\(fileName), clé « \(key) » : \(reason.fr)",
      en: "\(fileName), key \"\(key)\": \(reason.en)")
  }

  /// The message in English.
  public var description: String { message.en }
}
