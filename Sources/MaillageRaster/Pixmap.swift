/// A canvas of 8-bit RGBA pixels, row after row from the upper left corner.
///
/// Pixels are stored premultiplied, so that laying one colour over another is the same for opaque
/// maps and for transparent overlays; ``subscript(_:_:)`` and PNG give straight colours. Nothing
/// that is drawn depends on where the canvas ends: a shape drawn on a larger canvas, moved by whole
/// pixels, has the same pixels.
public struct Pixmap: Hashable, Sendable {
  /// The most pixels a side may have.
  public static let largestSide = 32_768

  /// Width in px.
  public let width: Int
  /// Height in px.
  public let height: Int
  /// Premultiplied pixels, `width` · `height` of them; see ``PremultipliedColor``.
  var pixels: [UInt32]

  /// Creates a canvas of one colour.
  ///
  /// - Parameters:
  ///   - width: In px, 0 … ``largestSide``.
  ///   - height: In px, 0 … ``largestSide``.
  ///   - background: The colour of all pixels; `nil` for transparent.
  public init(width: Int, height: Int, background: Color? = nil) {
    precondition(
      (0...Self.largestSide).contains(width) && (0...Self.largestSide).contains(height),
      "a canvas has sides of 0 to \(Self.largestSide) px")
    self.width = width
    self.height = height
    let color = PremultipliedColor(background ?? .transparent)
    pixels = [UInt32](repeating: color.bits, count: width * height)
  }

  /// The straight colour of a pixel.
  ///
  /// - Parameters:
  ///   - x: Column, 0 ..< ``width``.
  ///   - y: Row, 0 ..< ``height``.
  public subscript(_ x: Int, _ y: Int) -> Color {
    precondition((0..<width).contains(x) && (0..<height).contains(y), "a pixel outside the canvas")
    return PremultipliedColor(bits: pixels[y * width + x]).straight
  }

  /// A part of the canvas; what lies outside the canvas is transparent.
  public func cropped(x: Int, y: Int, width: Int, height: Int) -> Pixmap {
    var part = Pixmap(width: width, height: height)
    part.draw(self, atX: 0 - x, y: 0 - y)
    return part
  }

  /// Lays another picture over this one, its upper left corner on a whole pixel.
  ///
  /// - Parameters:
  ///   - image: What does not fall on the canvas is left out.
  ///   - x: The column of the picture's left edge, in px.
  ///   - y: The row of the picture's upper edge, in px.
  public mutating func draw(_ image: Pixmap, atX x: Int, y: Int) {
    let columns = Self.overlap(of: image.width, at: x, with: width)
    let rows = Self.overlap(of: image.height, at: y, with: height)
    guard !columns.isEmpty else { return }
    let width = width
    let source = image.pixels.span
    var target = pixels.mutableSpan
    for row in rows {
      let from = (row - y) * image.width - x
      for column in columns {
        let color = PremultipliedColor(bits: source[from + column])
        target[row * width + column] = color.over(target[row * width + column])
      }
    }
  }

  /// Which pixels of a side a picture of a `length` covers that starts at `offset`.
  static func overlap(of length: Int, at offset: Int, with side: Int) -> Range<Int> {
    let end = offset.addingReportingOverflow(length)
    let lower = min(max(offset, 0), side)
    return lower..<max(lower, min(end.overflow ? side : end.partialValue, side))
  }
}
