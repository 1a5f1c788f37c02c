extension TileCanvas {
  /// The chunks before the pixels of every canvas of a size and a list of inks.
  ///
  /// - Parameters:
  ///   - width: In px.
  ///   - height: In px.
  ///   - inks: What the canvases are drawn in.
  /// - Returns: The chunks, to be handed to ``png(header:using:)``.
  public static func pngHeader(width: Int, height: Int, inks: Inks) -> PNGHeader {
    if let palette = inks.palette {
      return PNGHeader(width: width, height: height, palette: palette)
    }
    return PNGHeader(
      width: width, height: height, hasAlpha: inks.colors.contains { $0.alpha < 255 })
  }

  /// The canvas as a PNG file: equal canvases give equal bytes.
  ///
  /// A palette canvas is compressed where it lies.
  ///
  /// - Parameters:
  ///   - header: Of this canvas's size and inks; see ``pngHeader(width:height:inks:)``.
  ///   - encoder: Room that is kept from one picture to the next.
  /// - Returns: The whole file.
  /// - Throws: ``PNGError`` when the picture cannot be compressed.
  /// - Complexity: O(n), n the number of pixels.
  public func png(
    header: PNGHeader, using encoder: inout PNGEncoder
  ) throws(PNGError) -> [UInt8] {
    if let indexedRows { return try encoder.encode(indexedRows.span, header: header) }
    return try encoder.encode(trueColorRows(of: header).span, header: header)
  }

  /// Straight colours, three or four bytes each, rows led by a filter byte.
  private func trueColorRows(of header: PNGHeader) -> [UInt8] {
    let channels = header.bytesPerRow / width
    return [UInt8](capacity: (header.bytesPerRow + 1) * height) { bytes in
      for row in 0..<height {
        bytes.append(0)
        for column in 0..<width {
          let color = trueColor(atColumn: column, row: row)
          bytes.append(color.red)
          bytes.append(color.green)
          bytes.append(color.blue)
          if channels == 4 { bytes.append(color.alpha) }
        }
      }
    }
  }
}
