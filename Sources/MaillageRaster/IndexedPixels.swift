/// A picture of at most 256 colours: a palette and an index into it for each pixel.
struct IndexedPixels {
  /// Premultiplied colours in the order they appear.
  let palette: [UInt32]
  /// The rows as PNG has them: a zero, which stands for no filter, and then one index a pixel.
  let rows: [UInt8]

  /// Numbers the colours of a picture; `nil` when there are more than 256.
  ///
  /// An open-addressing table of four times the largest palette keeps probes short.
  ///
  /// - Complexity: O(n), n the number of pixels.
  init?(_ pixmap: Pixmap) {
    let width = pixmap.width
    var palette: [UInt32] = []
    var rows = [UInt8](repeating: 0, count: pixmap.height * (1 + width))
    let pixels = pixmap.pixels.span
    var target = rows.mutableSpan
    var slots = [Int16](repeating: -1, count: 1024)
    var slotSpan = slots.mutableSpan
    var lastColor: UInt32?
    var lastIndex: UInt8 = 0
    for row in 0..<pixmap.height {
      for column in 0..<width {
        let color = pixels[row * width + column]
        if color != lastColor {
          var slot = Int(truncatingIfNeeded: (color &* 0x9E37_79B1) &>> 22)
          while slotSpan[slot] >= 0 && palette[Int(slotSpan[slot])] != color {
            slot = (slot + 1) & 1023
          }
          if slotSpan[slot] < 0 {
            guard palette.count < 256 else { return nil }
            slotSpan[slot] = Int16(palette.count)
            palette.append(color)
          }
          lastColor = color
          lastIndex = UInt8(truncatingIfNeeded: slotSpan[slot])
        }
        target[row * (1 + width) + 1 + column] = lastIndex
      }
    }
    self.palette = palette
    self.rows = rows
  }
}
