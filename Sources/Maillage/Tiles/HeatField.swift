import MaillageRaster

/// The glow of a window, with room that is kept from one to the next.
struct HeatField: Sendable {
  /// The sums along rows: as many numbers a row as there are columns of middles, for all rows whose
  /// glow reaches the window.
  private var across: [Int] = []
  /// The levels of the ramp in the middles of cells, times ``HeatKernel/level``.
  private var levels: [Int] = []
  /// One row of levels, times the length between two middles.
  private var line: [Int] = []
  private var frame: HeatFrame?

  /// Sums up what some cells glow in the middles of all cells of a frame.
  ///
  /// - Complexity: O(c·r + h·r·w), c the number of cells given, r how far a cell glows, h and w the
  ///   rows and columns of the frame.
  mutating func sum(_ cells: [HeatCell], in frame: HeatFrame, _ kernel: HeatKernel) {
    self.frame = frame
    let (width, reach) = (frame.columns.count, kernel.reach)
    let weights = kernel.weights
    across.removeAll(keepingCapacity: true)
    across.append(
      contentsOf: repeatElement(0, count: (frame.rows.count + 2 * reach) * width))
    for cell in cells {
      let start = (Int(cell.row) - frame.rows.lowerBound + reach) * width
      let middle = Int(cell.column) - frame.columns.lowerBound
      for column in max(middle - reach, 0)..<max(min(middle + reach + 1, width), 0) {
        across[start + column] += cell.count * weights[abs(column - middle)]
      }
    }
    levels.removeAll(keepingCapacity: true)
    levels.append(contentsOf: repeatElement(0, count: frame.rows.count * width))
    Self.add(across, to: &levels, weights, width: width, height: frame.rows.count)
    let full = HeatRamp.steps * HeatKernel.level
    for place in levels.indices where levels[place] != 0 {
      let level = Double(levels[place]) * kernel.levelPerUnit
      levels[place] = level < Double(full) ? Int(level) : full
    }
  }

  /// Adds every row to the rows it reaches, of which there are `height`.
  private static func add(
    _ rows: [Int], to sums: inout [Int], _ weights: [Int], width: Int, height: Int
  ) {
    let reach = weights.count - 1
    let source = rows.span
    var target = sums.mutableSpan
    for row in 0..<height + 2 * reach {
      let from = row * width
      var isEmpty = true
      for column in 0..<width where source[from + column] != 0 { isEmpty = false }
      guard !isEmpty else { continue }
      for other in max(row - 2 * reach, 0)...min(row, height - 1) {
        let weight = weights[abs(row - reach - other)]
        let to = other * width
        for column in 0..<width {
          target[to + column] &+= source[from + column] &* weight
        }
      }
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
