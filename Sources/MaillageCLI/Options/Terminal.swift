import Foundation

/// Where words go: data to standard output, messages and progress to standard error.
enum Terminal {
  /// Whether somebody watches standard error.
  static let isWatched = isatty(STDERR_FILENO) == 1

  /// Writes a line to standard error.
  static func message(_ text: String) {
    FileHandle.standardError.write(Data("\(text)\n".utf8))
  }

  /// Replaces the progress line on a terminal, or takes it away with an empty text; silent elsewhere.
  static func progress(_ text: String) {
    guard isWatched else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
  }

  /// Reads a whole file, or standard input when the path is `-`.
  static func read(_ path: String) throws(Failure) -> Data {
    do {
      if path == "-" { return try FileHandle.standardInput.readToEnd() ?? Data() }
      guard !path.isEmpty else { throw Failure("an empty path names no file", .noInput) }
      if FileKind(path: path) == .folder { throw Failure("\(path) is a folder", .noInput) }
      return try Data(contentsOf: URL(filePath: path))
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure("cannot read \(path): \(error.localizedDescription)", .noInput)
    }
  }
}
