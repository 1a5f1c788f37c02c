/// Why a picture could not be encoded.
public struct PNGError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in a sentence without a full stop.
  public let reason: String

  /// The reason, led by the format's name.
  public var description: String { "PNG: \(reason)" }
}
