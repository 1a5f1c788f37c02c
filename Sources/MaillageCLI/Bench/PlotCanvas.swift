import Maillage
import MaillageRaster

/// A white sheet, measured in layout pixels, on which a plot is drawn.
struct PlotCanvas {
  /// Where a text stands relative to the point given.
  enum Alignment: Double {
    case leading = 0
    case center = 0.5
    case trailing = 1
  }

  private static let paper = Color(red: 255, green: 255, blue: 255)
  static let ink = Color(red: 0x2b, green: 0x2f, blue: 0x33)
  static let muted = Color(red: 0x5f, green: 0x66, blue: 0x6d)
  static let faint = Color(red: 0xd9, green: 0xdc, blue: 0xdf)
  /// Twice the layout's pixels, so that the picture stays sharp in print.
  private static let scale = 2.0

  private var pixmap: Pixmap
  private let fonts: MapFonts

  init(width: Double, height: Double, fonts: MapFonts) {
    pixmap = Pixmap(
      width: Int(width * Self.scale), height: Int(height * Self.scale),
      background: Self.paper)
    self.fonts = fonts
  }

  /// The picture.
  ///
  /// - Throws: ``PNGError`` when it cannot be encoded.
  func png() throws -> [UInt8] { try pixmap.reduced(toColors: 256).png() }

  mutating func line(_ points: [(Double, Double)], width: Double, color: Color) {
    guard let first = points.first else { return }
    var path = Path()
    path.move(to: pixel(first.0, first.1))
    for point in points.dropFirst() { path.line(to: pixel(point.0, point.1)) }
    pixmap.stroke(path, width: width * Self.scale, color: color)
  }

  mutating func dot(_ x: Double, _ y: Double, color: Color) {
    pixmap.fill(.circle(center: pixel(x, y), radius: 2.5 * Self.scale), color: color)
  }

  mutating func rectangle(x: Double, y: Double, width: Double, height: Double, color: Color) {
    pixmap.fill(
      .polygon([
        pixel(x, y), pixel(x + width, y), pixel(x + width, y + height), pixel(x, y + height),
      ]), color: color)
  }

  /// Writes a line of text on a base line, with a rim that parts it from what it crosses, and returns
  /// how wide it is.
  @discardableResult
  mutating func text(
    _ text: String, x: Double, y: Double, size: Double, isBold: Bool = false,
    color: Color = ink, _ alignment: Alignment = .leading
  ) -> Double {
    let shaped = (isBold ? fonts.bold : fonts.regular).shape(text, size: size * Self.scale)
    var origin = pixel(x, y)
    origin.x -= Int((shaped.width * alignment.rawValue * 256).rounded())
    pixmap.draw(shaped, at: origin, color: color, halo: Halo(color: Self.paper, width: 3))
    return shaped.width / Self.scale
  }

  private func pixel(_ x: Double, _ y: Double) -> PixelPoint {
    PixelPoint(x: Int((x * Self.scale * 256).rounded()), y: Int((y * Self.scale * 256).rounded()))
  }
}
