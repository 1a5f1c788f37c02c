import MaillageGeometry
import MaillageRaster
import MaillageTerritories

extension TileRenderer {
  /// Draws what a window shows, from the ground up.
  func draw(_ content: borrowing TileContent, on easel: inout TileEasel) {
    drawBoundaries(content, on: &easel)
    if content.tileset == .heat { drawHeat(content, on: &easel) }
    drawStructures(content, on: &easel)
  }

  /// Draws what is the same for every snapshot and filter.
  func drawBoundaries(_ content: borrowing TileContent, on easel: inout TileEasel) {
    easel.canvas.clear()
    if content.tileset == .choropleth { return drawChoropleth(content, on: &easel) }
    guard content.tileset.drawsBasemap else { return }
    let zoom = content.window.zoom
    for level in TerritoryLevel.allCases {
      guard let layer = layers[level] else { continue }
      // The lines are laid out once for the last fill, which covers the others, and all strokes.
      let fill = style.fills.lastIndex { $0.level == level && $0.zooms.contains(zoom) }
      let draws =
        style.borders.contains { $0.kind.level == level && $0.zooms.contains(zoom) }
      guard fill != nil || draws else { continue }
      let colors = fill.map { fillInks[$0].count } ?? 0
      easel.layOut(layer, content) { colors == 0 ? 0 : UInt8($0 % colors + 1) }
      if let fill { easel.fillAreas(fillInks[fill]) }
      if level == .departement { easel.keepLines() }
      if level == .commune { drawBorders(of: .commune, content, on: &easel) }
    }
    easel.restoreLines()
    drawBorders(of: .departement, content, on: &easel)
  }

  /// Draws the borders of a level in the order of the style, neighbours that look alike at once.
  private func drawBorders(
    of level: TerritoryLevel, _ content: borrowing TileContent, on easel: inout TileEasel
  ) {
    let scale = Double(content.window.scale)
    var pending: Style.TerritoryBorder?
    var pens: UInt8 = 0
    for border in style.borders
    where border.kind.level == level && border.zooms.contains(content.window.zoom) {
      if let last = pending, last.color != border.color || last.width != border.width {
        easel.strokeLines(pens, width: last.width * scale, ink: mapInks.ink(last.color))
        pens = 0
      }
      pending = border
      pens |= border.kind.pen
    }
    if let last = pending {
      easel.strokeLines(pens, width: last.width * scale, ink: mapInks.ink(last.color))
    }
  }

  /// Draws names and markers.
  func drawStructures(_ content: borrowing TileContent, on easel: inout TileEasel) {
    let inks = inks(content.tileset)
    if style.names.overlap {
      for symbol in content.symbols {
        draw(symbol, shares: content.shares, in: content.window, inks, on: &easel.canvas)
      }
    }
    if !content.names.isEmpty {
      let layer = names(zoom: content.window.zoom)
      for name in content.names {
        draw(layer.names[Int(name)], in: content.window, inks, on: &easel.canvas)
      }
    }
    if !style.names.overlap {
      for symbol in content.symbols {
        draw(symbol, shares: content.shares, in: content.window, inks, on: &easel.canvas)
      }
    }
  }

  private func draw(
    _ name: PlacedName, in window: PixelWindow, _ inks: MapInks, on canvas: inout TileCanvas
  ) {
    guard let style = style.names.text(name.kind) else { return }
    let lettering = masks.lettering(name.text, style, scale: window.scale)
    let anchor = window.point(name.anchor)
    let rise = Int((name.rise * Double(window.scale) * 256).rounded())
    let x = (anchor.x - lettering.width / 2 + 128) >> 8
    let y = (anchor.y + lettering.capHeight / 2 - rise + 128) >> 8
    if let halo = lettering.halo {
      canvas.draw(halo, atX: x, y: y, ink: inks.ink(style.haloColor))
    }
    canvas.draw(lettering.letters, atX: x, y: y, ink: inks.ink(style.color))
  }

  private func draw(
    _ symbol: TileContent.Symbol, shares: borrowing [Int], in window: PixelWindow, _ inks: MapInks,
    on canvas: inout TileCanvas
  ) {
    let (x, y) = (symbol.x - window.x << 8, symbol.y - window.y << 8)
    let scale = Double(window.scale)
    if symbol.look == MarkerLooks.dot { return drawDot(atX: x, y: y, scale, inks, on: &canvas) }
    guard symbol.count > 1 else {
      let look = looks.symbols[Int(symbol.look)]
      let sign = masks.sign(look, look: symbol.look, scale: window.scale)
      let (column, row) = ((x + 128) >> 8, (y + 128) >> 8)
      canvas.draw(sign.inner, atX: column, y: row, ink: inks.ink(look.fill))
      canvas.draw(sign.outer, atX: column, y: row, ink: inks.ink(look.stroke.color))
      return
    }
    let clusters = style.clusters
    let look = style.symbol(count: symbol.count)
    let number = masks.lettering(
      abbreviatedCount(symbol.count), clusters.count, scale: window.scale)
    // The number stands on whole pixels, and the disc exactly around it.
    let left = (x - number.width / 2 + 128) >> 8
    let baseline = (y + number.capHeight / 2 + 128) >> 8
    let quartersX = (left * 256 + number.width / 2 + 32) >> 6
    let quartersY = (baseline * 256 - number.capHeight / 2 + 32) >> 6
    func disc(_ radius: Double, _ color: Color) {
      let mask = masks.disc(
        radius: radius * scale, quartersX: quartersX & 3, quartersY: quartersY & 3)
      canvas.draw(mask, atX: quartersX >> 2, y: quartersY >> 2, ink: inks.ink(color))
    }
    disc(look.radius + clusters.stroke.width / 2, clusters.stroke.color)
    if let first = symbol.firstShare, let pie = clusters.pie {
      let ring = Ring(pie, on: look, stroke: clusters.stroke, scale: scale)
      for (part, color) in ring.parts(of: shares[first..<first + ring.colors.count]) {
        let mask = rings.mask(of: part, quartersX: quartersX & 3, quartersY: quartersY & 3)
        canvas.draw(mask, atX: quartersX >> 2, y: quartersY >> 2, ink: inks.ink(color))
      }
      disc(ring.innerRadius / scale, look.color)
    } else {
      disc(look.radius - clusters.stroke.width / 2, look.color)
    }
    canvas.draw(number.letters, atX: left, y: baseline, ink: inks.ink(clusters.count.color))
  }

  /// The ink of a tile on which no line, name or marker stands; `nil` when there may be one.
  func plainInk(of content: borrowing TileContent) -> UInt8? {
    guard content.tileset.drawsBasemap else { return 0 }
    if content.tileset == .choropleth { return plainClassInk(of: content) }
    guard content.tile != nil else { return nil }
    var ink: UInt8 = 0
    for level in TerritoryLevel.allCases {
      guard let cell = content.cells[level] else { continue }
      guard cell.isPlain else { return nil }
      guard
        let fill = style.fills.last(where: {
          $0.level == level && $0.zooms.contains(content.window.zoom)
        }), let territory = cell.territory
      else { continue }
      ink = mapInks.ink(fill.colors[territory % fill.colors.count])
    }
    return ink
  }
}
