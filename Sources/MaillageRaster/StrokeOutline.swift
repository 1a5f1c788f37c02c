/// The outline of a stroked line, as edges that all turn the same way.
///
/// Usually the two sides of a segment meet those of the next where they would cross, so that a segment
/// is two edges and a corner none. A corner too sharp for that, or sharper than its short segments
/// allow, is *hard*: both segments end square to their direction, the outer side is joined as asked,
/// and the inner side passes through the corner itself. All pieces turn clockwise on the screen:
/// overlaps add up above 1 and are cut there, and none erases another.
///
/// A piece depends only on the differences between the points it is made of: the outline moves with
/// the line. Edges that the canvas cannot show are skipped when they are added.
struct StrokeOutline {
  /// Half the line's width, in 1/256 px.
  let reach: Double
  let join: Stroke.Join
  let cap: Stroke.Cap
  /// How much the normals of two segments must agree (1 + cosine of the turn) for a plain corner.
  private let smallestAgreement: Double
  /// How far from a segment anything of it may be drawn, in 1/256 px.
  let margin: Int

  /// How many half widths a mitre may be away from its corner.
  private static let miterLimit = 4.0

  /// Prepares outlines; `nil` when the width is not above 0.
  init?(_ stroke: Stroke) {
    guard stroke.width > 0 else { return nil }
    reach = min(stroke.width, Path.largestRadius) * Double(PixelPoint.unitsPerPixel) / 2
    join = stroke.join
    cap = stroke.cap
    margin = Int(reach * Self.miterLimit) + 4
    // The tip of a plain corner is √(2 / agreement) half widths away: round corners and bevels may be
    // replaced by it where that makes no difference to see.
    let tip = join == .miter ? Self.miterLimit : min(1 + Arc.tolerance / reach, Self.miterLimit)
    smallestAgreement = 2 / (tip * tip)
  }

  /// Adds the outline of all contours of a path moved by `origin`.
  func add(_ path: Path, at origin: PixelPoint, to coverage: inout CoverageAccumulator<Int32>) {
    for index in path.contours.indices {
      let range = path.range(ofContour: index)
      add(
        path.points.span.extracting(range), isClosed: path.contours[index].isClosed, at: origin,
        to: &coverage)
    }
  }

  /// Adds the outline of one contour.
  private func add(
    _ points: borrowing Span<PixelPoint>, isClosed: Bool, at origin: PixelPoint,
    to coverage: inout CoverageAccumulator<Int32>
  ) {
    let first = points[0].offset(by: origin)
    var leadIn: PixelPoint?
    var leadOut: PixelPoint?
    if isClosed {
      for index in 0..<points.count where points[index].offset(by: origin) != first {
        leadIn = points[index].offset(by: origin)
        if leadOut == nil { leadOut = leadIn }
      }
    }
    var line = StrokedLine(first, after: leadIn, outline: self)
    for index in 0..<points.count {
      line.extend(to: points[index].offset(by: origin), in: &coverage)
    }
    if let leadOut {
      line.extend(to: first, in: &coverage)
      line.end(before: leadOut, in: &coverage)
    } else {
      line.end(before: nil, in: &coverage)
    }
  }

  /// Whether the canvas may show something of a segment.
  @inline(__always)
  func mayShow(
    _ start: PixelPoint, _ end: PixelPoint, in coverage: borrowing CoverageAccumulator<Int32>
  ) -> Bool {
    max(start.y, end.y) > 0 &- margin && min(start.y, end.y) < coverage.height &* 256 &+ margin
      && max(start.x, end.x) > 0 &- margin && min(start.x, end.x) < coverage.width &* 256 &+ margin
  }

  /// Where the left sides of two segments meet, from their corner; `nil` at a hard corner.
  @inline(__always)
  func plainCorner(_ before: StrokedSegment, _ after: StrokedSegment) -> PixelPoint? {
    let cosine = before.normalX * after.normalX + before.normalY * after.normalY
    let agreement = 1 + cosine
    // On the inner side the meeting point must lie beside both segments.
    let room = min(before.squaredLength, after.squaredLength) * agreement
    guard agreement >= smallestAgreement, reach * reach * (1 - cosine) <= room else { return nil }
    let scale = reach / agreement
    return PixelPoint(
      x: ((before.normalX + after.normalX) * scale).nearestWhole,
      y: ((before.normalY + after.normalY) * scale).nearestWhole)
  }

  /// The way from a segment to its left side.
  @inline(__always)
  func side(of segment: StrokedSegment) -> PixelPoint {
    PixelPoint(
      x: (segment.normalX * reach).nearestWhole, y: (segment.normalY * reach).nearestWhole)
  }
}

/// One segment of a line: its ends and the unit vector to its left.
struct StrokedSegment {
  let start: PixelPoint
  let end: PixelPoint
  let normalX: Double
  let normalY: Double
  let squaredLength: Double

  /// The segment between two different points.
  @inline(__always)
  init(from start: PixelPoint, to end: PixelPoint) {
    let dx = Double(end.x &- start.x)
    let dy = Double(end.y &- start.y)
    self.start = start
    self.end = end
    squaredLength = dx * dx + dy * dy
    let scale = 1 / squaredLength.squareRoot()
    normalX = dy * scale
    normalY = dx * -scale
  }
}

extension PixelPoint {
  /// The same distance the other way.
  @inline(__always)
  var opposite: PixelPoint { PixelPoint(x: 0 &- x, y: 0 &- y) }
}
