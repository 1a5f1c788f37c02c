/// A line of text laid out in one font at one size, ready to be measured and drawn.
///
/// Positions are relative to the origin: the start of the baseline.
public struct ShapedText: Sendable {
  /// One glyph with ink.
  struct Glyph: Sendable {
    /// Which picture, without a rim.
    var key: GlyphKey
    /// The pixel column of its pen position.
    var x: Int
  }

  let font: Font
  let glyphs: [Glyph]

  /// The advance from the origin to where the next text would start, in px.
  public let width: Double
  /// The height above the baseline that the font reserves for a line, in px.
  public let ascent: Double
  /// The depth below the baseline that the font reserves for a line, in px, above 0.
  public let descent: Double
  /// The height of a flat capital as drawn, in px: text centred on half of it looks centred.
  public let capHeight: Double
  /// The whole pixels the glyphs touch, in 1/256 px; `nil` when there is no ink.
  public let bounds: PixelBox?

  /// The whole pixels that glyphs and halo may touch, in 1/256 px; `nil` when there is no ink.
  public func bounds(halo: Halo?) -> PixelBox? {
    guard let bounds, let halo, halo.rim > 0 else { return bounds }
    let margin = halo.rim + 2
    return PixelBox(
      minimum: bounds.minimum.offset(by: PixelPoint(x: -margin, y: -margin)),
      maximum: bounds.maximum.offset(by: PixelPoint(x: margin, y: margin))
    ).roundedOut
  }

  /// The coverage of all glyphs, each widened by a rim, on a part of the plane in px.
  func mask(rim: Int, columns: Range<Int>, rows: Range<Int>) -> CoverageMask {
    var mask = CoverageMask(columns: columns, rows: rows)
    let keys = glyphs.map { glyph in
      var key = glyph.key
      key.rim = rim
      return key
    }
    for (glyph, picture) in zip(glyphs, font.masks(of: keys)) {
      mask.formUnion(picture, movedBy: glyph.x)
    }
    return mask
  }
}
