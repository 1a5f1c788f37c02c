import MaillageGeometry

/// The order of tiles in a PMTiles archive: zoom after zoom, each along its Hilbert curve.
///
/// The curve enters a square of tiles in one corner and leaves it in a neighbouring one. In its own
/// frame it visits the quarters (0, 0), (0, 1), (1, 1), (1, 0) — column, row — and the frame of the
/// first is transposed, that of the last transposed and turned by 180°:
///
///     0 │ 3
///     ──┼──
///     1 │ 2
///
/// Source: D. Hilbert, "Über die stetige Abbildung einer Linie auf ein Flächenstück", 1891.
struct HilbertCurve {
  /// How the frame of a square stands; the two moves commute.
  private var isTransposed = false
  private var isTurned = false

  /// The column and row, 0 or 1, of the quarter that the curve visits `number`-th, and its frame.
  func quarter(_ number: Int) -> (column: Int, row: Int, frame: HilbertCurve) {
    let (column, row) = (number >> 1, (number ^ number >> 1) & 1)
    let turn = isTurned ? 1 : 0
    let (x, y) = isTransposed ? (row ^ turn, column ^ turn) : (column ^ turn, row ^ turn)
    return (x, y, frame(of: number))
  }

  /// Which quarter lies in a column and row, 0 or 1, and its frame.
  private func quarter(column: Int, row: Int) -> (number: Int, frame: HilbertCurve) {
    let turn = isTurned ? 1 : 0
    let (x, y) = isTransposed ? (row ^ turn, column ^ turn) : (column ^ turn, row ^ turn)
    let number = 3 * x ^ y
    return (number, frame(of: number))
  }

  private func frame(of number: Int) -> HilbertCurve {
    var frame = self
    if number == 0 || number == 3 { frame.isTransposed.toggle() }
    if number == 3 { frame.isTurned.toggle() }
    return frame
  }

  /// How many tiles the zooms before one have: the number of its first tile.
  static func firstID(zoom: Int) -> Int { (1 << (2 * zoom) - 1) / 3 }

  /// A tile's number.
  ///
  /// - Complexity: O(zoom).
  static func id(of tile: Tile) -> Int {
    var frame = HilbertCurve()
    var place = 0
    for level in (0..<tile.zoom).reversed() {
      let quarter = frame.quarter(column: tile.x >> level & 1, row: tile.y >> level & 1)
      place = place << 2 | quarter.number
      frame = quarter.frame
    }
    return firstID(zoom: tile.zoom) + place
  }

  /// The tile of a number; `nil` when it lies beyond the deepest zoom, or is negative.
  ///
  /// - Complexity: O(zoom).
  static func tile(id: Int) -> Tile? {
    guard id >= 0, id < firstID(zoom: Tile.maximumZoom + 1) else { return nil }
    // 3 · id + 1 lies in 4ᶻ ..< 4ᶻ⁺¹.
    let zoom = (Int.bitWidth - 1 - (3 * id + 1).leadingZeroBitCount) / 2
    let place = id - firstID(zoom: zoom)
    var frame = HilbertCurve()
    var (x, y) = (0, 0)
    for level in (0..<zoom).reversed() {
      let quarter = frame.quarter(place >> (2 * level) & 3)
      (x, y) = (x << 1 | quarter.column, y << 1 | quarter.row)
      frame = quarter.frame
    }
    return Tile(zoom: zoom, x: x, y: y)
  }
}
