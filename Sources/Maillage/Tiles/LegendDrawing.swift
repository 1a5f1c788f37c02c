import MaillageRaster

/// A canvas for a legend, measured in CSS pixels.
struct LegendDrawing {
  private(set) var pixmap: Pixmap
  private let scale: Int
  private let background: Color
  private let fonts: MapFonts

  init(width: Double, height: Double, scale: Int, background: Color, fonts: MapFonts) {
    let side = Double(scale)
    pixmap = Pixmap(
      width: Int((width * side).rounded(.up)), height: Int((height * side).rounded(.up)),
      background: background)
    self.scale = scale
    self.background = background
    self.fonts = fonts
  }

  /// Writes a line.
  ///
  /// - Parameters:
  ///   - line: The text.
  ///   - look: Its colour and size.
  ///   - x: Where it begins.
  ///   - middle: The height of the middle of its capitals.
  mutating func draw(_ line: String, _ look: Style.Text, x: Double, middle: Double) {
    let text = fonts.shape(line, look, scale: scale)
    pixmap.draw(
      text,
      at: PixelPoint(
        x: subpixel(x), y: subpixel(middle) + Int((text.capHeight * 128).rounded())),
      color: look.color)
  }

  /// Draws a symbol.
  ///
  /// - Parameters:
  ///   - symbol: What to draw.
  ///   - x: Its middle.
  ///   - y: Its middle.
  ///   - edge: The colour of the line around paints, which keeps those like the ground visible.
  mutating func draw(_ symbol: Legend.Symbol, x: Double, y: Double, edge: Color) {
    let center = PixelPoint(x: subpixel(x), y: subpixel(y))
    let size = symbol.size
    let side = Double(scale)
    switch symbol {
    case .disc(let disc, let stroke):
      func fill(_ radius: Double, _ color: Color) {
        pixmap.fill(.circle(center: .origin, radius: radius * side), color: color, at: center)
      }
      fill(disc.radius + stroke.width / 2, stroke.color)
      fill(disc.radius - stroke.width / 2, disc.color)
    case .marker(let marker):
      let path = marker.shape.path(radius: marker.radius * side)
      pixmap.fill(path, color: marker.fill, at: center)
      let stroke = Stroke(width: marker.stroke.width * side)
      pixmap.stroke(path, stroke, color: marker.stroke.color, at: center)
    case .paint(let color):
      fillBox(x: x, y: y, size.width, size.height, edge.translucent)
      let line = 1.0
      fillBox(x: x, y: y, size.width - 2 * line, size.height - 2 * line, background)
      fillBox(x: x, y: y, size.width - 2 * line, size.height - 2 * line, color)
    case .ramp(let colors):
      drawRamp(HeatRamp(colors), x: x, y: y, size)
    case .line(let line):
      fillBox(x: x, y: y, size.width, line.width, line.color)
    }
  }

  /// The steps of a ramp side by side, from the left.
  private mutating func drawRamp(
    _ ramp: HeatRamp, x: Double, y: Double, _ size: (width: Double, height: Double)
  ) {
    let steps = ramp.colors.count
    let left = Int(((x - size.width / 2) * Double(scale)).rounded())
    let top = Int(((y - size.height / 2) * Double(scale)).rounded())
    let width = Int(size.width) * scale
    for column in 0..<width {
      let color = ramp.colors[column * steps / width]
      fill(left + column, top, 1, Int(size.height) * scale, color)
    }
  }

  /// Fills a box around a point, moved to whole pixels.
  private mutating func fillBox(
    x: Double, y: Double, _ width: Double, _ height: Double, _ color: Color
  ) {
    let side = Double(scale)
    let columns = max(Int((width * side).rounded()), 1)
    let rows = max(Int((height * side).rounded()), 1)
    fill(
      Int((x * side).rounded()) - columns / 2, Int((y * side).rounded()) - rows / 2, columns, rows,
      color)
  }

  private mutating func fill(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ color: Color) {
    let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    pixmap.fill(
      .polygon(corners.map { PixelPoint(x: $0.0 * 256, y: $0.1 * 256) }), color: color)
  }

  private func subpixel(_ value: Double) -> Int { Int((value * Double(scale * 256)).rounded()) }
}

extension Legend.Symbol {
  /// The room it takes in a picture, in CSS pixels.
  var size: (width: Double, height: Double) {
    switch self {
    case .disc(let disc, let stroke):
      (2 * disc.radius + stroke.width, 2 * disc.radius + stroke.width)
    case .marker(let marker): (2 * marker.reach, 2 * marker.reach)
    case .paint: (24, 15)
    case .ramp: (128, 14)
    case .line(let line): (28, line.width)
    }
  }
}

extension Color {
  /// The colour as a faint line.
  fileprivate var translucent: Color {
    Color(red: red, green: green, blue: blue, alpha: 120)
  }
}
