/// Why a file of places cannot be used, and where in it.
public struct GazetteerError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name of the file, as the caller gave it.
  public let fileName: String
  /// The line at fault, counted from 1; `nil` when the file as a whole is.
  public let line: Int?
  /// What is wrong, as the end of a sentence.
  public let reason: String

  /// Creates an error about a file or one of its lines.
  public init(fileName: String, line: Int? = nil, reason: String) {
    self.fileName = fileName
    self.line = line
    self.reason = reason
  }

  /// One line: file, line, reason.
  public var description: String {
    if let line { "\(fileName):\(line): \(reason)" } else { "\(fileName): \(reason)" }
  }
}
