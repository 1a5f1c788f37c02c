/// The coverage of a small shape, one byte a pixel, placed relative to an origin.
struct CoverageMask: Sendable {
  /// Column of the first pixel, in px right of the origin.
  let left: Int
  /// Row of the first pixel, in px below the origin.
  let top: Int
  /// In px.
  let width: Int
  /// In px.
  let height: Int
  /// `width` · `height` values, 0 … 255.
  private(set) var values: [UInt8]

  /// Creates a mask without coverage; nothing when the ranges are empty.
  init(columns: Range<Int>, rows: Range<Int>) {
    left = columns.lowerBound
    top = rows.lowerBound
    width = columns.count
    height = rows.count
    values = [UInt8](repeating: 0, count: width * height)
  }

  /// The mask's place, in 1/256 px.
  var box: PixelBox {
    PixelBox(
      minimum: PixelPoint(x: left * 256, y: top * 256),
      maximum: PixelPoint(x: (left + width) * 256, y: (top + height) * 256))
  }

  /// The columns of the mask, in px right of the origin.
  var columns: Range<Int> { left..<left + width }
  /// The rows of the mask, in px below the origin.
  var rows: Range<Int> { top..<top + height }

  /// The coverage of a path, widened on all sides by `rim` px.
  init(_ path: Path, rim: Double = 0) {
    guard let bounds = path.bounds else {
      self.init(columns: 0..<0, rows: 0..<0)
      return
    }
    let margin = rim > 0 ? (rim * 256).nearestInteger + 2 : 0
    let box = PixelBox(
      minimum: bounds.minimum.offset(by: PixelPoint(x: -margin, y: -margin)),
      maximum: bounds.maximum.offset(by: PixelPoint(x: margin, y: margin))
    ).roundedOut
    self.init(
      columns: (box.minimum.x >> 8)..<(box.maximum.x >> 8),
      rows: (box.minimum.y >> 8)..<(box.maximum.y >> 8))
    let origin = PixelPoint(x: left * -256, y: top * -256)
    var coverage = CoverageAccumulator<Int32>(width: width, height: height)
    coverage.add(path, at: origin)
    unite(with: &coverage)
    if let outline = StrokeOutline(Stroke(width: rim * 2)) {
      outline.add(path, at: origin, to: &coverage)
      unite(with: &coverage)
    }
  }

  /// The coverage of a stroke along a path.
  init(_ path: Path, _ stroke: Stroke) {
    guard let bounds = path.bounds, let outline = StrokeOutline(stroke) else {
      self.init(columns: 0..<0, rows: 0..<0)
      return
    }
    let margin = outline.margin
    let box = PixelBox(
      minimum: bounds.minimum.offset(by: PixelPoint(x: -margin, y: -margin)),
      maximum: bounds.maximum.offset(by: PixelPoint(x: margin, y: margin))
    ).roundedOut
    self.init(
      columns: (box.minimum.x >> 8)..<(box.maximum.x >> 8),
      rows: (box.minimum.y >> 8)..<(box.maximum.y >> 8))
    var coverage = CoverageAccumulator<Int32>(width: width, height: height)
    outline.add(path, at: PixelPoint(x: left * -256, y: top * -256), to: &coverage)
    unite(with: &coverage)
  }

  /// Raises each pixel to the coverage of a shape.
  private mutating func unite(with coverage: inout CoverageAccumulator<Int32>) {
    let width = width
    var values = values.mutableSpan
    coverage.drain { row, start, end, sum in
      let value = FillRule.nonZero.coverage(of: sum)
      for position in row &* width &+ start..<row &* width &+ end {
        values[position] = max(values[position], value)
      }
    }
  }

  /// Raises each pixel to the coverage of another mask moved right by `dx` px.
  ///
  /// What lies outside this mask is left out.
  mutating func formUnion(_ other: CoverageMask, movedBy dx: Int) {
    let columns = (other.left + dx..<other.left + dx + other.width).clamped(to: columns)
    let rows = other.rows.clamped(to: rows)
    guard !columns.isEmpty else { return }
    let (left, top, width) = (left, top, width)
    let source = other.values.span
    var target = values.mutableSpan
    for row in rows {
      let from = (row - other.top) * other.width - other.left - dx
      let to = (row - top) * width - left
      for column in columns {
        target[to + column] = max(target[to + column], source[from + column])
      }
    }
  }
}
