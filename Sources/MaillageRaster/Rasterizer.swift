/// Draws lines and areas on canvases of one size, with room that is kept from one to the next.
public struct Rasterizer: ~Copyable, Sendable {
  /// Canvas width in px.
  public let width: Int
  /// Canvas height in px.
  public let height: Int
  private var line: CoverageAccumulator<Int32>
  private var areas: CoverageAccumulator<CoverageLanes>

  /// The most kinds of areas one call fills.
  public static let mostAreas = 4

  /// Prepares the room for canvases of a size in px, 1 … ``Pixmap/largestSide`` each.
  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
    line = CoverageAccumulator(width: width, height: height)
    areas = CoverageAccumulator(width: width, height: height)
  }

  /// Fills the areas between lines.
  ///
  /// - Parameters:
  ///   - lines: Their areas 1 … 4 are filled; area 0 and what no line encloses stay as they are.
  ///   - inks: The ink of area 1 and so on, at most four.
  ///   - canvas: Of this rasteriser's size.
  /// - Complexity: O(n + m), n the points, m the pixels.
  public mutating func fillAreas(
    of lines: borrowing LineBatch, inks: [UInt8], on canvas: inout TileCanvas
  ) {
    precondition(canvas.width == width && canvas.height == height, "a canvas of another size")
    var laneInks = SIMD4<UInt8>.zero
    for (lane, ink) in inks.prefix(Self.mostAreas).enumerated() { laneInks[lane] = ink }
    for step in lines.steps {
      let count = CoverageLanes(repeating: Int16(truncatingIfNeeded: step.count))
      areas.addLeft(from: step.y, weight: Self.weight(step.area) &* count)
    }
    let points = lines.points.span
    for line in lines.lines where line.left != line.right && line.end > line.start {
      // On a line that runs down the screen, pixels to its right on the screen are on its left.
      let weight = Self.weight(line.left) &- Self.weight(line.right)
      var last = points[line.start]
      for index in (line.start &+ 1)..<max(line.end, line.start &+ 1) {
        let next = points[index]
        areas.add(last, next, weight: weight)
        last = next
      }
    }
    canvas.paintAreas(laneInks, &areas)
  }

  @inline(__always)
  private static func weight(_ area: UInt8) -> CoverageLanes {
    var weight = CoverageLanes.zero
    if area > 0 { weight[Int(area &- 1) & 3] = 1 }
    return weight
  }

  /// Draws along the lines of some pens.
  ///
  /// - Parameters:
  ///   - lines: Where those drawn overlap, pixels are covered once.
  ///   - pens: Which lines: the sum of the pens.
  ///   - stroke: How they look; nothing is drawn when the width is not above 0.
  ///   - ink: The ink.
  ///   - canvas: Of this rasteriser's size.
  /// - Complexity: O(n + m), n the points, m the pixels touched.
  public mutating func stroke(
    _ lines: borrowing LineBatch, pens: UInt8, _ stroke: Stroke, ink: UInt8,
    on canvas: inout TileCanvas
  ) {
    precondition(canvas.width == width && canvas.height == height, "a canvas of another size")
    guard let outline = StrokeOutline(stroke) else { return }
    let points = lines.points.span
    for line in lines.lines where line.pen & pens != 0 && line.end > line.start {
      var stroked = StrokedLine(
        points[line.start], after: line.hasLeadIn ? points[line.start &- 1] : nil, outline: outline)
      for index in (line.start &+ 1)..<line.end {
        stroked.extend(to: points[index], in: &self.line)
      }
      stroked.end(before: line.hasLeadOut ? points[line.end] : nil, in: &self.line)
    }
    canvas.paint(Int(ink), &self.line)
  }
}
