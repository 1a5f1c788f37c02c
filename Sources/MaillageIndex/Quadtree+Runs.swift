public import MaillageGeometry

extension Quadtree {
  /// The points in a box as ranges along the curve, ascending, none adjacent to the next.
  ///
  /// Where rows stand in Morton order these are ranges of rows: a box is a few runs of bits, and
  /// a cell that lies in it whole costs nothing for each of its points.
  ///
  /// - Parameter box: Sides in degrees, which belong to it; west greater than east crosses the
  ///   antimeridian.
  /// - Returns: Ranges of places, 0 ..< ``count``.
  /// - Complexity: O(√n) for points spread evenly, n their number.
  public func runs(in box: BoundingBox) -> [Range<Int>] {
    guard let wedge = EarthWedge(box) else { return [] }
    var found: [Range<Int>] = []
    func add(_ run: Range<Int>) {
      if let last = found.last, last.upperBound == run.lowerBound {
        found[found.count - 1] = last.lowerBound..<run.upperBound
      } else {
        found.append(run)
      }
    }
    visitRuns { branch in
      wedge.look(at: branch)
    } take: { runs in
      for index in 0..<runs.count {
        let (start, end) = runs.points(index)
        if runs.isInside(index) {
          add(start..<end)
        } else {
          for point in start..<end where wedge.holds(coordinates[point]) { add(point..<point + 1) }
        }
      }
    }
    return found
  }

  /// The order that puts positions along the curve: by Morton code, equal ones as they stand, those
  /// that are no positions last.
  ///
  /// - Parameter coordinates: Fewer than 2³² positions; ones that are not valid have no code.
  /// - Returns: For each place of the order, the position's index in the array.
  /// - Complexity: O(n), n the number of positions.
  public static func order(of coordinates: [Coordinate]) -> [UInt32] {
    precondition(coordinates.count < UInt32.max, "a row is a 32-bit number")
    var keys: [UInt64] = []
    var order: [UInt32] = []
    var others: [UInt32] = []
    keys.reserveCapacity(coordinates.count)
    order.reserveCapacity(coordinates.count)
    for (index, coordinate) in coordinates.enumerated() {
      if coordinate.isValid {
        keys.append(MortonCode(WorldPoint(coordinate)).bits)
        order.append(UInt32(index))
      } else {
        others.append(UInt32(index))
      }
    }
    var sorter = RadixSort()
    sorter.sort(keys: &keys, values: &order)
    return order + others
  }
}
