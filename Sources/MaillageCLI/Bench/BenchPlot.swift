import Maillage
import MaillageRaster

/// The curves of one `maillage bench`, as one would put them in a report.
struct BenchPlot {
  private let measurement: BenchMeasurement
  private let fonts: MapFonts

  private static let orange = Color(red: 0xb8, green: 0x5a, blue: 0x2b)
  private static let blue = Color(red: 0x2b, green: 0x5f, blue: 0x8a)
  private static let green = Color(red: 0x4f, green: 0x83, blue: 0x4a)

  init(_ measurement: BenchMeasurement, fonts: MapFonts) {
    self.measurement = measurement
    self.fonts = fonts
  }

  /// Draws four panels.
  ///
  /// - Throws: ``PNGError`` when the picture cannot be encoded.
  func png() throws -> [UInt8] {
    var canvas = PlotCanvas(width: 1_000, height: 920, fonts: fonts)
    canvas.text(measurement.title, x: 24, y: 36, size: 18, isBold: true)
    canvas.text(measurement.subtitle, x: 24, y: 58, size: 12, color: PlotCanvas.muted)
    canvas.text(built, x: 24, y: 76, size: 12, color: PlotCanvas.muted)
    for (index, panel) in [markers, tiles, questions, memory].enumerated() {
      panel.draw(
        left: index % 2 == 0 ? 72 : 572, top: index < 2 ? 152 : 562, on: &canvas)
    }
    return try canvas.png()
  }

  private var built: String {
    func time(_ milliseconds: Double) -> String {
      milliseconds < 1_000
        ? "\(PlotAxis.label(milliseconds)) ms" : "\(PlotAxis.label(milliseconds / 1_000)) s"
    }
    return "index built in \(time(measurement.indexBuild)), clusters of all zooms in "
      + "\(time(measurement.clusterBuild)) of CPU"
  }

  private var zoomLabels: [String] { measurement.zooms.map { "\($0.zoom)" } }

  private var markers: PlotPanel {
    let series = [
      PlotPanel.Series(
        name: "all markers", color: Self.blue,
        values: measurement.zooms.map { Double($0.markers) }),
      PlotPanel.Series(
        name: "of these clusters", color: Self.orange,
        values: measurement.zooms.map { Double($0.clusters) }),
      PlotPanel.Series(
        name: "points in the largest", color: Self.green,
        values: measurement.zooms.map { Double($0.largest) }),
    ]
    return curves("Markers by zoom", series)
  }

  private var tiles: PlotPanel {
    var series = [
      PlotPanel.Series(
        name: "p50", color: Self.blue, values: measurement.zooms.map(\.queryP50)),
      PlotPanel.Series(
        name: "p99", color: Self.orange, values: measurement.zooms.map(\.queryP99)),
    ]
    let drawn = measurement.zooms.compactMap(\.tileP50)
    if drawn.count == measurement.zooms.count {
      series.append(
        PlotPanel.Series(
          name: "drawn, as PNG, p50", color: Self.green, values: drawn.map { $0 * 1_000 }))
    }
    return curves("The clusters of a tile, by zoom, in µs", series)
  }

  private func curves(_ title: String, _ series: [PlotPanel.Series]) -> PlotPanel {
    PlotPanel(
      title: title, kind: .curves, axis: .logarithmic(series.flatMap(\.values)),
      labels: zoomLabels, caption: "zoom", series: series)
  }

  private var questions: PlotPanel {
    let series = [
      PlotPanel.Series(name: "index", color: Self.blue, values: measurement.queries.map(\.p50)),
      PlotPanel.Series(
        name: "plain scan of every point", color: Self.orange,
        values: measurement.queries.map(\.plainScanP50)),
    ]
    return PlotPanel(
      title: "Questions, p50 in µs", kind: .bars, axis: .logarithmic(series.flatMap(\.values)),
      labels: measurement.queries.map(\.question), series: series)
  }

  private var memory: PlotPanel {
    let points = Double(max(measurement.points, 1))
    let values =
      [16]
      + [measurement.indexBytes, measurement.clusterBytes, measurement.residentBytes].map {
        Double($0) / points
      }
    return PlotPanel(
      title: "Memory, bytes a point", kind: .bars, axis: .linear(values),
      labels: ["positions given", "index", "clusters", "process, building"],
      series: [PlotPanel.Series(name: "", color: Self.blue, values: values)])
  }
}
