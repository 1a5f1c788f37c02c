import Foundation

/// The real boundaries beside the clone, which a machine may lack.
enum SharedFiles {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent()
    .appending(path: "../../../shared/data")
    .standardizedFileURL

  static var isPresent: Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: "PROVENANCE.md").path)
  }

  static func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: folder.appending(path: path))
  }
}
