import MaillageRaster
import MaillageTestSupport

extension PixelPoint {
  /// A point anywhere in a square of a size in px around the origin.
  static func random(within px: Int, using generator: inout SplitMix64) -> PixelPoint {
    PixelPoint(
      x: Int.random(in: -px * 256...px * 256, using: &generator),
      y: Int.random(in: -px * 256...px * 256, using: &generator))
  }
}

extension Pixmap {
  /// The alpha of every pixel, row after row: coverage when one opaque shape was drawn.
  var coverage: [UInt8] {
    (0..<height).flatMap { y in (0..<width).map { x in self[x, y].alpha } }
  }

  /// A canvas that holds the coverage of one path.
  static func filled(
    _ path: Path, width: Int, height: Int, rule: FillRule = .nonZero
  ) -> Pixmap {
    var pixmap = Pixmap(width: width, height: height)
    pixmap.fill(path, rule: rule, color: .white)
    return pixmap
  }
}

/// The signed area of a closed polygon inside one pixel, in px², by clipping it to the pixel's four
/// sides in floating point (I. Sutherland, G. Hodgman, "Reentrant polygon clipping", 1974).
func signedArea(of corners: [PixelPoint], inPixelX column: Int, y row: Int) -> Double {
  var points = corners.map { (Double($0.x) / 256, Double($0.y) / 256) }
  func clip(_ distance: ((Double, Double)) -> Double) {
    var kept: [(Double, Double)] = []
    for (index, end) in points.enumerated() {
      let start = points[(index + points.count - 1) % points.count]
      let (from, to) = (distance(start), distance(end))
      if (from < 0) != (to < 0) {
        let t = from / (from - to)
        kept.append((start.0 + (end.0 - start.0) * t, start.1 + (end.1 - start.1) * t))
      }
      if to >= 0 { kept.append(end) }
    }
    points = kept
  }
  clip { $0.0 - Double(column) }
  clip { Double(column + 1) - $0.0 }
  clip { $0.1 - Double(row) }
  clip { Double(row + 1) - $0.1 }
  var area = 0.0
  for (index, end) in points.enumerated() {
    let start = points[(index + points.count - 1) % points.count]
    area += (start.0 - Double(column)) * (end.1 - Double(row))
    area -= (end.0 - Double(column)) * (start.1 - Double(row))
  }
  return area / 2
}
