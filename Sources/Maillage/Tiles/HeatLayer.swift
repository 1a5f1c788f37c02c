import MaillageGeometry
import MaillageIndex

/// The structures in one cell of the grid of a ``HeatKernel``.
struct HeatCell: Hashable, Sendable {
  /// Cells from the western edge of the world.
  let column: Int32
  /// Cells from its northern edge.
  let row: Int32
  /// The number of structures.
  let count: Int
}

/// Where the cells of the grid lie in a window.
///
/// The glow is summed in the middles of cells and passes straight from one to the next, so every
/// pixel of the world has its glow, whatever window shows it. All is counted in halves of a device
/// pixel: pixel *x* has its middle at 2*x* + 1, a cell is `period` wide.
struct HeatFrame: Sendable {
  /// The cells whose middles surround the window's pixels.
  let columns: ClosedRange<Int>
  let rows: ClosedRange<Int>
  private let period: Int

  init(_ window: PixelWindow, _ kernel: HeatKernel) {
    let period = 2 * kernel.cell * window.scale
    func cells(_ first: Int, _ count: Int) -> ClosedRange<Int> {
      let last = first + count - 1
      return Self.floor(2 * first + 1 - period / 2, period)...Self.floor(
        2 * last + 1 - period / 2, period) + 1
    }
    self.period = period
    columns = cells(window.x, window.width)
    rows = cells(window.y, window.height)
  }

  /// The cell whose middle is at or before that of a pixel, and how far the pixel is from there, of
  /// `period`.
  func place(of pixel: Int) -> (cell: Int, distance: Int) {
    let fromMiddle = 2 * pixel + 1 - period / 2
    let cell = Self.floor(fromMiddle, period)
    return (cell, fromMiddle - cell * period)
  }

  /// The halves of a pixel from one middle to the next.
  var length: Int { period }

  private static func floor(_ value: Int, _ divisor: Int) -> Int {
    value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor)
  }
}

extension ContentSearch {
  /// Counts the structures that glow in the window by the cells they stand in.
  mutating func findHeat(_ clusters: ClusterHierarchy, _ renderer: TileRenderer) {
    let window = content.window
    let kernel = renderer.heatKernel
    let frame = HeatFrame(window, kernel)
    let last = (256 << window.zoom) / kernel.cell - 1
    let columns =
      max(
        frame.columns.lowerBound - kernel.reach, 0)...max(
        min(frame.columns.upperBound + kernel.reach, last), 0)
    let rows =
      max(
        frame.rows.lowerBound - kernel.reach, 0)...max(
        min(frame.rows.upperBound + kernel.reach, last), 0)
    guard columns.lowerBound <= last, rows.lowerBound <= last else { return }
    func bounds(_ cells: ClosedRange<Int>) -> (UInt32, UInt32) {
      let side = kernel.cell << (24 - window.zoom)
      return (UInt32(cells.lowerBound * side), UInt32((cells.upperBound + 1) * side - 1))
    }
    let ((west, east), (north, south)) = (bounds(columns), bounds(rows))
    clusters.collectFeatures(
      in: WorldRectangle(
        minimum: WorldPoint(x: west, y: north), maximum: WorldPoint(x: east, y: south)),
      zoom: Tile.maximumZoom, into: &features)
    guard !features.isEmpty else { return }
    counts.removeAll(keepingCapacity: true)
    counts.append(contentsOf: repeatElement(0, count: columns.count * rows.count))
    let shift = UInt32(24 - window.zoom + kernel.cell.trailingZeroBitCount)
    for feature in features {
      let column = Int(feature.position.x >> shift) - columns.lowerBound
      let row = Int(feature.position.y >> shift) - rows.lowerBound
      counts[row * columns.count + column] += feature.count
    }
    for (place, count) in counts.enumerated() where count > 0 {
      content.heat.append(
        HeatCell(
          column: Int32(columns.lowerBound + place % columns.count),
          row: Int32(rows.lowerBound + place / columns.count), count: count))
    }
  }
}

extension TileRenderer {
  /// Draws the glow.
  func drawHeat(_ content: borrowing TileContent, on easel: inout TileEasel) {
    guard !content.heat.isEmpty else { return }
    let frame = HeatFrame(content.window, heatKernel)
    easel.glow.sum(content.heat, in: frame, zoom: content.window.zoom, heatKernel)
    easel.glow.draw(content.window, on: &easel.canvas)
  }
}
