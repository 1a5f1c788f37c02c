import MaillageGeometry

/// A rectangle of tiles of one zoom.
struct TileRange: Hashable, Sendable {
  let columns: ClosedRange<Int>
  let rows: ClosedRange<Int>

  /// The number of tiles.
  var count: Int { columns.count * rows.count }

  /// Whether all tiles of another rectangle are in this one.
  func contains(_ other: TileRange) -> Bool {
    columns.lowerBound <= other.columns.lowerBound && other.columns.upperBound <= columns.upperBound
      && rows.lowerBound <= other.rows.lowerBound && other.rows.upperBound <= rows.upperBound
  }

  /// Whether the rectangles have a tile in common.
  func overlaps(_ other: TileRange) -> Bool {
    columns.overlaps(other.columns) && rows.overlaps(other.rows)
  }
}

extension BoundingBox {
  /// The tiles of a zoom that the box lies on: one rectangle, or two where it crosses the antimeridian.
  ///
  /// A side on the edge between two tiles, to the centimetre, belongs to the tile inside of the box;
  /// a box without an area has the tile it lies in.
  func tileRanges(zoom: Int) -> [TileRange] {
    let last = 1 << zoom - 1
    func corner(_ longitude: Double, _ latitude: Double) -> WorldPoint {
      WorldPoint(Coordinate(longitude: longitude, latitude: latitude))
    }
    func index(_ place: UInt32) -> Int { Int(UInt64(place) >> (32 - zoom)) }
    func span(_ first: UInt32, _ last: UInt32) -> ClosedRange<Int> {
      let start = index(first < .max ? first + 1 : first)
      return start...max(start, index(last > 0 ? last - 1 : last))
    }
    // The antimeridian is where the square begins in the west and ends in the east.
    let west = west == 180 ? -180 : self.west
    let east = east == -180 ? 180 : self.east
    let northWest = corner(west, north)
    let southEast = corner(east, south)
    let end = east == 180 ? UInt32.max : southEast.x
    let rows = span(northWest.y, southEast.y)
    guard west > east else { return [TileRange(columns: span(northWest.x, end), rows: rows)] }
    let eastern = span(northWest.x, .max).lowerBound...last
    let western = 0...span(0, end).upperBound
    guard western.upperBound < eastern.lowerBound - 1 else {
      return [TileRange(columns: 0...last, rows: rows)]
    }
    return [TileRange(columns: western, rows: rows), TileRange(columns: eastern, rows: rows)]
  }
}
