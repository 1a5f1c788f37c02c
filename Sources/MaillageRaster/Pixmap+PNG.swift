import CTilePNG

extension Pixmap {
  /// The canvas as a PNG file: the same canvas gives the same bytes.
  ///
  /// At most 256 colours are written as a palette, more as RGB when every pixel is opaque, else as
  /// RGBA. The pixels are the same in all three. Rows are not filtered: that suits flat artwork.
  ///
  /// - Parameter level: How hard zlib tries, 0 … 9.
  /// - Returns: The whole file.
  /// - Throws: ``PNGError`` for a canvas without pixels, a level out of range, or when libpng fails.
  /// - Complexity: O(n), n the number of pixels.
  public func png(level: Int = 3) throws(PNGError) -> [UInt8] {
    guard width > 0 && height > 0 else {
      throw PNGError(reason: "a picture of \(width) × \(height) px has no pixels")
    }
    guard (0...9).contains(level) else {
      throw PNGError(reason: "compression level \(level) is not between 0 and 9")
    }
    if let indexed = IndexedPixels(pixels) {
      return try encode(
        indexed.indices, layout: TILE_PNG_PALETTE, palette: Self.straightBytes(indexed.palette),
        level: level)
    }
    if pixels.allSatisfy({ $0 >= 0xFF00_0000 }) {
      return try encode(opaqueBytes, layout: TILE_PNG_RGB, palette: [], level: level)
    }
    return try encode(
      Self.straightBytes(pixels), layout: TILE_PNG_RGBA, palette: [], level: level)
  }

  /// Red, green, blue of every pixel.
  private var opaqueBytes: [UInt8] {
    let pixels = pixels.span
    return [UInt8](capacity: pixels.count * 3) { bytes in
      for position in 0..<pixels.count {
        let bits = pixels[position]
        bytes.append(UInt8(truncatingIfNeeded: bits))
        bytes.append(UInt8(truncatingIfNeeded: bits &>> 8))
        bytes.append(UInt8(truncatingIfNeeded: bits &>> 16))
      }
    }
  }

  /// Red, green, blue and alpha of straight colours.
  private static func straightBytes(_ pixels: [UInt32]) -> [UInt8] {
    let pixels = pixels.span
    return [UInt8](capacity: pixels.count * 4) { bytes in
      for position in 0..<pixels.count {
        let color = PremultipliedColor(bits: pixels[position]).straight
        bytes.append(color.red)
        bytes.append(color.green)
        bytes.append(color.blue)
        bytes.append(color.alpha)
      }
    }
  }

  private func encode(
    _ bytes: [UInt8], layout: tile_png_layout, palette: [UInt8], level: Int
  ) throws(PNGError) -> [UInt8] {
    // Safe: both arrays outlive the call, and their sizes follow from the layout.
    var result = unsafe bytes.withUnsafeBufferPointer { pixels in
      unsafe palette.withUnsafeBufferPointer { colors in
        var picture = unsafe tile_png_picture(
          width: UInt32(width), height: UInt32(height), layout: layout, level: Int32(level),
          pixels: pixels.baseAddress, palette: colors.baseAddress,
          palette_count: Int32(palette.count / 4))
        return unsafe tile_png_write(&picture)
      }
    }
    defer { unsafe tile_png_free(&result) }
    let reason = unsafe withUnsafeBytes(of: result.message) { message in
      unsafe String(decoding: message.prefix { $0 != 0 }, as: UTF8.self)
    }
    guard reason.isEmpty else { throw PNGError(reason: reason) }
    // Safe: the result owns `count` bytes until it is freed below.
    return unsafe [UInt8](UnsafeBufferPointer(start: result.bytes, count: result.count))
  }
}

/// Why a picture could not be encoded.
public struct PNGError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in a sentence without a full stop.
  public let reason: String

  /// The reason, led by the format's name.
  public var description: String { "PNG: \(reason)" }
}
