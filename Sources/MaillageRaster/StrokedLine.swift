/// A line on its way into the coverage of its stroke, point by point.
///
/// A segment is added when the point after it is known, as its end depends on the corner there.
struct StrokedLine {
  private let outline: StrokeOutline
  private let leadIn: PixelPoint?
  private var last: PixelPoint
  private var segment: StrokedSegment?
  /// The way from the segment's start to where its left side begins.
  private var startSide: PixelPoint = .origin

  /// Whether the segment before is part of the outline: what begins or ends out of sight is closed
  /// there, so that the rows it passes stay balanced.
  private var isDrawing = false

  /// Begins a line.
  ///
  /// - Parameters:
  ///   - first: Its first point.
  ///   - leadIn: A point before it, which is not drawn but decides the corner at the first point; `nil`
  ///     where the line really begins.
  ///   - outline: The look.
  @inline(__always)
  init(_ first: PixelPoint, after leadIn: PixelPoint?, outline: StrokeOutline) {
    self.outline = outline
    self.leadIn = leadIn
    last = first
  }

  /// Adds a point; one that equals the last is left out.
  @inline(__always)
  mutating func extend(to next: PixelPoint, in coverage: inout CoverageAccumulator<Int32>) {
    guard next != last else { return }
    let new = StrokedSegment(from: last, to: next)
    if let segment {
      turn(from: segment, to: new, in: &coverage)
    } else {
      begin(with: new, in: &coverage)
    }
    segment = new
    last = next
  }

  /// Ends the line.
  ///
  /// - Parameters:
  ///   - leadOut: A point after the last, which decides the corner there; `nil` where the line really
  ///     ends.
  ///   - coverage: Where the line is drawn.
  mutating func end(
    before leadOut: PixelPoint?, in coverage: inout CoverageAccumulator<Int32>
  ) {
    guard let segment else {
      // All points are one: a dot, unless the line goes on.
      if leadIn == nil && leadOut == nil && outline.cap == .round {
        coverage.add(
          .circle(center: last, radius: outline.reach / Double(PixelPoint.unitsPerPixel)),
          at: .origin)
      }
      return
    }
    var side = outline.side(of: segment)
    let leadOut = leadOut == last ? nil : leadOut
    if let leadOut,
      let corner = outline.plainCorner(segment, StrokedSegment(from: last, to: leadOut))
    {
      side = corner
    }
    add(segment, until: side, to: &coverage)
    guard isDrawing else { return }
    if leadOut == nil {
      addCap(at: last, from: side, to: &coverage)
    } else {
      // A hard corner is drawn by the line that begins here.
      coverage.add(last.offset(by: side), last.offset(by: side.opposite))
    }
  }

  /// Prepares the first segment.
  private mutating func begin(
    with new: StrokedSegment, in coverage: inout CoverageAccumulator<Int32>
  ) {
    startSide = outline.side(of: new)
    guard let leadIn, leadIn != last else {
      if outline.mayShow(new.start, new.end, in: coverage) {
        addCap(at: last, from: startSide.opposite, to: &coverage)
        isDrawing = true
      }
      return
    }
    let before = StrokedSegment(from: leadIn, to: last)
    if let corner = outline.plainCorner(before, new) {
      startSide = corner
    } else if outline.mayShow(last, last, in: coverage) {
      let side = outline.side(of: before)
      coverage.add(last.offset(by: side.opposite), last.offset(by: side))
      addHardCorner(at: last, side, startSide, to: &coverage)
      isDrawing = true
    }
  }

  /// Adds the segment before a corner, and the corner itself when it is hard.
  @inline(__always)
  private mutating func turn(
    from before: StrokedSegment, to after: StrokedSegment,
    in coverage: inout CoverageAccumulator<Int32>
  ) {
    if let corner = outline.plainCorner(before, after) {
      add(before, until: corner, to: &coverage)
      startSide = corner
    } else {
      let (sideBefore, sideAfter) = (outline.side(of: before), outline.side(of: after))
      add(before, until: sideBefore, to: &coverage)
      if isDrawing { addHardCorner(at: after.start, sideBefore, sideAfter, to: &coverage) }
      startSide = sideAfter
    }
  }

