import CPNG
public import MaillageRaster

/// A PNG file read by libpng's simplified interface, independent of what wrote it.
public struct DecodedPNG: Equatable, Sendable {
  /// In px.
  public let width: Int
  /// In px.
  public let height: Int
  /// Red, green, blue and straight alpha of each pixel, row after row.
  public let bytes: [UInt8]

  /// What a decoder should find.
  public init(width: Int, height: Int, bytes: [UInt8]) {
    self.width = width
    self.height = height
    self.bytes = bytes
  }

  /// Reads a file; `nil` when libpng refuses it.
  public init?(_ file: [UInt8]) {
    var image = unsafe png_image()
    unsafe image.version = png_uint_32(PNG_IMAGE_VERSION)
    guard unsafe png_image_begin_read_from_memory(&image, file, file.count) != 0 else { return nil }
    // PNG_FORMAT_RGBA: alpha and colour flags, whose macro Swift does not import.
    unsafe image.format = 3
    width = unsafe Int(image.width)
    height = unsafe Int(image.height)
    var bytes = [UInt8](repeating: 0, count: width * height * 4)
    guard unsafe png_image_finish_read(&image, nil, &bytes, 0, nil) != 0 else { return nil }
    self.bytes = bytes
  }

  /// The colours of a canvas, as its own subscript gives them.
  public init(_ pixmap: Pixmap) {
    width = pixmap.width
    height = pixmap.height
    var bytes: [UInt8] = []
    bytes.reserveCapacity(width * height * 4)
    for y in 0..<height {
      for x in 0..<width {
        let color = pixmap[x, y]
        bytes += [color.red, color.green, color.blue, color.alpha]
      }
    }
    self.bytes = bytes
  }

  /// The colour type byte of a PNG file: 2 RGB, 3 palette, 6 RGBA.
  public static func colorType(of file: [UInt8]) -> UInt8? { file.count > 25 ? file[25] : nil }
}
