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
    visitRuns { branch in
      wedge.look(at: branch)
    } take: { runs, _ in
      for index in runs.indices {
        let run = runs[index]
        if run.isInside {
          found.append(run.start..<run.end)
        } else {
          for point in run.start..<run.end where wedge.holds(coordinates[point]) {
            found.append(point..<point + 1)
          }
        }
      }
    }
    return Self.joined(found)
  }

  /// Ranges ascending, adjacent ones made one.
  private static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, last.upperBound == range.lowerBound {
        joined[joined.count - 1] = last.lowerBound..<range.upperBound
      } else {
        joined.append(range)
      }
    }
    return joined
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
