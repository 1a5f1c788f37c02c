/// A small shape ready to be laid on a canvas in any ink, as runs of covered pixels.
///
/// Made once, drawn often: discs, signs, numbers, names.
public struct InkMask: Sendable {
  /// Neighbouring pixels of one row.
  struct Run: Sendable {
    let row: Int16
    let start: Int16
    let count: Int16
    /// Where its coverages begin in ``InkMask/values``; below 0 where all pixels are wholly covered.
    let values: Int32
  }

  /// The column of the first pixel, in px right of the origin.
  let left: Int
  /// The row of the first pixel, in px below the origin.
  let top: Int
  /// In px.
  let width: Int
  /// In px.
  let height: Int
  private(set) var runs: [Run] = []
  private(set) var values: [UInt8] = []

  /// The bytes of memory it takes.
  public var byteCount: Int {
    runs.count * MemoryLayout<Run>.stride + values.count + MemoryLayout<InkMask>.stride
  }

  /// A filled path around the origin.
  public init(_ path: Path) {
    self.init(CoverageMask(path))
  }

  /// A stroke along a path around the origin.
  public init(_ path: Path, _ stroke: Stroke) {
    self.init(CoverageMask(path, stroke))
  }

  /// A line of text that starts at the origin.
  ///
  /// - Parameters:
  ///   - text: The line.
  ///   - halo: How far the mask reaches beyond the glyphs, in px.
  public init(_ text: ShapedText, halo: Double = 0) {
    let halo = halo > 0 ? Halo(color: .white, width: halo) : nil
    guard let box = text.bounds(halo: halo) else {
      self.init(CoverageMask(columns: 0..<0, rows: 0..<0))
      return
    }
    self.init(
      text.mask(
        rim: halo?.rim ?? 0, columns: box.minimum.x >> 8..<box.maximum.x >> 8,
        rows: box.minimum.y >> 8..<box.maximum.y >> 8))
  }

  /// Cuts coverages into runs.
  init(_ mask: CoverageMask) {
    left = mask.left
    top = mask.top
    width = mask.width
    height = mask.height
    for row in 0..<mask.height {
      var column = 0
      while column < mask.width {
        let value = mask.values[row * mask.width + column]
        let start = column
        if value == 255 {
          while column < mask.width, mask.values[row * mask.width + column] == 255 { column += 1 }
          runs.append(
            Run(row: Int16(row), start: Int16(start), count: Int16(column - start), values: -1))
        } else if value >= 16 {
          // Coverages below the first of 16 steps change nothing.
          let first = values.count
          while column < mask.width, (16..<255).contains(mask.values[row * mask.width + column]) {
            values.append(mask.values[row * mask.width + column])
            column += 1
          }
          runs.append(
            Run(
              row: Int16(row), start: Int16(start), count: Int16(column - start),
              values: Int32(first)))
        } else {
          column += 1
        }
      }
    }
  }
}
