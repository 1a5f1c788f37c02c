import MaillageRaster

/// One diagram: a title, a legend, an axis, and curves or bars.
struct PlotPanel {
  /// Values under one name and colour.
  struct Series {
    let name: String
    let color: Color
    let values: [Double]
  }

  /// How values are shown.
  enum Kind {
    case curves
    /// Side by side, with their value above.
    case bars
  }

  let title: String
  let kind: Kind
  let axis: PlotAxis
  /// What stands below, one for each value of a series.
  let labels: [String]
  /// What the labels are.
  var caption = ""
  let series: [Series]

  static let width = 396.0
  static let height = 300.0

  /// Draws the panel; its inner area begins at the point given.
  func draw(left: Double, top: Double, on canvas: inout PlotCanvas) {
    canvas.text(title, x: left - 44, y: top - 40, size: 13, isBold: true)
    drawLegend(left: left, y: top - 16, on: &canvas)
    let bottom = top + Self.height
    for mark in axis.marks {
      let y = bottom - axis.share(mark) * Self.height
      canvas.line([(left, y), (left + Self.width, y)], width: 1, color: PlotCanvas.faint)
      canvas.text(PlotAxis.label(mark), x: left - 8, y: y + 4, size: 11, .trailing)
    }
    switch kind {
    case .curves: drawCurves(left: left, bottom: bottom, on: &canvas)
    case .bars: drawBars(left: left, bottom: bottom, on: &canvas)
    }
    canvas.text(caption, x: left + Self.width / 2, y: bottom + 36, size: 11, .center)
  }

  private func drawLegend(left: Double, y: Double, on canvas: inout PlotCanvas) {
    guard series.count > 1 else { return }
    var x = left
    for entry in series {
      canvas.rectangle(x: x, y: y - 8, width: 14, height: 8, color: entry.color)
      x += 19 + canvas.text(entry.name, x: x + 19, y: y, size: 11) + 18
    }
  }

  private func drawCurves(left: Double, bottom: Double, on canvas: inout PlotCanvas) {
    func x(_ index: Int) -> Double {
      labels.count < 2
        ? left + Self.width / 2
        : left + 8 + Double(index) / Double(labels.count - 1) * (Self.width - 16)
    }
    for (index, label) in labels.enumerated() {
      canvas.text(label, x: x(index), y: bottom + 18, size: 11, .center)
    }
    for entry in series {
      let points = entry.values.enumerated().map {
        (x($0.offset), bottom - axis.share($0.element) * Self.height)
      }
      canvas.line(points, width: 2, color: entry.color)
      for point in points { canvas.dot(point.0, point.1, color: entry.color) }
    }
  }

  private func drawBars(left: Double, bottom: Double, on canvas: inout PlotCanvas) {
    let group = Self.width / Double(max(labels.count, 1))
    let width = min(32, group * 0.8 / Double(max(series.count, 1)))
    for (index, label) in labels.enumerated() {
      let center = left + (Double(index) + 0.5) * group
      canvas.text(label, x: center, y: bottom + 18, size: 11, .center)
      for (place, entry) in series.enumerated() {
        let height = axis.share(entry.values[index]) * Self.height
        let x = center + (Double(place) - Double(series.count) / 2) * width
        canvas.rectangle(
          x: x + 1, y: bottom - height, width: width - 2, height: height, color: entry.color)
        canvas.text(
          PlotAxis.label(entry.values[index]), x: x + width / 2, y: bottom - height - 5, size: 10,
          color: PlotCanvas.muted, .center)
      }
    }
    canvas.line(
      [(left, bottom), (left + Self.width, bottom)], width: 1, color: PlotCanvas.muted)
  }
}
