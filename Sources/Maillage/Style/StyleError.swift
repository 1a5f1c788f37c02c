public import MaillageModel

/// What is wrong in a style file: everything that was found, not only the first.
public struct StyleError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The mistakes, each with the file, the key as in `clusters.symbols[2].radius`, and what is
  /// accepted there; never empty.
  public let problems: [SchemaError]

  /// Creates an error from the mistakes found.
  public init(problems: [SchemaError]) {
    self.problems = problems
  }

  /// One line for each mistake.
  public var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}
