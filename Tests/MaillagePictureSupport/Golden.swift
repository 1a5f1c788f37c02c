import Foundation
public import MaillageRaster
public import Testing

/// Pictures kept beside the tests, in their folder `Goldens`.
public enum Golden {
  /// Compares a canvas with the picture of that name, pixel by pixel; writes it when asked to.
  ///
  /// - Parameters:
  ///   - pixmap: What was drawn.
  ///   - name: The picture's name, without its ending.
  ///   - test: The file of the test, beside which the folder is.
  ///   - location: Where the test is.
  /// - Throws: When the picture is not there.
  public static func expect(
    _ pixmap: Pixmap, named name: String, beside test: String = #filePath,
    sourceLocation location: SourceLocation = #_sourceLocation
  ) throws {
    let file = URL(filePath: test).deletingLastPathComponent()
      .appending(path: "Goldens/\(name).png")
    let bytes = try pixmap.png()
    if ProcessInfo.processInfo.environment["MAILLAGE_REFRESH_GOLDENS"] == "1" {
      try Data(bytes).write(to: file)
    }
    let kept = DecodedPNG([UInt8](try Data(contentsOf: file)))
    let isSame = kept == DecodedPNG(pixmap)
    if !isSame {
      Attachment.record(bytes, named: name + ".actual.png", sourceLocation: location)
    }
    #expect(isSame, "\(name) differs from \(file.path())", sourceLocation: location)
  }
}
