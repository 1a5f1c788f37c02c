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
  /// Earth-centred x, y and z, in ``EarthGrid`` steps; a block long at least.
  let earthX: [Int32]
  let earthY: [Int32]
  let earthZ: [Int32]
  /// The root first; empty when there are no points.
  let branches: [QuadtreeBranch]
  /// Where below the root to start.
  let directory: QuadtreeDirectory

  /// The number of rows, indexed or not: the capacity of a selection.
  public let rowCount: Int

  /// The number of indexed positions.
  public var count: Int { codes.count }

  /// The room the index takes, in bytes.
  public var byteCount: Int {
    count
      * (MemoryLayout<MortonCode>.stride + MemoryLayout<UInt32>.stride
        + MemoryLayout<Coordinate>.stride)
      + earthX.count * 3 * MemoryLayout<Int32>.stride
      + branches.capacity * MemoryLayout<QuadtreeBranch>.stride + directory.byteCount
  }

  /// Indexes positions; a row is the position's place in the array.
  ///
  /// Positions that are not valid, such as (nan, nan), keep their row but are in no answer.
  ///
  /// - Parameters:
  ///   - coordinates: Fewer than 2³¹ positions, in any order, equal ones welcome.
  ///   - threads: How many threads may work at once; the index is the same for any number.
  /// - Complexity: O(n), n the number of positions.
  public init(_ coordinates: [Coordinate], threads: Int = 1) {
    precondition(coordinates.count < Int32.max, "a row is a 31-bit number")
    rowCount = coordinates.count
    var rows: [UInt32] = []
    rows.reserveCapacity(coordinates.count)
    for row in coordinates.indices where coordinates[row].isValid { rows.append(UInt32(row)) }
    var codes = Self.codes(coordinates, rows, threads: threads)
    RadixSort.sort(codes: &codes, values: &rows, threads: threads)
    let sortedRows = rows
    let parts = Concurrently.map(rows.count, threads: threads, partLength: Self.partLength) {
      part in
      let positions = sortedRows[part].map { coordinates[Int($0)] }
      return (positions, EarthGrid.columns(positions))
    }
    self.codes = codes
    self.rows = rows
    self.coordinates = Concurrently.joined(parts.map(\.0))
    earthX = Concurrently.joined(parts.map(\.1.x))
    earthY = Concurrently.joined(parts.map(\.1.y))
    earthZ = Concurrently.joined(parts.map(\.1.z))
    branches = QuadtreeBuilder(codes: codes, x: earthX, y: earthY, z: earthZ).branches
    directory = QuadtreeDirectory(codes: codes, branches: branches)
  }

  /// Fewer positions than this are not worth a thread.
  private static let partLength = 10_000

  /// The Morton codes of some rows.
  private static func codes(
    _ coordinates: [Coordinate], _ rows: [UInt32], threads: Int
  ) -> [MortonCode] {
    Concurrently.joined(
      Concurrently.map(rows.count, threads: threads, partLength: partLength) { part in
        codes(coordinates, rows[part])
      })
  }

  private static func codes(
    _ coordinates: [Coordinate], _ rows: ArraySlice<UInt32>
  ) -> [MortonCode] {
    Array(capacity: rows.count) { codes in
      for index in stride(from: rows.startIndex, to: rows.endIndex, by: 2) {
        // The last of an odd number of rows is its own partner.
        let next = min(index + 1, rows.endIndex - 1)
        let (first, second) = WorldPoint.pair(
          coordinates[Int(rows[index])], coordinates[Int(rows[next])])
        codes.append(MortonCode(first))
        if next > index { codes.append(MortonCode(second)) }
      }
    }
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
