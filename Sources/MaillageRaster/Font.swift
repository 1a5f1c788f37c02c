import Synchronization

/// A font file, opened once and used from any thread.
///
/// Any format FreeType reads with outlines (TrueType, OpenType, WOFF); of a variable font the default
/// instance. Pairs of letters are kerned by the font's `kern` table (Open Sans, Lato and DejaVu of
/// Debian have one); there are no ligatures. Glyphs are hinted lightly, to pixel rows only, and
/// placed to a quarter of a pixel along the line.
public final class Font: Sendable {
  /// The sizes text can have, in px.
  public static let sizes = 1.0...1_024.0

  private let typesetter: Mutex<Typesetter>

  /// Opens a font file.
  ///
  /// - Parameter path: The file; a collection gives its first font.
  /// - Throws: ``FontError`` when the file cannot be read or holds no font with outlines.
  public init(path: String) throws(FontError) {
    typesetter = Mutex(Typesetter(face: try FontFace(path: path)))
  }

  /// Lays out a line of text.
  ///
  /// Letters followed by combining accents are set as the font's accented letter. What the font lacks
  /// becomes a question mark; spaces of any width, line ends and controls become a space when the
  /// font has no glyph of their own; invisible formatting scalars are dropped.
  ///
  /// - Parameters:
  ///   - text: One line.
  ///   - size: Pixels to the em, cut to ``sizes`` and rounded to 1/64 px.
  /// - Returns: The line, to be drawn any number of times.
  /// - Complexity: O(n), n the length of the text, once the glyphs are known.
  public func shape(_ text: String, size: Double) -> ShapedText {
    let size = size >= Self.sizes.lowerBound ? min(size, Self.sizes.upperBound) : 1
    let units = (size * 64).nearestInteger
    return typesetter.withLock { $0.shape(text, size: units, font: self) }
  }

  /// The masks of glyphs in turn, each widened by a rim.
  func masks(of keys: [GlyphKey]) -> [CoverageMask] {
    typesetter.withLock { typesetter in keys.map { typesetter.mask($0) } }
  }
}
