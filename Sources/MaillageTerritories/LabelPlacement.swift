import MaillageGeometry

/// The room for a name inside a polygon: its pole of inaccessibility, the point farthest from any
/// border.
///
/// Squares that cover the polygon are halved, the most promising first, until none can hold a point
/// that is better by more than a two-hundredth of the polygon's size.
///
/// Source: V. Agafonkin, "A new algorithm for finding a visual center of a polygon", Mapbox, 2016.
struct LabelPlacement {
  /// The pole; `nil` for a polygon without area.
  let point: WorldPoint
  /// The distance from the pole to the nearest border, in units of `WorldPoint`.
  let radius: Double
  /// The lesser of the distances to the border due west and due east of the pole.
  let halfWidth: Double

  /// Places a label in a polygon given as closed rings.
  ///
  /// - Parameters:
  ///   - rings: The outside, then the holes.
  ///   - outline: The same rings with fewer points, to search in; the result holds for `rings`.
  /// - Complexity: O(n + c · m), n and m the points of `rings` and `outline`, c some hundreds; O(n)
  ///   for those too many and too wild to search to the end.
  init?(in rings: [[WorldPoint]], searching outline: [[WorldPoint]]) {
    guard let bounds = rings.first?.bounds else { return nil }
    let origin = SIMD2(Double(bounds.minimum.x), Double(bounds.minimum.y))
    let exact = Outline(rings, origin: origin)
    var pole = Outline(outline, origin: origin).pole()
    var distance = exact.distance(from: pole)
    if distance <= 0 {
      pole = exact.pole()
      distance = exact.distance(from: pole)
    }
    guard distance > 0 else { return nil }
    let position = (pole + origin).rounded(.toNearestOrAwayFromZero)
    guard let x = UInt32(exactly: position.x), let y = UInt32(exactly: position.y) else {
      return nil
    }
    point = WorldPoint(x: x, y: y)
    radius = distance
    halfWidth = max(distance, exact.halfWidth(at: pole))
  }
}

/// A piece of an outline, prepared for many distances.
private struct Segment {
  let from: SIMD2<Double>
  let along: SIMD2<Double>
  let endY: Double
  /// One over the square of the length; 0 for a point.
  private let inverseSquare: Double
  /// How far x moves while y moves by one.
  private let slope: Double

  init(_ from: SIMD2<Double>, _ to: SIMD2<Double>) {
    self.from = from
    endY = to.y
    along = to - from
    let square = (along * along).sum()
    inverseSquare = square == 0 ? 0 : 1 / square
    slope = along.y == 0 ? 0 : along.x / along.y
  }

  /// Whether the ray that runs eastwards from a point crosses the piece.
  func isCrossed(eastOf point: SIMD2<Double>) -> Bool {
    (from.y > point.y) != (endY > point.y) && point.x - from.x < slope * (point.y - from.y)
  }

  /// Where the piece meets the parallel of a point, if it does.
  func x(at y: Double) -> Double? {
    (from.y > y) != (endY > y) ? from.x + slope * (y - from.y) : nil
  }

  /// The square of the distance of a point.
  func squaredDistance(from point: SIMD2<Double>) -> Double {
    let offset = point - from
    let share = min(max((offset.x * along.x + offset.y * along.y) * inverseSquare, 0), 1)
    let (x, y) = (offset.x - along.x * share, offset.y - along.y * share)
    return x * x + y * y
  }
}

/// The segments of a polygon, relative to its north-western corner.
private struct Outline {
  /// How many distances to segments a search measures before it is content with its best.
  ///
  /// It may always halve a hundred squares. Only outlines of noise come near it.
  private static let maximumDistances = 20_000_000

  let segments: [Segment]
  let size: SIMD2<Double>
  let centroid: SIMD2<Double>

  init(_ rings: [[WorldPoint]], origin: SIMD2<Double>) {
    var segments: [Segment] = []
    var size = SIMD2<Double>.zero
    var moment = SIMD2<Double>.zero
    var area = 0.0
    for ring in rings {
      let points = ring.map { SIMD2(Double($0.x), Double($0.y)) - origin }
      for (from, to) in zip(points, points.dropFirst()) {
        segments.append(Segment(from, to))
        let cross = from.x * to.y - to.x * from.y
        moment += (from + to) * cross
        area += cross * 3
        size = pointwiseMax(size, from)
      }
    }
    self.segments = segments
    self.size = size
    centroid = area == 0 ? size / 2 : moment / area
  }

  /// The distance to the nearest segment, negative outside.
  func distance(from point: SIMD2<Double>) -> Double {
    var isInside = false
    var nearest = Double.infinity
    for segment in segments {
      if segment.isCrossed(eastOf: point) { isInside.toggle() }
      nearest = min(nearest, segment.squaredDistance(from: point))
    }
    return isInside ? nearest.squareRoot() : -nearest.squareRoot()
  }

  /// The distance to the nearest border due west or due east, whichever is less.
  func halfWidth(at point: SIMD2<Double>) -> Double {
    var nearest = Double.infinity
    for segment in segments {
      if let x = segment.x(at: point.y) { nearest = min(nearest, abs(x - point.x)) }
    }
    return nearest
  }

  /// The point inside that is farthest from every segment, within a two-hundredth of the size.
  func pole() -> SIMD2<Double> {
    let precision = size.max() / 200
    let half = max(size.min(), size.max() / 64) / 2
    guard half > 0 else { return size / 2 }
    var best = square(at: centroid, half: 0)
    let middle = square(at: size / 2, half: 0)
    if middle.distance > best.distance { best = middle }
    var squares = MinimumHeap<Square>()
    for x in stride(from: half, to: size.x + half, by: 2 * half) {
      for y in stride(from: half, to: size.y + half, by: 2 * half) {
        squares.insert(square(at: SIMD2(x, y), half: half))
      }
    }
    var remaining = max(100, Self.maximumDistances / max(segments.count, 1) / 4)
    while remaining > 0, let square = squares.removeMinimum(),
      square.promise - best.distance > precision
    {
      remaining -= 1
      for step in [SIMD2(-0.5, -0.5), SIMD2(0.5, -0.5), SIMD2(-0.5, 0.5), SIMD2(0.5, 0.5)] {
        let part = self.square(at: square.center + step * square.half, half: square.half / 2)
        if part.distance > best.distance { best = part }
        if part.promise - best.distance > precision { squares.insert(part) }
      }
    }
    return best.center
  }

  private func square(at center: SIMD2<Double>, half: Double) -> Square {
    let distance = distance(from: center)
    return Square(
      center: center, half: half, distance: distance, promise: distance + half * 2.0.squareRoot())
  }
}

/// A square of the search and the farthest from the border that a point of it could be.
private struct Square: Comparable {
  let center: SIMD2<Double>
  let half: Double
  let distance: Double
  let promise: Double

  static func < (left: Square, right: Square) -> Bool {
    left.promise > right.promise
  }
}
