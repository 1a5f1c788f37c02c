extension Pixmap {
  /// The canvas as a PNG file: the same canvas gives the same bytes, see ``PNGEncoder/revision``.
  ///
  /// At most 256 colours are written as a palette, more as RGB when every pixel is opaque, else as
  /// RGBA. The pixels are the same in all three. Rows are not filtered: that suits flat artwork.
  ///
  /// - Returns: The whole file.
  /// - Throws: ``PNGError`` for a canvas without pixels, or one of more than 4 GB.
  /// - Complexity: O(n), n the number of pixels.
  public func png() throws(PNGError) -> [UInt8] {
    guard width > 0 && height > 0 else {
      throw PNGError(reason: "a picture of \(width) × \(height) px has no pixels")
    }
    var encoder = PNGEncoder()
    if let indexed = IndexedPixels(self) {
      let palette = indexed.palette.map { PremultipliedColor(bits: $0).straight }
      return try encoder.encode(
        indexed.rows.span, header: PNGHeader(width: width, height: height, palette: palette))
    }
    let isOpaque = pixels.allSatisfy { $0 >= 0xFF00_0000 }
    return try encoder.encode(
      (isOpaque ? opaqueRows : straightRows).span,
      header: PNGHeader(width: width, height: height, hasAlpha: !isOpaque))
  }

  /// A filter byte a row, and red, green and blue of every pixel.
  private var opaqueRows: [UInt8] {
    let pixels = pixels.span
    return [UInt8](capacity: height * (1 + width * 3)) { bytes in
      for row in 0..<height {
        bytes.append(0)
        for position in row * width..<(row + 1) * width {
          let bits = pixels[position]
          bytes.append(UInt8(truncatingIfNeeded: bits))
          bytes.append(UInt8(truncatingIfNeeded: bits &>> 8))
          bytes.append(UInt8(truncatingIfNeeded: bits &>> 16))
        }
      }
    }
  }

  /// A filter byte a row, and red, green, blue and straight alpha of every pixel.
  private var straightRows: [UInt8] {
    let pixels = pixels.span
    return [UInt8](capacity: height * (1 + width * 4)) { bytes in
      for row in 0..<height {
        bytes.append(0)
        for position in row * width..<(row + 1) * width {
          let color = PremultipliedColor(bits: pixels[position]).straight
          bytes.append(color.red)
          bytes.append(color.green)
          bytes.append(color.blue)
          bytes.append(color.alpha)
        }
      }
    }
  }
}
