import MaillageRaster
import MaillageTerritories

extension TileEasel {
  /// Takes the lines of a layer that a content shows, in place of those before.
  ///
  /// - Parameters:
  ///   - layer: The layer.
  ///   - content: The window.
  ///   - area: Which of the areas 1 … 4 a territory belongs to, 0 for none.
  mutating func layOut(
    _ layer: BoundaryLayer, _ content: borrowing TileContent, area: (Int) -> UInt8
  ) {
    lines.removeAll()
    areas.removeAll(keepingCapacity: true)
    for territory in layer.layer.territories.indices { areas.append(area(territory)) }
    layer.addLines(
      in: content.window, cell: content.cells[layer.layer.level], areas: areas, to: &lines)
  }

  /// Fills area 1 and so on between the lines, each in its ink.
  mutating func fillAreas(_ inks: [UInt8]) {
    rasterizer.fillAreas(of: lines, inks: inks, on: &canvas)
  }

  /// Draws along the lines of some pens.
  ///
  /// - Parameters:
  ///   - pens: Their sum.
  ///   - width: In px.
  ///   - ink: The ink.
  mutating func strokeLines(_ pens: UInt8, width: Double, ink: UInt8) {
    // An end always meets other lines: on a thin one, nobody sees whether it is round.
    let cap: Stroke.Cap = width <= 2.5 ? .square : .round
    rasterizer.stroke(
      lines, pens: pens, Stroke(width: width, join: .miter, cap: cap), ink: ink, on: &canvas)
  }

  /// Puts the lines aside, to be stroked over those of the layers above.
  mutating func keepLines() { swap(&lines, &keptLines) }

  /// Takes the lines put aside.
  mutating func restoreLines() { swap(&lines, &keptLines) }
}
