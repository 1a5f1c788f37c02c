extension CoverageAccumulator where Cell == Int32 {
  /// Adds a path moved by `origin`, every contour closed; their directions give the sign.
  ///
  /// - Complexity: O(n + s), n the corners, s the pixels and rows the visible edges meet.
  mutating func add(_ path: Path, at origin: PixelPoint) {
    let points = path.points.span
    for index in path.contours.indices {
      let range = path.range(ofContour: index)
      var last = points[range.upperBound - 1].offset(by: origin)
      for position in range {
        let next = points[position].offset(by: origin)
        add(last, next)
        last = next
      }
    }
  }

  /// Adds an edge of weight 1.
  @inline(__always)
  mutating func add(_ start: PixelPoint, _ end: PixelPoint) {
    add(start, end, weight: 1)
  }
}
