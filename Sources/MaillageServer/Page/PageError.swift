/// Why the page cannot be served.
public struct PageError: Error, CustomStringConvertible {
  /// The file at fault.
  public let file: String
  /// What is wrong with it, and what helps.
  public let reason: String

  /// The file and what is wrong with it.
  public var description: String { "\(file): \(reason)" }
}
