/// Why a server cannot listen at its address.
public struct ListeningError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The address.
  public let host: String
  /// The port.
  public let port: Int
  /// What is wrong, in a sentence without a full stop.
  public let reason: String

  /// The address and the reason.
  public var description: String { "cannot listen at \(host):\(port): \(reason)" }
}
