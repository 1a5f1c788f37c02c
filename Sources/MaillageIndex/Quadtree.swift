public import MaillageGeometry

/// Positions in an order that answers "what is here" and "what is near" without looking at all.
///
/// A linear quadtree: points are sorted by Morton code, so a node is a range of flat columns.
///
/// ```swift
/// let tree = Quadtree([angers, nantes, rennes])
/// tree.nearest(to: angers, limit: 2).map(\.row)  // [0, 1]
/// ```
///
/// Every answer equals that of a plain scan: what lies in a box is decided by the degrees given,
/// what lies within a radius by ``Geodesic/distance(from:to:)``.
public struct Quadtree: Sendable {
  // Columns in Morton order: entry i of each belongs to the same point.

  /// The sorted Morton codes.
  let codes: [MortonCode]
  /// The row of each point: its place in the array given.
  let rows: [UInt32]
  /// The positions as given.
  let coordinates: [Coordinate]
  /// Earth-centred x, y and z, in ``EarthGrid`` steps.
  let earthX: [Int32]
  let earthY: [Int32]
  let earthZ: [Int32]
  /// The root first, the children of a node side by side; empty when there are no points.
  let nodes: [QuadtreeNode]

  /// The number of rows, indexed or not: the capacity of a selection.
  public let rowCount: Int

  /// The number of indexed positions.
  public var count: Int { codes.count }

  /// Indexes positions; a row is the position's place in the array.
  ///
  /// Positions that are not valid, such as (nan, nan), keep their row but are in no answer.
  ///
  /// - Parameter coordinates: Fewer than 2³² positions, in any order, equal ones welcome.
  /// - Complexity: O(n), n the number of positions.
  public init(_ coordinates: [Coordinate]) {
    precondition(coordinates.count < UInt32.max, "a row is a 32-bit number")
    rowCount = coordinates.count
    var keys: [UInt64] = []
    var rows: [UInt32] = []
    keys.reserveCapacity(coordinates.count)
    rows.reserveCapacity(coordinates.count)
    for (row, coordinate) in coordinates.enumerated() where coordinate.isValid {
      keys.append(MortonCode(WorldPoint(coordinate)).bits)
      rows.append(UInt32(row))
    }
    var sorter = RadixSort()
    sorter.sort(keys: &keys, values: &rows)

    self.rows = rows
    codes = keys.map(MortonCode.init(bits:))
    self.coordinates = rows.map { coordinates[Int($0)] }
    (earthX, earthY, earthZ) = EarthGrid.columns(self.coordinates)
    nodes = QuadtreeNode.tree(
      codes: keys, coordinates: self.coordinates, x: earthX, y: earthY, z: earthZ)
  }

  /// A row and how far it is from the point asked about; ordered by distance, then row.
  public struct Neighbor: Hashable, Comparable, Sendable {
    /// The place in the array the tree was made of.
    public let row: Int
    /// Length of the geodesic on WGS 84, in metres.
    public let distance: Double

    /// Creates a neighbour from its row and its distance in metres.
    public init(row: Int, distance: Double) {
      self.row = row
      self.distance = distance
    }

    /// Whether one neighbour comes before another: it is nearer, or as near with a smaller row.
    public static func < (left: Neighbor, right: Neighbor) -> Bool {
      (left.distance, left.row) < (right.distance, right.row)
    }
  }
}

/// Earth-centred coordinates as integers.
enum EarthGrid {
  /// Steps in a metre: fine enough for a centimetre, and any difference of two fits 32 bits.
  static let stepsPerMetre = 128.0

  /// More than rounding to the grid can move a point, in metres: less than a step in three directions.
  static let error = 0.02

  /// The positions in space, one column a direction.
  static func columns(_ coordinates: [Coordinate]) -> (x: [Int32], y: [Int32], z: [Int32]) {
    var columns = ([Int32](), [Int32](), [Int32]())
    columns.0.reserveCapacity(coordinates.count)
    columns.1.reserveCapacity(coordinates.count)
    columns.2.reserveCapacity(coordinates.count)
    for coordinate in coordinates {
      let place = WGS84.earthCentred(coordinate) * stepsPerMetre
      columns.0.append(Int32(place.x))
      columns.1.append(Int32(place.y))
      columns.2.append(Int32(place.z))
    }
    return columns
  }
}
