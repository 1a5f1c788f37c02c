extension Pixmap {
  /// Draws a line of text.
  ///
  /// The halo of the whole line is drawn first, then its glyphs, so that no halo hides a letter.
  ///
  /// - Parameters:
  ///   - text: What to draw.
  ///   - origin: The start of the baseline in 1/256 px, rounded to whole pixels.
  ///   - color: The colour of the glyphs.
  ///   - halo: A rim under the glyphs; `nil` for none.
  public mutating func draw(
    _ text: ShapedText, at origin: PixelPoint, color: Color, halo: Halo? = nil
  ) {
    let origin = origin.limited
    let x = (origin.x + 128) >> 8
    let y = (origin.y + 128) >> 8
    guard let box = text.bounds(halo: halo) else { return }
    let columns = (box.minimum.x >> 8..<box.maximum.x >> 8).clamped(to: -x..<width - x)
    let rows = (box.minimum.y >> 8..<box.maximum.y >> 8).clamped(to: -y..<height - y)
    guard !columns.isEmpty && !rows.isEmpty else { return }
    if let halo, halo.rim > 0 {
      paint(text.mask(rim: halo.rim, columns: columns, rows: rows), atX: x, y: y, halo.color)
    }
    paint(text.mask(rim: 0, columns: columns, rows: rows), atX: x, y: y, color)
  }

  /// Lays a colour over the canvas through a mask that lies wholly on it.
  private mutating func paint(_ mask: CoverageMask, atX x: Int, y: Int, _ color: Color) {
    let paint = PremultipliedColor(color)
    let width = width
    let values = mask.values.span
    var target = pixels.mutableSpan
    for row in 0..<mask.height {
      let from = row * mask.width
      let to = (mask.top + y + row) * width + mask.left + x
      for column in 0..<mask.width where values[from + column] != 0 {
        let position = to + column
        target[position] = paint.covering(values[from + column]).over(target[position])
      }
    }
  }
}
