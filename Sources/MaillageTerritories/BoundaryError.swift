/// Why a file of boundaries cannot be used, and where in it.
public struct BoundaryError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name of the file, as the caller gave it.
  public let fileName: String
  /// The feature at fault, counted from 1; `nil` when the file as a whole is.
  public let feature: Int?
  /// What is wrong, as the end of a sentence.
  public let reason: String

  /// Creates an error about a file or one of its features.
  public init(fileName: String, feature: Int? = nil, reason: String) {
    self.fileName = fileName
    self.feature = feature
    self.reason = reason
  }

  /// One line: file, feature, reason.
  public var description: String {
    if let feature {
      "\(fileName): feature \(feature): \(reason)"
    } else {
      "\(fileName): \(reason)"
    }
  }
}
