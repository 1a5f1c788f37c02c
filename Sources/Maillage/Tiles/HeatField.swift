import MaillageRaster

/// The glow of a window, with room that is kept from one to the next.
struct HeatField: Sendable {
  /// The glow in the middles of cells, as whole numbers: those below 2⁵³ are added exactly.
  private var sums: [Double] = []
  /// The same as levels of the ramp, times ``HeatKernel/level``.
  private var levels: [Int] = []
  /// One row of levels, times the length between two middles.
  private var line: [Int] = []
  private var frame: HeatFrame?

  /// Sums up what some cells glow in the middles of all cells of a frame.
  ///
  /// - Complexity: O(n + c·r²), n the cells of the frame, c those given, r how far one glows.
  mutating func sum(_ cells: [HeatCell], in frame: HeatFrame, zoom: Int, _ kernel: HeatKernel) {
    self.frame = frame
    sums.removeAll(keepingCapacity: true)
    sums.append(contentsOf: repeatElement(0, count: frame.rows.count * frame.columns.count))
    for cell in cells { Self.add(cell, to: &sums, frame, kernel) }
    let full = Double(HeatRamp.steps * HeatKernel.level)
    let levelOfOne = kernel.levelOfOne(zoom: zoom)
    levels.removeAll(keepingCapacity: true)
    for sum in sums { levels.append(Int(min(sum.squareRoot() * levelOfOne, full))) }
  }

  /// Adds the glow of a cell to the sums.
  private static func add(
    _ cell: HeatCell, to sums: inout [Double], _ frame: HeatFrame, _ kernel: HeatKernel
  ) {
    let (width, reach) = (frame.columns.count, kernel.reach)
    let middle = Int(cell.column) - frame.columns.lowerBound
    let row = Int(cell.row) - frame.rows.lowerBound
    let first = max(middle - reach, 0)
    let count = min(middle + reach + 1, width) - first
    guard count > 0 else { return }
    let weights = kernel.weights.span
    let weight = Double(cell.count)
    var sums = sums.mutableSpan
    for other in max(row - reach, 0)..<max(min(row + reach + 1, frame.rows.count), 0) {
      let from = (other - row + reach) * (2 * reach + 1) + first - middle + reach
      let to = other * width + first
      for column in 0..<count { sums[to &+ column] += weight * weights[from &+ column] }
    }
  }

  /// Draws the glow summed last.
  mutating func draw(_ window: PixelWindow, on canvas: inout TileCanvas) {
    guard let frame else { return }
    let width = frame.columns.count
    for row in 0..<window.height {
      let place = frame.place(of: window.y + row)
      let start = (place.cell - frame.rows.lowerBound) * width
      line.removeAll(keepingCapacity: true)
      for column in start..<start + width {
        line.append(
          levels[column] * (frame.length - place.distance)
            + levels[column + width] * place.distance)
      }
      drawLine(window, frame, row: row, on: &canvas)
    }
  }

  /// Draws a row of pixels in runs of one step of the ramp.
  private func drawLine(
    _ window: PixelWindow, _ frame: HeatFrame, row: Int, on canvas: inout TileCanvas
  ) {
    let line = line.span
    let length = frame.length
    let unit = HeatKernel.level * length * length
    var column = 0
    var runStart = 0
    var runInk = 0
    while column < window.width {
      let place = frame.place(of: window.x + column)
      let cell = place.cell - frame.columns.lowerBound
      let (first, second) = (line[cell] * length, line[cell + 1] * length)
      // From one middle to the next the level rises or falls: where both have one ink, all have.
      let end = min(column + (length - place.distance + 1) / 2, window.width)
      let (ink, nextInk) = ((first + unit / 2) / unit, (second + unit / 2) / unit)
      if ink == nextInk {
        if ink != runInk {
          paint(runInk, row, runStart..<column, on: &canvas)
          (runStart, runInk) = (column, ink)
        }
        column = end
        continue
      }
      var distance = place.distance
      while column < end {
        let level = line[cell] * (length - distance) + line[cell + 1] * distance
        let ink = (level + unit / 2) / unit
        if ink != runInk {
          paint(runInk, row, runStart..<column, on: &canvas)
          (runStart, runInk) = (column, ink)
        }
        column += 1
        distance += 2
      }
    }
    paint(runInk, row, runStart..<window.width, on: &canvas)
  }

  private func paint(_ ink: Int, _ row: Int, _ columns: Range<Int>, on canvas: inout TileCanvas) {
    if ink > 0, !columns.isEmpty {
      canvas.replace(row: row, columns: columns, ink: UInt8(ink))
    }
  }
}
