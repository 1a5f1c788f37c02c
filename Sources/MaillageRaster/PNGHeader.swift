/// The chunks before the pixels: signature, size, and palette if there is one.
///
/// Made once for all pictures of one size and palette, so that encoding one copies them.
public struct PNGHeader: Hashable, Sendable {
  /// Width in px.
  public let width: Int
  /// Height in px.
  public let height: Int
  /// The bytes of a row of pixels, without the filter byte that leads it.
  public let bytesPerRow: Int
  /// The signature and the chunks, as they stand in the file.
  let bytes: [UInt8]

  /// How pixels are stored; the raw values are the specification's colour types.
  private enum ColorType: UInt8 {
    case rgb = 2
    case palette = 3
    case rgba = 6
  }

  /// A picture of one byte a pixel: its index in a palette.
  ///
  /// The palette is written in the order given. Opacities are written up to the last colour that
  /// is not opaque: a file is smallest when such colours come first.
  ///
  /// - Parameters:
  ///   - width: In px, 1 … ``Pixmap/largestSide``.
  ///   - height: In px, 1 … ``Pixmap/largestSide``.
  ///   - palette: 1 … 256 colours; all indices of the picture must be smaller than their number.
  public init(width: Int, height: Int, palette: [Color]) {
    self.init(width: width, height: height, bitDepth: 8, palette: palette)
  }

  /// A picture of three or four bytes a pixel: red, green, blue and maybe straight alpha.
  ///
  /// - Parameters:
  ///   - width: In px, 1 … ``Pixmap/largestSide``.
  ///   - height: In px, 1 … ``Pixmap/largestSide``.
  ///   - hasAlpha: Whether a fourth byte gives each pixel's opacity.
  public init(width: Int, height: Int, hasAlpha: Bool) {
    self.init(
      width: width, height: height, bitDepth: 8, channels: hasAlpha ? 4 : 3,
      colorType: hasAlpha ? .rgba : .rgb)
  }

  /// A picture of 1, 2, 4 or 8 bits a pixel, the leftmost pixel in the highest bits of a byte.
  init(width: Int, height: Int, bitDepth: Int, palette: [Color]) {
    precondition(
      (1...1 << bitDepth).contains(palette.count),
      "a palette has 1 to \(1 << bitDepth) colours at \(bitDepth) bits a pixel")
    var chunks = [PNGChunk("PLTE", palette.flatMap { [$0.red, $0.green, $0.blue] })]
    if let last = palette.lastIndex(where: { $0.alpha < 255 }) {
      chunks.append(PNGChunk("tRNS", palette[...last].map(\.alpha)))
    }
    self.init(
      width: width, height: height, bitDepth: bitDepth, channels: 1, colorType: .palette,
      chunks: chunks)
  }

  private init(
    width: Int, height: Int, bitDepth: Int, channels: Int, colorType: ColorType,
    chunks: [PNGChunk] = []
  ) {
    precondition(
      (1...Pixmap.largestSide).contains(width) && (1...Pixmap.largestSide).contains(height),
      "a picture has sides of 1 to \(Pixmap.largestSide) px")
    self.width = width
    self.height = height
    bytesPerRow = (width * channels * bitDepth + 7) / 8
    // After the colour type: deflate, adaptive filters, not interlaced.
    let size = PNGChunk(
      "IHDR",
      PNGChunk.bigEndian(width) + PNGChunk.bigEndian(height)
        + [UInt8(bitDepth), colorType.rawValue, 0, 0, 0])
    let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    bytes = ([size] + chunks).reduce(into: signature) { $0 += $1.bytes }
  }

  /// The bytes of all rows with their filter bytes.
  var rowsCount: Int { height * (1 + bytesPerRow) }
}

/// A piece of a PNG file: the length of its content, its type, the content, and a checksum.
struct PNGChunk {
  let bytes: [UInt8]

  init(_ type: String, _ content: [UInt8]) {
    let checked = Array(type.utf8) + content
    bytes =
      Self.bigEndian(content.count) + checked + Self.bigEndian(Int(crc32(of: checked.span)))
  }

  /// The four bytes of a number, 0 ..< 2³², the highest first.
  static func bigEndian(_ number: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}
