import MaillageGeometry
import MaillageRaster
import MaillageTerritories

extension TileRenderer {
  /// Draws what a window shows, from the ground up.
  func draw(_ content: TileContent) -> Pixmap {
    let window = content.window
    var canvas = Pixmap(
      width: window.width, height: window.height,
      background: content.tileset.drawsBasemap ? style.ground : nil)
    drawAreas(of: content, on: &canvas)
    drawBorders(of: content, on: &canvas)
    for name in content.names { draw(name, in: window, on: &canvas) }
    for symbol in content.symbols { draw(symbol, in: window, on: &canvas) }
    return canvas
  }

  /// All areas go into one path: where neighbours share a border their coverages add up to one, so
  /// no ground shines through between them.
  private func drawAreas(of content: TileContent, on canvas: inout Pixmap) {
    guard !content.areas.isEmpty,
      let shape = basemap.layers[.departement]?.shape(zoom: content.window.zoom)
    else { return }
    var path = Path()
    for index in content.areas {
      for ring in shape.areas[index].rings { path.add(ring, closed: true, in: content.window) }
    }
    canvas.fill(path, color: style.land)
  }

  private func drawBorders(of content: TileContent, on canvas: inout Pixmap) {
    let window = content.window
    let scale = Double(window.scale)
    func stroke(_ path: Path, _ line: Style.Line) {
      guard !path.isEmpty else { return }
      canvas.stroke(path, width: line.width * scale, color: line.color)
    }
    if let found = content.borders[.commune],
      let layer = basemap.layers[.commune]
    {
      var path = Path()
      let borders = layer.shape(zoom: window.zoom).borders
      // The outline of a commune layer is drawn by the départements, whose line differs a little.
      for index in found where borders[index].isInside(of: layer, by: Departement.code(ofINSEE:)) {
        path.add(borders[index].line, closed: false, in: window)
      }
      stroke(path, style.communeBorder)
    }
    if let found = content.borders[.departement],
      let layer = basemap.layers[.departement]
    {
      var inner = Path()
      var between = Path()
      var outline = Path()
      let borders = layer.shape(zoom: window.zoom).borders
      for index in found {
        let line = borders[index].line
        if borders[index].territories.1 == nil {
          outline.add(line, closed: false, in: window)
        } else if borders[index].isInside(of: layer, by: Departement.region(of:)) {
          inner.add(line, closed: false, in: window)
        } else {
          between.add(line, closed: false, in: window)
        }
      }
      stroke(outline, style.outline)
      if window.zoom >= 6 { stroke(inner, style.departementBorder) }
      stroke(between, style.regionBorder)
    }
  }

  private func draw(_ name: PlacedName, in window: PixelWindow, on canvas: inout Pixmap) {
    let text =
      switch name.kind {
      case .region: style.regionName
      case .departement: style.departementName
      case .place: style.placeName
      }
    let shaped = fonts.shape(name.text, text, scale: window.scale)
    var origin = window.point(name.anchor)
    origin.x -= Int((shaped.width * 128).rounded())
    origin.y += Int(((shaped.capHeight / 2 - name.rise * Double(window.scale)) * 256).rounded())
    canvas.draw(
      shaped, at: origin, color: text.color,
      halo: text.halo > 0 ? Halo(color: style.land, width: text.halo * Double(window.scale)) : nil)
  }

  private func draw(
    _ symbol: TileContent.Symbol, in window: PixelWindow, on canvas: inout Pixmap
  ) {
    let scale = Double(window.scale)
    let center = PixelPoint(x: symbol.x - window.x << 8, y: symbol.y - window.y << 8)
    func disc(_ radius: Double, _ color: Color) {
      canvas.fill(.circle(center: center, radius: radius * scale), color: color)
    }
    guard symbol.count > 1 else {
      disc(style.placeRadius + style.placeStroke.width / 2, style.placeStroke.color)
      disc(style.placeRadius - style.placeStroke.width / 2, style.placeFill)
      return
    }
    let look = style.symbol(count: symbol.count)
    disc(look.radius + style.clusterStroke.width / 2, style.clusterStroke.color)
    disc(look.radius - style.clusterStroke.width / 2, look.color)
    let text = fonts.shape(abbreviatedCount(symbol.count), style.clusterCount, scale: window.scale)
    canvas.draw(
      text,
      at: PixelPoint(
        x: center.x - Int((text.width * 128).rounded()),
        y: center.y + Int((text.capHeight * 128).rounded())),
      color: style.clusterCount.color, halo: nil)
  }
}

extension LayerShape.Border {
  /// Whether the territories on both sides are parts of the same larger one.
  fileprivate func isInside(of layer: TerritoryLayer, by parent: (String) -> String?) -> Bool {
    guard let other = territories.1 else { return false }
    return parent(layer.territories[territories.0].code) == parent(layer.territories[other].code)
  }
}

extension Path {
  fileprivate mutating func add(_ line: [WorldPoint], closed: Bool, in window: PixelWindow) {
    guard let first = line.first else { return }
    move(to: window.point(first))
    for point in line.dropFirst() { self.line(to: window.point(point)) }
    if closed { close() }
  }
}
