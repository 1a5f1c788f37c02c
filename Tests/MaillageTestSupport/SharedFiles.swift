public import Foundation

/// The real lists and references beside the repository, which not every machine has.
public enum SharedFiles {
  /// The folder `shared` beside the root of the repository.
  public static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared", directoryHint: .isDirectory)

  /// Whether the folder is there; tests that need it are skipped otherwise.
  public static let isPresent = FileManager.default.fileExists(atPath: folder.path)
}
