/// A canvas drawn in inks: a palette index a pixel where the inks allow it, else RGBA.
///
/// Nothing that is drawn depends on where the canvas ends: a shape drawn on a larger canvas, moved by
/// whole pixels, has the same pixels.
public struct TileCanvas: Sendable {
  /// In px.
  public let width: Int
  /// In px.
  public let height: Int
  /// What it is drawn in.
  public let inks: Inks
  private var indexed: InkCanvas<IndexedInks>?
  private var trueColor: InkCanvas<TrueColorInks>?

  /// Creates a canvas covered by the first ink.
  ///
  /// - Parameters:
  ///   - width: In px, 1 … ``Pixmap/largestSide``.
  ///   - height: In px, 1 … ``Pixmap/largestSide``.
  ///   - inks: All it will be drawn in.
  public init(width: Int, height: Int, inks: Inks) {
    let sides = 1...Pixmap.largestSide
    precondition(
      sides.contains(width) && sides.contains(height), "a canvas has sides of 1 to 32768 px")
    self.width = width
    self.height = height
    self.inks = inks
    indexed = inks.indexed.map { InkCanvas(width: width, height: height, inks: $0) }
    trueColor = inks.trueColor.map { InkCanvas(width: width, height: height, inks: $0) }
  }

  /// Covers everything with one ink.
  public mutating func clear(_ ink: UInt8 = 0) {
    indexed?.clear(Int(ink))
    trueColor?.clear(Int(ink))
  }

  /// Takes over the pixels of a canvas of the same size and inks, without asking for memory.
  public mutating func copyPixels(of other: borrowing TileCanvas) {
    precondition(width == other.width && height == other.height, "a canvas of another size")
    if let pixels = other.indexed?.pixels { indexed?.pixels.replaceAll(with: pixels) }
    if let pixels = other.trueColor?.pixels { trueColor?.pixels.replaceAll(with: pixels) }
  }

  /// The bytes its pixels take.
  public var byteCount: Int {
    indexed?.pixels.count ?? (trueColor?.pixels.count ?? 0) * MemoryLayout<UInt32>.stride
  }

  /// Lays an ink over the canvas through a mask.
  ///
  /// - Parameters:
  ///   - mask: What falls outside of the canvas is left out.
  ///   - x: The column of the mask's origin.
  ///   - y: The row of the mask's origin.
  ///   - ink: The ink.
  /// - Complexity: O(n), n the pixels of the mask.
  public mutating func draw(_ mask: borrowing InkMask, atX x: Int, y: Int, ink: UInt8) {
    indexed?.draw(copy mask, atX: x, y: y, ink: Int(ink))
    trueColor?.draw(copy mask, atX: x, y: y, ink: Int(ink))
  }

  /// Replaces neighbouring pixels of a row by one ink, whatever was there.
  ///
  /// - Parameters:
  ///   - row: 0 ..< ``height``.
  ///   - columns: Within 0 ..< ``width``.
  ///   - ink: The ink, laid down as it is even when it is translucent.
  public mutating func replace(row: Int, columns: Range<Int>, ink: UInt8) {
    precondition(
      (0..<height).contains(row) && columns.lowerBound >= 0 && columns.upperBound <= width,
      "pixels outside of the canvas")
    indexed?.replace(row: row, columns: columns, ink: Int(ink))
    trueColor?.replace(row: row, columns: columns, ink: Int(ink))
  }

  mutating func paint(_ ink: Int, _ coverage: inout CoverageAccumulator<Int32>) {
    indexed?.paint(ink, &coverage)
    trueColor?.paint(ink, &coverage)
  }

  mutating func paintAreas(
    _ laneInks: SIMD4<UInt8>, _ coverage: inout CoverageAccumulator<CoverageLanes>
  ) {
    indexed?.paintAreas(laneInks, &coverage)
    trueColor?.paintAreas(laneInks, &coverage)
  }

  /// The rows of a palette canvas, each led by a filter byte; `nil` for RGBA.
  var indexedRows: [UInt8]? { indexed?.pixels }

  /// The straight colour of a pixel of an RGBA canvas.
  func trueColor(atColumn column: Int, row: Int) -> Color {
    guard let trueColor else { return .transparent }
    return PremultipliedColor(bits: trueColor.pixels[trueColor.start(ofRow: row) + column]).straight
  }

  /// The same picture as RGBA.
  public var pixmap: Pixmap {
    var pixmap = Pixmap(width: width, height: height)
    if let indexed {
      indexed.copyPixels(to: &pixmap.pixels, as: indexed.inks.palette.map(\.bits))
    } else if let trueColor {
      pixmap.pixels = trueColor.pixels
    }
    return pixmap
  }
}

extension InkCanvas where Blending == IndexedInks {
  /// Writes each pixel as what stands in its place of a list.
  fileprivate func copyPixels(to target: inout [UInt32], as colors: [UInt32]) {
    let (source, colors) = (pixels.span, colors.span)
    var target = target.mutableSpan
    for row in 0..<height {
      let start = start(ofRow: row)
      for column in 0..<width {
        target[row &* width &+ column] = colors[Int(source[start &+ column])]
      }
    }
  }
}

extension Array where Element: FixedWidthInteger {
  /// Overwrites the elements with as many others, in the memory they have.
  fileprivate mutating func replaceAll(with other: [Element]) {
    let source = other.span
    var target = mutableSpan
    for index in source.indices { target[index] = source[index] }
  }
}
