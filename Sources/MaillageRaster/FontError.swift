/// Why a font file cannot be used.
public struct FontError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file.
  public let path: String
  /// What is wrong with it, in a sentence without a full stop.
  public let reason: String

  /// The file and the reason.
  public var description: String { "font \(path): \(reason)" }
}
