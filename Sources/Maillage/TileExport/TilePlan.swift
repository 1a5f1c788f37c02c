public import MaillageGeometry

/// The tiles an export has: all of a bounding box over some zooms, in the order of PMTiles.
///
/// Tiles are numbered zoom after zoom along the Hilbert curve. A box is a few stretches of that curve,
/// about as many as tiles lie along its sides, so a plan of millions of tiles is small and any of
/// them is found by its position.
public struct TilePlan: RandomAccessCollection, Sendable {
  /// The box.
  public let boundingBox: BoundingBox
  /// The zooms.
  public let zooms: ClosedRange<Int>

  /// Tiles that follow each other on the curve, as many as possible in one stretch.
  struct Stretch: Hashable, Sendable {
    /// The position of the first tile in the plan.
    let position: Int
    /// The first tile's number on the curve.
    let firstID: Int
    var count: Int
  }

  /// In the order of the curve, with gaps between them.
  let stretches: [Stretch]
  /// The number of tiles.
  public let count: Int

  /// The most tiles that one export may have.
  public static let maximumCount = 50_000_000

  /// Plans an export.
  ///
  /// - Parameters:
  ///   - boundingBox: Degrees; it crosses the antimeridian where its west is greater than its east.
  ///     What lies beyond ±85.05° has no tiles.
  ///   - zooms: First and last zoom, within 0 … ``Tile/maximumZoom``.
  /// - Throws: ``TileExportError/tooManyTiles(count:limit:)`` beyond ``maximumCount``.
  /// - Complexity: O(s), s the number of tiles along the sides of the box.
  public init(_ boundingBox: BoundingBox, zooms: ClosedRange<Int>) throws(TileExportError) {
    precondition(
      zooms.lowerBound >= 0 && zooms.upperBound <= Tile.maximumZoom,
      "zooms must be 0 … \(Tile.maximumZoom)")
    self.boundingBox = boundingBox
    self.zooms = zooms
    let ranges = zooms.map { boundingBox.tileRanges(zoom: $0) }
    count = ranges.joined().reduce(0) { $0 + $1.count }
    guard count <= Self.maximumCount else {
      throw .tooManyTiles(count: count, limit: Self.maximumCount)
    }
    var walk = Walk()
    for (zoom, ranges) in zip(zooms, ranges) {
      walk.visit(ranges, zoom: zoom, level: 0, column: 0, row: 0, place: 0, frame: HilbertCurve())
    }
    stretches = walk.stretches
  }

  /// The position of the first tile.
  public var startIndex: Int { 0 }
  /// The position behind the last tile.
  public var endIndex: Int { count }

  /// The tile at a position.
  ///
  /// - Complexity: O(log s + z), s the number of tiles along the sides of the box, z the zoom.
  public subscript(position: Int) -> Tile {
    precondition(indices.contains(position), "position \(position) of \(count)")
    let stretch = stretches[stretchIndex(of: position)]
    let id = stretch.firstID + position - stretch.position
    guard let tile = HilbertCurve.tile(id: id) else { preconditionFailure("no tile \(id)") }
    return tile
  }

  /// Where the stretch with a position stands among the stretches.
  func stretchIndex(of position: Int) -> Int {
    var (low, high) = (0, stretches.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if stretches[middle].position <= position { low = middle } else { high = middle }
    }
    return low
  }

  /// The columns that a zoom's tiles stand in, ascending.
  func columns(zoom: Int) -> [Int] {
    boundingBox.tileRanges(zoom: zoom).flatMap(\.columns)
  }
}

/// The walk down the quarters of the world that finds a box's stretches of the curve.
private struct Walk {
  var stretches: [TilePlan.Stretch] = []
  private var count = 0

  /// Visits the square of one tile, in the order of the curve; wholly outside and wholly inside end it.
  ///
  /// - Parameters:
  ///   - ranges: What is sought.
  ///   - zoom: The zoom of what is sought.
  ///   - level: The zoom of the square's tile.
  ///   - column: The tile's column.
  ///   - row: The tile's row.
  ///   - place: How many squares of its level come before it.
  ///   - frame: How the curve stands in it.
  mutating func visit(
    _ ranges: [TileRange], zoom: Int, level: Int, column: Int, row: Int, place: Int,
    frame: HilbertCurve
  ) {
    let depth = zoom - level
    let side = 1 << depth
    let square = TileRange(
      columns: column << depth...column << depth + side - 1,
      rows: row << depth...row << depth + side - 1)
    guard ranges.contains(where: { $0.overlaps(square) }) else { return }
    if ranges.contains(where: { $0.contains(square) }) {
      append(HilbertCurve.firstID(zoom: zoom) + place << (2 * depth), count: side * side)
      return
    }
    for number in 0..<4 {
      let quarter = frame.quarter(number)
      visit(
        ranges, zoom: zoom, level: level + 1, column: column << 1 | quarter.column,
        row: row << 1 | quarter.row, place: place << 2 | number, frame: quarter.frame)
    }
  }

  private mutating func append(_ firstID: Int, count added: Int) {
    if let last = stretches.last, last.firstID + last.count == firstID {
      stretches[stretches.count - 1].count += added
    } else {
      stretches.append(.init(position: count, firstID: firstID, count: added))
    }
    count += added
  }
}
