/// Turns a glyph's outline, step by step, into a path of straight edges.
struct OutlineTracer {
  private var path = Path()
  private var current = PixelPoint.origin

  /// The largest distance between a curve and its edges, in 1/256 px.
  private static let tolerance = 4.0

  /// The path so far, its last contour closed.
  var closedPath: Path {
    var path = path
    path.close()
    return path
  }

  mutating func move(to end: PixelPoint) {
    path.close()
    path.move(to: end)
    current = end
  }

  mutating func line(to end: PixelPoint) {
    path.line(to: end)
    current = end
  }

  /// Follows a quadratic Bézier curve.
  mutating func curve(_ control: PixelPoint, _ end: PixelPoint) {
    let start = current
    let count = Self.steps(bend: Self.bend(start, control, end) * 0.25)
    for step in 1..<max(count, 1) {
      let t = Double(step) / Double(count)
      let s = 1 - t
      line(to: Self.mix([(start, s * s), (control, 2 * s * t), (end, t * t)]))
    }
    line(to: end)
  }

  /// Follows a cubic Bézier curve.
  mutating func curve(_ first: PixelPoint, _ second: PixelPoint, _ end: PixelPoint) {
    let start = current
    let bend = max(Self.bend(start, first, second), Self.bend(first, second, end))
    let count = Self.steps(bend: bend * 0.75)
    for step in 1..<max(count, 1) {
      let t = Double(step) / Double(count)
      let s = 1 - t
      line(
        to: Self.mix([
          (start, s * s * s), (first, 3 * s * s * t), (second, 3 * s * t * t), (end, t * t * t),
        ]))
    }
    line(to: end)
  }

  /// The size of the second difference of three control points.
  private static func bend(_ a: PixelPoint, _ b: PixelPoint, _ c: PixelPoint) -> Double {
    let x = Double(a.x - 2 * b.x + c.x)
    let y = Double(a.y - 2 * b.y + c.y)
    return (x * x + y * y).squareRoot()
  }

  /// How many edges keep within the tolerance.
  ///
  /// Source: L.-C. Wang, cited in T. Sederberg, "Computer aided geometric design", 10.6.
  private static func steps(bend: Double) -> Int {
    min((bend / tolerance).squareRoot().nearestInteger + 1, 64)
  }

  private static func mix(_ points: [(PixelPoint, Double)]) -> PixelPoint {
    let x = points.reduce(0) { $0 + Double($1.0.x) * $1.1 }
    let y = points.reduce(0) { $0 + Double($1.0.y) * $1.1 }
    return PixelPoint(x: x.nearestInteger, y: y.nearestInteger)
  }
}
