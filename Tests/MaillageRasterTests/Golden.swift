import Foundation
import MaillageRaster
import Testing

/// Pictures kept beside the tests.
enum Golden {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Goldens")

  /// Compares a canvas with the picture of that name, pixel by pixel; writes it when asked to.
  static func expect(_ pixmap: Pixmap, named name: String) throws {
    let file = folder.appending(path: name + ".png")
    let bytes = try pixmap.png()
    if ProcessInfo.processInfo.environment["MAILLAGE_REFRESH_GOLDENS"] == "1" {
      try Data(bytes).write(to: file)
    }
    let kept = DecodedPNG([UInt8](try Data(contentsOf: file)))
    let isSame = kept == DecodedPNG(pixmap)
    if !isSame { Attachment.record(bytes, named: name + ".actual.png") }
    #expect(isSame, "\(name) differs from \(file.path())")
  }
}
