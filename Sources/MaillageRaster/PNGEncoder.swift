import CISAL

/// Writes PNG files fast, one after the other, with the same memory.
///
/// It takes rows as they stand in the file: a canvas whose rows each begin with a filter byte is
/// compressed where it lies, without a copy. After a first picture of a size it allocates nothing
/// but the files it returns. Equal rows under equal headers give equal bytes, from any encoder of
/// one ``revision``.
///
///     var encoder = PNGEncoder()
///     let header = PNGHeader(width: 2, height: 1, palette: [.white, .black])
///     let file = try encoder.encode([0, 1, 0].span, header: header)  // black, then white
///
/// An encoder is used by one task at a time. For pictures drawn on a ``Pixmap`` there is
/// ``Pixmap/png()``.
public struct PNGEncoder: ~Copyable, Sendable {
  private var compressor = PNGCompressor()

  /// Creates an encoder.
  public init() {}

  /// Encodes a picture.
  ///
  /// - Parameters:
  ///   - rows: The rows from the top, each led by its filter byte: 0 when it is not filtered.
  ///   - header: Size and kind of the picture.
  /// - Returns: The whole file.
  /// - Throws: ``PNGError`` when the rows are not as many bytes as the header asks for, or the
  ///   picture is larger than 4 GB.
  /// - Complexity: O(n), n the number of bytes.
  public mutating func encode(
    _ rows: borrowing Span<UInt8>, header: PNGHeader
  ) throws(PNGError) -> [UInt8] {
    guard header.rowsCount <= PNGCompressor.largestCount else {
      throw PNGError(
        reason: "the rows of a picture of \(header.width) × \(header.height) px are "
          + "\(header.rowsCount) bytes, more than \(PNGCompressor.largestCount)")
    }
    guard rows.count == header.rowsCount else {
      throw PNGError(
        reason: "the rows of a picture of \(header.width) × \(header.height) px are "
          + "\(header.rowsCount) bytes, not \(rows.count)")
    }
    return try compressor.file(header: header.bytes, rows: rows)
  }

  /// Encodes a picture of one colour, as one bit a pixel.
  ///
  /// - Parameters:
  ///   - width: In px, 1 … ``Pixmap/largestSide``.
  ///   - height: In px, 1 … ``Pixmap/largestSide``.
  ///   - color: The colour of every pixel.
  /// - Returns: The whole file.
  /// - Throws: ``PNGError`` when the picture cannot be compressed.
  /// - Complexity: O(n), n the number of pixels.
  public static func solid(
    width: Int, height: Int, color: Color
  ) throws(PNGError) -> [UInt8] {
    let header = PNGHeader(width: width, height: height, bitDepth: 1, palette: [color])
    var encoder = PNGEncoder()
    return try encoder.encode([UInt8](repeating: 0, count: header.rowsCount).span, header: header)
  }

  /// What decides the bytes of a file besides its pixels; for entity tags.
  ///
  /// ISA-L has several implementations and takes the one that suits the processor: those without
  /// SSE 4 find other matches than those with it. So the name holds ISA-L's version and the
  /// checksum of a sample, for example `isal-2.30.0-1a2b3c4d`.
  public static let revision: String = {
    let side = 64
    let header = PNGHeader(width: side, height: side, hasAlpha: false)
    // Bytes that change now and then, in rows that resemble one another: many possible matches.
    var state: UInt32 = 1
    var value: UInt8 = 0
    let sample = (0..<header.rowsCount).map { position -> UInt8 in
      state = state &* 1_664_525 &+ 1_013_904_223
      if state >> 24 < 20 { value = UInt8(state >> 16 & 15) }
      return position % (1 + header.bytesPerRow) == 0 ? 0 : value
    }
    var encoder = PNGEncoder()
    let checksum = (try? encoder.encode(sample.span, header: header)).map { crc32(of: $0.span) }
    let digits = String(checksum ?? 0, radix: 16)
    return "isal-\(ISAL_MAJOR_VERSION).\(ISAL_MINOR_VERSION).\(ISAL_PATCH_VERSION)-"
      + String(repeating: "0", count: 8 - digits.count) + digits
  }()
}
