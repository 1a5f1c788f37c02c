/// The outline of a stroked path, as edges that all turn the same way.
///
/// Each segment is a quadrilateral, each join a wedge on the outer side, each cap half a disc; ends
/// that two pieces share are left out, as they would cancel. On the inner side of a join the outline
/// passes through the corner itself. All pieces turn clockwise on the screen, so that overlaps add
/// up above 1 and are cut there, and none erases another.
///
/// A piece depends only on the differences between its corners: the outline moves with the path.
/// A segment whose surroundings the canvas cannot show is skipped before anything is computed; the
/// neighbour then gets a straight end, which lies outside the canvas too.
struct StrokeOutline {
  /// Half the line's width, in 1/256 px.
  private let reach: Double

  /// Corners whose sides are no further apart, in 1/256 px, are joined by a plain edge.
  private static let smallestJoin = 16

  /// Prepares outlines of a width in px; `nil` when it cannot be drawn.
  init?(width: Double) {
    guard width > 0 else { return nil }
    reach = min(width, Path.largestRadius) * Double(PixelPoint.unitsPerPixel) / 2
  }

  /// Adds the outline of all contours of a path moved by `origin`.
  func add(_ path: Path, at origin: PixelPoint, to coverage: inout CoverageAccumulator) {
    for index in path.contours.indices {
      add(
        path, range: path.range(ofContour: index), isClosed: path.contours[index].isClosed,
        at: origin, to: &coverage)
    }
  }

  /// Adds the outline of one contour.
  private func add(
    _ path: Path, range: Range<Int>, isClosed: Bool, at origin: PixelPoint,
    to coverage: inout CoverageAccumulator
  ) {
    let points = path.points.span
    let first = points[range.lowerBound].offset(by: origin)
    var last = first
    var segments = 0
    var firstOffset: PixelPoint?
    var lastOffset: PixelPoint?
    for position in range.dropFirst() {
      let next = points[position].offset(by: origin)
      guard next != last else { continue }
      let offset = addSegment(from: last, to: next, to: &coverage)
      if segments > 0 {
        join(at: last, lastOffset, offset, to: &coverage)
      } else {
        firstOffset = offset
      }
      segments += 1
      lastOffset = offset
      last = next
    }
    if segments == 0 {
      coverage.add(
        .circle(center: first, radius: reach / Double(PixelPoint.unitsPerPixel)), at: .origin)
    } else if isClosed {
      if last != first {
        let offset = addSegment(from: last, to: first, to: &coverage)
        join(at: last, lastOffset, offset, to: &coverage)
        lastOffset = offset
      }
      join(at: first, lastOffset, firstOffset, to: &coverage)
    } else {
      if let firstOffset { cap(at: first, from: firstOffset.opposite, to: &coverage) }
      if let lastOffset { cap(at: last, from: lastOffset, to: &coverage) }
    }
  }

  /// Adds the two long sides of a segment.
  ///
  /// - Returns: The way from the segment to its left side, as seen along it; `nil` when hidden.
  private func addSegment(
    from start: PixelPoint, to end: PixelPoint, to coverage: inout CoverageAccumulator
  ) -> PixelPoint? {
    let margin = Int(reach) + 2
    guard coverage.mayShow(start, end, margin: margin) else { return nil }
    let dx = Double(end.x &- start.x)
    let dy = Double(end.y &- start.y)
    let scale = reach / (dx * dx + dy * dy).squareRoot()
    let offset = PixelPoint(x: (dy * scale).nearestInteger, y: (dx * -scale).nearestInteger)
    coverage.add(start.offset(by: offset), end.offset(by: offset))
    coverage.add(end.offset(by: offset.opposite), start.offset(by: offset.opposite))
    return offset
  }

  /// Connects the segments before and after a corner; a hidden one has no offset.
  private func join(
    at corner: PixelPoint, _ before: PixelPoint?, _ after: PixelPoint?,
    to coverage: inout CoverageAccumulator
  ) {
    guard let before, let after else {
      if let before { coverage.add(corner.offset(by: before), corner.offset(by: before.opposite)) }
      if let after { coverage.add(corner.offset(by: after.opposite), corner.offset(by: after)) }
      return
    }
    let turn = before.x &* after.y &- before.y &* after.x
    let isStraight =
      abs(before.x &- after.x) <= Self.smallestJoin
      && abs(before.y &- after.y) <= Self.smallestJoin
    if isStraight {
      coverage.add(corner.offset(by: before), corner.offset(by: after))
      coverage.add(corner.offset(by: after.opposite), corner.offset(by: before.opposite))
    } else if turn > 0 {
      arc(around: corner, from: before, to: after, to: &coverage)
      pivot(at: corner, from: after.opposite, to: before.opposite, to: &coverage)
    } else if turn < 0 {
      pivot(at: corner, from: before, to: after, to: &coverage)
      arc(around: corner, from: after.opposite, to: before.opposite, to: &coverage)
    } else {
      // The path turns back on itself.
      cap(at: corner, from: before, to: &coverage)
      pivot(at: corner, from: after.opposite, to: before.opposite, to: &coverage)
    }
  }

  /// Adds half a disc, clockwise from one end of a segment's side to the other.
  private func cap(
    at center: PixelPoint, from offset: PixelPoint, to coverage: inout CoverageAccumulator
  ) {
    let ahead = PixelPoint(x: 0 &- offset.y, y: offset.x)
    arc(around: center, from: offset, to: ahead, to: &coverage)
    arc(around: center, from: ahead, to: offset.opposite, to: &coverage)
  }

  private func arc(
    around center: PixelPoint, from start: PixelPoint, to end: PixelPoint,
    to coverage: inout CoverageAccumulator
  ) {
    var last = center.offset(by: start)
    Arc.flatten(from: start, to: end, radius: reach) {
      let next = center.offset(by: $0)
      coverage.add(last, next)
      last = next
    }
    coverage.add(last, center.offset(by: end))
  }

  private func pivot(
    at corner: PixelPoint, from start: PixelPoint, to end: PixelPoint,
    to coverage: inout CoverageAccumulator
  ) {
    coverage.add(corner.offset(by: start), corner)
    coverage.add(corner, corner.offset(by: end))
  }
}

extension CoverageAccumulator {
  /// Whether the canvas may show something within a margin of a segment, in 1/256 px.
  @inline(__always)
  fileprivate func mayShow(_ start: PixelPoint, _ end: PixelPoint, margin: Int) -> Bool {
    max(start.y, end.y) > 0 &- margin && min(start.y, end.y) < height &* 256 &+ margin
      && max(start.x, end.x) > 0 &- margin && min(start.x, end.x) < width &* 256 &+ margin
  }
}

extension PixelPoint {
  /// The same distance the other way.
  @inline(__always)
  fileprivate var opposite: PixelPoint { PixelPoint(x: 0 &- x, y: 0 &- y) }
}
