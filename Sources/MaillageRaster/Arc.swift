/// Flattening of circular arcs by halving, without trigonometry.
///
/// Only `+`, `×`, `÷` and `√` are used, which IEEE 754 rounds the same everywhere, and only the
/// arc's own start and end, so that an arc has the same corners wherever it is drawn.
enum Arc {
  /// The largest distance between an arc and its chord, in 1/256 px.
  static let tolerance = 8.0

  /// Passes the corners of an arc strictly between its ends, relative to the centre.
  ///
  /// - Parameters:
  ///   - start: The first end, relative to the centre, in 1/256 px.
  ///   - end: The second end, less than half a turn away.
  ///   - radius: In 1/256 px.
  ///   - body: Receives each corner in turn, from `start` to `end`.
  static func flatten(
    from start: PixelPoint, to end: PixelPoint, radius: Double,
    _ body: (PixelPoint) -> Void
  ) {
    halve(
      Direction(x: Double(start.x), y: Double(start.y)),
      Direction(x: Double(end.x), y: Double(end.y)),
      radius: radius, depth: 12, body)
  }

  private struct Direction {
    var x: Double
    var y: Double
  }

  private static func halve(
    _ start: Direction, _ end: Direction, radius: Double, depth: Int, _ body: (PixelPoint) -> Void
  ) {
    let sum = Direction(x: start.x + end.x, y: start.y + end.y)
    let length = (sum.x * sum.x + sum.y * sum.y).squareRoot()
    guard depth > 0, radius - length / 2 > tolerance, length > 0 else { return }
    let scale = radius / length
    let middle = Direction(x: sum.x * scale, y: sum.y * scale)
    halve(start, middle, radius: radius, depth: depth - 1, body)
    body(PixelPoint(x: middle.x.nearestInteger, y: middle.y.nearestInteger))
    halve(middle, end, radius: radius, depth: depth - 1, body)
  }
}

extension Path {
  /// The largest radius of a circle and the largest width of a stroke, in px.
  public static let largestRadius = 65_536.0

  /// A circle, flattened to within 1/32 px.
  ///
  /// - Parameters:
  ///   - center: The centre, in 1/256 px.
  ///   - radius: In px, 0 … ``largestRadius``; anything but a value above 0 gives an empty path.
  /// - Returns: One closed contour, clockwise on the screen.
  public static func circle(center: PixelPoint, radius: Double) -> Path {
    guard radius > 0 else { return Path() }
    let units = min(radius, largestRadius) * Double(PixelPoint.unitsPerPixel)
    let reach = units.nearestInteger
    let quarters = [(0, -reach), (reach, 0), (0, reach), (-reach, 0), (0, -reach)].map {
      PixelPoint(x: $0.0, y: $0.1)
    }
    let center = center.limited
    var path = Path()
    for (start, end) in zip(quarters, quarters.dropFirst()) {
      path.line(to: center.offset(by: start))
      Arc.flatten(from: start, to: end, radius: units) { path.line(to: center.offset(by: $0)) }
    }
    path.close()
    return path
  }
}

extension Double {
  /// The nearest integer, halves upwards, for values of less than 2³² in size.
  ///
  /// Adding the bias first makes the conversion's cut towards zero a floor, without a call into
  /// the mathematics library.
  @inline(__always)
  var nearestInteger: Int {
    let bias = 4_294_967_296.0
    return Int(self + (bias + 0.5)) &- Int(bias)
  }
}
