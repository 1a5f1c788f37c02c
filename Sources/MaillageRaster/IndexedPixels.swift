/// A picture of at most 256 colours: a palette and an index into it for each pixel.
struct IndexedPixels {
  /// Premultiplied colours in ascending order, hence those that are not opaque first.
  private(set) var palette: [UInt32]
  /// One index a pixel.
  private(set) var indices: [UInt8]

  /// Counts the colours of a picture; `nil` when there are more than 256.
  ///
  /// - Complexity: O(n), n the number of pixels.
  init?(_ pixels: [UInt32]) {
    indices = [UInt8](repeating: 0, count: pixels.count)
    palette = []
    guard Self.number(pixels, palette: &palette, indices: &indices) else { return nil }
    let order = palette.indices.sorted { palette[$0] < palette[$1] }
    var ranks = [UInt8](repeating: 0, count: 256)
    for (rank, index) in order.enumerated() { ranks[index] = UInt8(rank) }
    palette = order.map { palette[$0] }
    Self.rename(&indices, by: ranks)
  }

  /// Numbers the colours in the order they appear; stops when a 257th appears.
  ///
  /// An open-addressing table of four times the largest palette keeps probes short.
  private static func number(
    _ pixels: [UInt32], palette: inout [UInt32], indices: inout [UInt8]
  ) -> Bool {
    let pixels = pixels.span
    var indices = indices.mutableSpan
    var slots = [Int16](repeating: -1, count: 1024)
    var slotSpan = slots.mutableSpan
    var lastColor: UInt32?
    var lastIndex: UInt8 = 0
    for position in 0..<pixels.count {
      let color = pixels[position]
      if color != lastColor {
        var slot = Int(truncatingIfNeeded: (color &* 0x9E37_79B1) &>> 22)
        while slotSpan[slot] >= 0 && palette[Int(slotSpan[slot])] != color {
          slot = (slot + 1) & 1023
        }
        if slotSpan[slot] < 0 {
          guard palette.count < 256 else { return false }
          slotSpan[slot] = Int16(palette.count)
          palette.append(color)
        }
        lastColor = color
        lastIndex = UInt8(truncatingIfNeeded: slotSpan[slot])
      }
      indices[position] = lastIndex
    }
    return true
  }

  private static func rename(_ indices: inout [UInt8], by ranks: [UInt8]) {
    let ranks = ranks.span
    var indices = indices.mutableSpan
    for position in 0..<indices.count { indices[position] = ranks[Int(indices[position])] }
  }
}
