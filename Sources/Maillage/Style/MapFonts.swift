import Foundation
public import MaillageRaster

/// The two fonts a map is set in.
public struct MapFonts: Sendable {
  /// For names of places.
  public let regular: Font
  /// For territories and counts.
  public let bold: Font

  /// A digest of both files: other fonts draw other pixels.
  let revision: String

  /// Opens both font files.
  public init(regular: String, bold: String) throws(FontError) {
    self.regular = try Font(path: regular)
    self.bold = try Font(path: bold)
    revision = [regular, bold].map { path in
      hexadecimalDigest([UInt8](FileManager.default.contents(atPath: path) ?? Data()))
    }.joined(separator: "-")
  }

  /// A text shaped in a style, at a scale.
  func shape(_ text: String, _ style: Style.Text, scale: Int) -> ShapedText {
    (style.isBold ? bold : regular).shape(text, size: style.size * Double(scale))
  }
}
