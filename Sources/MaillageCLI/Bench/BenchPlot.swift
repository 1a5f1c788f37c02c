import Foundation
import MaillageRaster
import Maillage

/// The curves of one `maillage bench`, as one would put them in a report.
struct BenchPlot {
  private let measurement: BenchMeasurement
  private let fonts: MapFonts

  private static let ink = Color(red: 0x2b, green: 0x2f, blue: 0x33)
  private static let faint = Color(red: 0xd9, green: 0xdc, blue: 0xdf)
  private static let orange = Color(red: 0xb8, green: 0x5a, blue: 0x2b)
  private static let blue = Color(red: 0x2b, green: 0x5f, blue: 0x8a)
  /// Twice the layout's pixels, so that the picture stays sharp in print.
  private static let scale = 2.0

  init(_ measurement: BenchMeasurement, fonts: MapFonts) {
    self.measurement = measurement
    self.fonts = fonts
  }

  /// One curve: a name, a colour, and a value per zoom.
  private struct Curve {
    let name: String
    let color: Color
    let values: [Double]
  }

  /// Draws both panels.
  ///
  /// - Throws: ``PNGError`` when the picture cannot be encoded.
  func png() throws -> [UInt8] {
    let zooms = measurement.zooms
    var canvas = Pixmap(
      width: Int(960 * Self.scale), height: Int(440 * Self.scale),
      background: Color(red: 255, green: 255, blue: 255))
    draw(
      "\(measurement.points) points, seed \(measurement.seed) — \(measurement.processor)", x: 24,
      y: 32, size: 15, isBold: true, on: &canvas)
    drawPanel(
      title: "Markers by zoom", left: 72,
      curves: [
        Curve(name: "all markers", color: Self.blue, values: zooms.map { Double($0.markers) }),
        Curve(name: "clusters", color: Self.orange, values: zooms.map { Double($0.clusters) }),
      ], on: &canvas)
    drawPanel(
      title: "A tile's clusters, µs", left: 552,
      curves: [
        Curve(name: "p50", color: Self.blue, values: zooms.map(\.queryP50)),
        Curve(name: "p99", color: Self.orange, values: zooms.map(\.queryP99)),
      ], on: &canvas)
    return try canvas.png()
  }

  private static let panelWidth = 376.0
  private static let top = 84.0
  private static let bottom = 380.0

  /// A panel with a decimal-logarithmic vertical axis.
  private func drawPanel(title: String, left: Double, curves: [Curve], on canvas: inout Pixmap) {
    draw(title, x: left, y: 64, size: 13, isBold: true, on: &canvas)
    let positive = curves.flatMap(\.values).filter { $0 > 0 }
    let low = Int(log10(positive.min() ?? 1).rounded(.down))
    let high = max(Int(log10(positive.max() ?? 10).rounded(.up)), low + 1)
    func y(_ value: Double) -> Double {
      let share = (log10(max(value, pow(10, Double(low)))) - Double(low)) / Double(high - low)
      return Self.bottom - share * (Self.bottom - Self.top)
    }
    func x(_ index: Int) -> Double {
      left + Double(index) / Double(max(measurement.zooms.count - 1, 1)) * Self.panelWidth
    }
    for power in low...high {
      let height = y(pow(10, Double(power)))
      line([(left, height), (left + Self.panelWidth, height)], 1, Self.faint, on: &canvas)
      let label =
        power >= 0
        ? "\(Int(pow(10, Double(power))))" : "0,\(String(repeating: "0", count: -power - 1))1"
      draw(label, x: left - 8, y: height + 4, size: 11, alignment: 1, on: &canvas)
    }
    for (index, zoom) in measurement.zooms.enumerated() {
      draw("\(zoom.zoom)", x: x(index), y: Self.bottom + 18, size: 11, alignment: 0.5, on: &canvas)
    }
    draw(
      "zoom", x: left + Self.panelWidth / 2, y: Self.bottom + 38, size: 11, alignment: 0.5,
      on: &canvas)
    for (row, curve) in curves.enumerated() {
      let points = curve.values.enumerated().map { (x($0.offset), y($0.element)) }
      line(points, 2, curve.color, on: &canvas)
      for point in points {
        canvas.fill(
          .circle(center: pixel(point.0, point.1), radius: 3 * Self.scale), color: curve.color)
      }
      let height = 64.0
      let legend = left + Self.panelWidth - Double(curves.count - row) * 92
      line([(legend, height - 4), (legend + 16, height - 4)], 3, curve.color, on: &canvas)
      draw(curve.name, x: legend + 21, y: height, size: 11, on: &canvas)
    }
  }

  private func pixel(_ x: Double, _ y: Double) -> PixelPoint {
    PixelPoint(x: Int((x * Self.scale * 256).rounded()), y: Int((y * Self.scale * 256).rounded()))
  }

  private func line(
    _ points: [(Double, Double)], _ width: Double, _ color: Color, on canvas: inout Pixmap
  ) {
    guard let first = points.first else { return }
    var path = Path()
    path.move(to: pixel(first.0, first.1))
    for point in points.dropFirst() { path.line(to: pixel(point.0, point.1)) }
    canvas.stroke(path, width: width * Self.scale, color: color)
  }

  /// Writes a text; `alignment` 0 begins it at `x`, 1 ends it there.
  private func draw(
    _ text: String, x: Double, y: Double, size: Double, isBold: Bool = false, alignment: Double = 0,
    on canvas: inout Pixmap
  ) {
    let shaped = (isBold ? fonts.bold : fonts.regular).shape(text, size: size * Self.scale)
    var origin = pixel(x, y)
    origin.x -= Int((shaped.width * alignment * 256).rounded())
    canvas.draw(shaped, at: origin, color: Self.ink, halo: nil)
  }
}
