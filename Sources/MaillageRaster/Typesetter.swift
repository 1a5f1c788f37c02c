/// Lays out text in one font and keeps the masks of its glyphs, for one thread at a time.
struct Typesetter: ~Copyable {
  private var face: FontFace
  private var advances: [UInt32: Int] = [:]
  private var masks: [GlyphKey: CoverageMask] = [:]
  private var maskBytes = 0
  private var capHeights: [Int: Int] = [:]

  init(face: consuming FontFace) {
    self.face = face
  }

  /// All masks are dropped when they hold more bytes.
  private static let mostMaskBytes = 16 << 20

  mutating func mask(_ key: GlyphKey) -> CoverageMask {
    if let known = masks[key] { return known }
    let outline = face.outline(of: key.glyph, size: key.size).translated(
      by: key.quarter * 64, dy: 0)
    let mask = CoverageMask(outline, rim: Double(key.rim) / 256)
    if maskBytes > Self.mostMaskBytes {
      masks.removeAll()
      maskBytes = 0
    }
    masks[key] = mask
    maskBytes += mask.values.count + MemoryLayout<(GlyphKey, CoverageMask)>.stride
    return mask
  }

  private mutating func advance(of glyph: UInt32) -> Int {
    if let known = advances[glyph] { return known }
    let advance = face.advance(of: glyph)
    advances[glyph] = advance
    return advance
  }

  /// The height of an H at a size, in 1/256 px.
  private mutating func capHeight(size: Int) -> Int {
    if let known = capHeights[size] { return known }
    let outline = face.glyph(of: "H").map { face.outline(of: $0, size: size) }
    let height = 0 - (outline?.bounds?.minimum.y ?? 0)
    capHeights[size] = height
    return height
  }

  mutating func shape(_ text: String, size: Int, font: Font) -> ShapedText {
    let unitsPerEm = face.unitsPerEm
    /// From font units to 1/256 px, halves upwards.
    func scaled(_ units: Int) -> Int { (units * size * 8 + unitsPerEm) / (2 * unitsPerEm) }
    var glyphs: [ShapedText.Glyph] = []
    var bounds: PixelBox?
    var pen = 0
    var last: UInt32?
    for glyph in face.glyphs(of: text) {
      if let last { pen += face.kerning(last, glyph) }
      // Quarters of a pixel from the origin, to the nearest.
      let position = (scaled(pen) + 32) >> 6
      let key = GlyphKey(glyph: glyph, size: size, quarter: position & 3, rim: 0)
      let ink = mask(key)
      if ink.width > 0 {
        glyphs.append(ShapedText.Glyph(key: key, x: position >> 2))
        let box = ink.box.translated(by: (position >> 2) * 256, 0)
        bounds = bounds?.union(box) ?? box
      }
      pen += advance(of: glyph)
      last = glyph
    }
    return ShapedText(
      font: font, glyphs: glyphs, width: Double(scaled(pen)) / 256,
      ascent: Double(scaled(face.ascent)) / 256, descent: Double(scaled(face.descent)) / 256,
      capHeight: Double(capHeight(size: size)) / 256, bounds: bounds)
  }
}

/// One glyph as it is drawn: every different picture has a different key.
struct GlyphKey: Hashable, Sendable {
  var glyph: UInt32
  /// Pixels to the em, in 1/64 px.
  var size: Int
  /// How far the glyph stands right of a whole pixel, in quarters.
  var quarter: Int
  /// Width of the rim, in 1/256 px.
  var rim: Int
}
