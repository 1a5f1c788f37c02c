import MaillageGeometry
import MaillageRaster
import MaillageTerritories

extension TileRenderer {
  /// Draws territories in the colours of their classes, with their borders.
  func drawChoropleth(_ content: borrowing TileContent, on easel: inout TileEasel) {
    let inks = inks(content.tileset)
    let coloured = choropleth(zoom: content.window.zoom)
    let departements = layers[.departement]
    let hasOwnLand = coloured?.boundaries.layer.level == .departement
    // Land that has no class: that of communes nobody gave.
    if let departements, !hasOwnLand, let fill = landFill(zoom: content.window.zoom) {
      easel.layOut(departements, content) { UInt8($0 % fill.colors.count + 1) }
      easel.fillAreas(fill.colors.map(inks.ink))
    }
    if let coloured {
      fillClasses(of: coloured, content, inks, on: &easel)
      let border = style.choropleth.border
      easel.strokeLines(
        coloured.pens, width: border.width * Double(content.window.scale),
        ink: inks.ink(border.color))
    }
    guard let departements else { return }
    if !hasOwnLand { easel.layOut(departements, content) { _ in 0 } }
    let kinds = coloured?.largerBorders ?? [.outline, .region, .departement]
    for border in style.borders
    where kinds.contains(border.kind) && border.zooms.contains(content.window.zoom) {
      easel.strokeLines(
        border.kind.pen, width: border.width * Double(content.window.scale),
        ink: inks.ink(border.color))
    }
  }

  /// Fills the classes, of which one pass can tell four apart.
  ///
  /// The first pass paints classes 0 to 2 as they are and all others like class 3, so that together
  /// they leave nothing of the ground; the second paints classes 4 to 7 over that.
  private func fillClasses(
    of coloured: ChoroplethLayer, _ content: borrowing TileContent, _ inks: MapInks,
    on easel: inout TileEasel
  ) {
    let colors = style.choropleth.colors.map(inks.ink)
    let most = Rasterizer.mostAreas
    let classes = content.classes
    easel.layOut(coloured.boundaries, content) { UInt8(min(Int(classes[$0]), most - 1) + 1) }
    easel.fillAreas(Array(colors.prefix(most)))
    guard content.shownClasses.contains(where: { $0 >= most && $0 < colors.count }) else { return }
    easel.layOut(coloured.boundaries, content) { UInt8(max(Int(classes[$0]) - most + 1, 0)) }
    easel.fillAreas(Array(colors.dropFirst(most)))
  }

  private func landFill(zoom: Int) -> Style.TerritoryFill? {
    style.fills.last { $0.level == .departement && $0.zooms.contains(zoom) }
  }

  /// The ink of a tile of the choropleth on which no border runs; `nil` when there may be one.
  func plainClassInk(of content: borrowing TileContent) -> UInt8? {
    let zoom = content.window.zoom
    let coloured = choropleth(zoom: zoom)?.boundaries.layer.level
    let inks = inks(content.tileset)
    var ink: UInt8 = 0
    for level in [TerritoryLevel.departement, coloured].compactMap(\.self)
    where layers[level] != nil {
      guard let cell = content.cells[level], cell.isPlain else { return nil }
      guard let territory = cell.territory else { continue }
      if level == coloured {
        ink = inks.ink(style.choropleth.colors[Int(content.classes[territory])])
      } else if let fill = landFill(zoom: zoom) {
        ink = inks.ink(fill.colors[territory % fill.colors.count])
      }
    }
    return ink
  }
}
