public import MaillageGeometry

extension Quadtree {
  /// The rows at most a radius away, nearest first, rows equally far in ascending order.
  ///
  /// Poles, the antimeridian and radii beyond half the earth are no exceptions.
  ///
  /// - Parameters:
  ///   - center: A valid position; there is no answer around any other.
  ///   - radius: Metres along the geodesic on WGS 84, edge included.
  ///   - selection: The rows to look among, with capacity ``rowCount``; all when `nil`.
  /// - Returns: Neighbours by distance, then row.
  /// - Complexity: O(√n + k log k) for points spread evenly, k the number of rows found.
  public func neighbors(
    of center: Coordinate, within radius: Double, selection: Bitset? = nil
  ) -> [Neighbor] {
    var found: [Neighbor] = []
    visitNeighbors(of: center, within: radius, selection: selection) { found.append($0) }
    found.sort()
    return found
  }

  /// Visits the points within a radius in no order.
  ///
  /// A chord is never longer than the geodesic above it: what is farther than the radius in a
  /// straight line through the earth is left out, node by node, then point by point. Only for
  /// what remains, a shell of r³ / 24R² too much, is the geodesic computed.
  @inline(__always)
  func visitNeighbors(
    of center: Coordinate, within radius: Double, selection: Bitset?,
    _ visit: (Neighbor) -> Void
  ) {
    guard !nodes.isEmpty, center.isValid, radius >= 0 else { return }
    let place = WGS84.earthCentred(center) * EarthGrid.stepsPerMetre
    let chord = (radius + EarthGrid.error) * EarthGrid.stepsPerMetre
    let limit = chord * chord
    // Points of one position lie side by side: their distance is computed once.
    var last = Coordinate(longitude: .nan, latitude: .nan)
    var distance = 0.0
    var pending = [0]
    while let index = pending.popLast() {
      let node = nodes[index]
      guard node.squaredDistance(from: place) <= limit else { continue }
      guard node.isLeaf else {
        pending.append(contentsOf: node.children)
        continue
      }
      for point in node.points
      where squaredChord(to: point, from: place) <= limit && isSelected(point, selection) {
        if coordinates[point] != last {
          last = coordinates[point]
          distance = Geodesic.distance(from: center, to: last)
        }
        if distance <= radius { visit(Neighbor(row: Int(rows[point]), distance: distance)) }
      }
    }
  }

  /// The square of the straight line to a point, in ``EarthGrid`` steps.
  @inline(__always)
  func squaredChord(to point: Int, from place: SIMD3<Double>) -> Double {
    let x = Double(earthX[point]) - place.x
    let y = Double(earthY[point]) - place.y
    let z = Double(earthZ[point]) - place.z
    return x * x + y * y + z * z
  }
}
