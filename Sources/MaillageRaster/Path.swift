/// A shape made of straight edges: any number of contours, open or closed, in 1/256 px.
///
/// Curves are flattened when they are added (see ``circle(center:radius:)``). A fill closes open
/// contours; a stroke does not.
public struct Path: Hashable, Sendable {
  /// The largest size of a coordinate, in 1/256 px: four times the world at zoom 24, scale 3.
  ///
  /// Coordinates beyond it are moved to it.
  public static let coordinateLimit = 1 << 44

  /// One run of ``points``, up to the start of the next contour.
  struct Contour: Hashable, Sendable {
    var start: Int
    var isClosed: Bool
  }

  /// The corners of all contours, one contour after the other.
  private(set) var points: [PixelPoint] = []
  /// In the order of their points; no contour is empty.
  private(set) var contours: [Contour] = []

  /// Creates a path without contours.
  public init() {}

  /// Creates a closed contour from its corners; the last need not repeat the first.
  public static func polygon(_ points: some Sequence<PixelPoint>) -> Path {
    var path = Path()
    path.append(points, isClosed: true)
    return path
  }

  /// Creates an open contour from its corners.
  public static func line(_ points: some Sequence<PixelPoint>) -> Path {
    var path = Path()
    path.append(points, isClosed: false)
    return path
  }

  /// Whether there is no contour.
  public var isEmpty: Bool { contours.isEmpty }

  /// The smallest box that holds all corners; `nil` when there are none.
  ///
  /// - Complexity: O(n), n the number of corners.
  public var bounds: PixelBox? {
    guard let first = points.first else { return nil }
    return points.dropFirst().reduce(into: PixelBox(minimum: first, maximum: first)) { box, point in
      box = box.union(PixelBox(minimum: point, maximum: point))
    }
  }

  /// Starts a new contour.
  public mutating func move(to point: PixelPoint) {
    contours.append(Contour(start: points.count, isClosed: false))
    points.append(point.limited)
  }

  /// Adds an edge from the last corner; starts a contour when there is none to continue.
  public mutating func line(to point: PixelPoint) {
    guard let last = contours.last, !last.isClosed else { return move(to: point) }
    points.append(point.limited)
  }

  /// Closes the last contour with an edge to its first corner.
  public mutating func close() {
    guard !contours.isEmpty else { return }
    contours[contours.count - 1].isClosed = true
  }

  /// Adds a contour.
  public mutating func append(_ corners: some Sequence<PixelPoint>, isClosed: Bool) {
    let start = points.count
    points.append(contentsOf: corners.lazy.map(\.limited))
    guard points.count > start else { return }
    contours.append(Contour(start: start, isClosed: isClosed))
  }

  /// Adds all contours of another path.
  public mutating func append(_ other: Path) {
    let shift = points.count
    points.append(contentsOf: other.points)
    contours.append(
      contentsOf: other.contours.lazy.map {
        Contour(start: $0.start + shift, isClosed: $0.isClosed)
      })
  }

  /// The path moved by a distance in 1/256 px.
  ///
  /// Drawing with an origin (``Pixmap/fill(_:rule:color:at:)``) moves a path without copying it.
  public func translated(by dx: Int, dy: Int) -> Path {
    var path = self
    path.points = points.map { $0.offset(by: PixelPoint(x: dx, y: dy).limited).limited }
    return path
  }

  /// The places of a contour's corners in ``points``.
  func range(ofContour index: Int) -> Range<Int> {
    let next = index + 1
    return contours[index].start..<(next < contours.count ? contours[next].start : points.count)
  }
}

extension PixelPoint {
  /// The point, or the nearest one whose coordinates are within ``Path/coordinateLimit``.
  var limited: PixelPoint {
    let limit = Path.coordinateLimit
    return PixelPoint(x: min(max(x, -limit), limit), y: min(max(y, -limit), limit))
  }

  /// The point moved by a distance; both within ``Path/coordinateLimit``.
  @inline(__always)
  func offset(by distance: PixelPoint) -> PixelPoint {
    PixelPoint(x: x &+ distance.x, y: y &+ distance.y)
  }
}