  /// Adds the two sides of a segment; where the outline goes out of sight or comes back, it is closed.
  @inline(__always)
  private mutating func add(
    _ segment: StrokedSegment, until endSide: PixelPoint,
    to coverage: inout CoverageAccumulator<Int32>
  ) {
    let isVisible = outline.mayShow(segment.start, segment.end, in: coverage)
    let (left, right) = (
      segment.start.offset(by: startSide), segment.start.offset(by: startSide.opposite)
    )
    if isVisible != isDrawing {
      if isVisible { coverage.add(right, left) } else { coverage.add(left, right) }
      isDrawing = isVisible
    }
    guard isVisible else { return }
    coverage.add(left, segment.end.offset(by: endSide))
    coverage.add(segment.end.offset(by: endSide.opposite), right)
  }

  /// Connects two segments that end square to their directions.
  @inline(never)
  private func addHardCorner(
    at corner: PixelPoint, _ before: PixelPoint, _ after: PixelPoint,
    to coverage: inout CoverageAccumulator<Int32>
  ) {
    let turn = before.x &* after.y &- before.y &* after.x
    if turn > 0 {
      addOuterSide(at: corner, from: before, to: after, to: &coverage)
      pivot(at: corner, from: after.opposite, to: before.opposite, to: &coverage)
    } else if turn < 0 {
      pivot(at: corner, from: before, to: after, to: &coverage)
      addOuterSide(at: corner, from: after.opposite, to: before.opposite, to: &coverage)
    } else {
      // The line turns back on itself.
      if outline.join == .round {
        addHalfDisc(at: corner, from: before, to: &coverage)
      } else {
        coverage.add(corner.offset(by: before), corner.offset(by: after))
      }
      pivot(at: corner, from: after.opposite, to: before.opposite, to: &coverage)
    }
  }

  private func addOuterSide(
    at corner: PixelPoint, from start: PixelPoint, to end: PixelPoint,
    to coverage: inout CoverageAccumulator<Int32>
  ) {
    if outline.join == .round {
      addArc(around: corner, from: start, to: end, to: &coverage)
      return
    }
    // The mitre, where only the segments' shortness made the corner hard.
    let dot = Double(start.x) * Double(end.x) + Double(start.y) * Double(end.y)
    let agreement = 1 + dot / (outline.reach * outline.reach)
    if outline.join == .miter && agreement >= 0.125 {
      let tip = PixelPoint(
        x: (Double(start.x &+ end.x) / agreement).nearestWhole,
        y: (Double(start.y &+ end.y) / agreement).nearestWhole)
      coverage.add(corner.offset(by: start), corner.offset(by: tip))
      coverage.add(corner.offset(by: tip), corner.offset(by: end))
    } else {
      coverage.add(corner.offset(by: start), corner.offset(by: end))
    }
  }

  /// Adds an end of the line, clockwise from one end of a segment's side to the other.
  private func addCap(
    at center: PixelPoint, from side: PixelPoint, to coverage: inout CoverageAccumulator<Int32>
  ) {
    let ahead = PixelPoint(x: 0 &- side.y, y: side.x)
    switch outline.cap {
    case .round: addHalfDisc(at: center, from: side, to: &coverage)
    case .butt: coverage.add(center.offset(by: side), center.offset(by: side.opposite))
    case .square:
      let left = center.offset(by: side.offset(by: ahead))
      let right = center.offset(by: side.opposite.offset(by: ahead))
      coverage.add(center.offset(by: side), left)
      coverage.add(left, right)
      coverage.add(right, center.offset(by: side.opposite))
    }
  }

  private func addHalfDisc(
    at center: PixelPoint, from side: PixelPoint, to coverage: inout CoverageAccumulator<Int32>
  ) {
    let ahead = PixelPoint(x: 0 &- side.y, y: side.x)
    addArc(around: center, from: side, to: ahead, to: &coverage)
    addArc(around: center, from: ahead, to: side.opposite, to: &coverage)
  }

  private func addArc(
    around center: PixelPoint, from start: PixelPoint, to end: PixelPoint,
    to coverage: inout CoverageAccumulator<Int32>
  ) {
    var last = center.offset(by: start)
    Arc.flatten(from: start, to: end, radius: outline.reach) {
      let next = center.offset(by: $0)
      coverage.add(last, next)
      last = next
    }
    coverage.add(last, center.offset(by: end))
  }

  private func pivot(
    at corner: PixelPoint, from start: PixelPoint, to end: PixelPoint,
    to coverage: inout CoverageAccumulator<Int32>
  ) {
    coverage.add(corner.offset(by: start), corner)
    coverage.add(corner, corner.offset(by: end))
  }
}
