extension Pixmap {
  /// Fills a shape, its edges antialiased by the exact area covered.
  ///
  /// - Parameters:
  ///   - path: The shape; open contours are closed.
  ///   - rule: What counts as inside where contours meet.
  ///   - color: Laid over what is there.
  ///   - origin: Where the path's own (0, 0) lies on the canvas, in 1/256 px.
  /// - Complexity: O(n + m), n the corners of the path, m the pixels of its visible part.
  public mutating func fill(
    _ path: Path, rule: FillRule = .nonZero, color: Color, at origin: PixelPoint = .origin
  ) {
    paint(color, rule: rule) { $0.add(path, at: origin.limited) }
  }

  /// Draws along a path.
  ///
  /// Where a stroke overlaps itself, pixels are covered once.
  ///
  /// - Parameters:
  ///   - path: The middle of the line; a contour of one corner is a dot.
  ///   - stroke: The line; nothing is drawn when its width is not above 0.
  ///   - color: Laid over what is there.
  ///   - origin: Where the path's own (0, 0) lies on the canvas, in 1/256 px.
  /// - Complexity: O(n + m), n the corners of the path, m the pixels of its visible part.
  public mutating func stroke(
    _ path: Path, _ stroke: Stroke, color: Color, at origin: PixelPoint = .origin
  ) {
    guard let outline = StrokeOutline(stroke) else { return }
    paint(color, rule: .nonZero) { outline.add(path, at: origin.limited, to: &$0) }
  }

  /// Draws along a path with round joins and caps, `lineWidth` px wide.
  public mutating func stroke(
    _ path: Path, width lineWidth: Double, color: Color, at origin: PixelPoint = .origin
  ) {
    stroke(path, Stroke(width: lineWidth), color: color, at: origin)
  }

  /// Lays a colour over the inside of the shape that `trace` adds.
  private mutating func paint(
    _ color: Color, rule: FillRule, _ trace: (inout CoverageAccumulator<Int32>) -> Void
  ) {
    guard color.alpha > 0, !pixels.isEmpty else { return }
    let paint = PremultipliedColor(color)
    let width = width
    CoverageAccumulator.withSpare(width: width, height: height) { coverage in
      trace(&coverage)
      var target = pixels.mutableSpan
      coverage.drain { row, start, end, sum in
        let color = paint.covering(rule.coverage(of: sum))
        let columns = row &* width &+ start..<row &* width &+ end
        if color.alpha == 255 {
          for position in columns { target[position] = color.bits }
        } else if color.alpha > 0 {
          for position in columns { target[position] = color.over(target[position]) }
        }
      }
    }
  }
}
