import MaillageGeometry

extension [Coordinate] {
  /// The ring in the Web Mercator square, open, without repeated points and without spikes (a line
  /// that goes out and comes back on itself).
  ///
  /// Fewer than three points mean that the ring is smaller than the grid.
  func worldRing() -> [WorldPoint] {
    var ring: [WorldPoint] = []
    ring.reserveCapacity(count)
    for coordinate in dropLast() {
      var point = WorldPoint(coordinate)
      // A ring that ends at the antimeridian from the west must not jump to its eastern side.
      if coordinate.longitude == 180 { point.x = .max }
      if ring.last == point { continue }
      if ring.count >= 2, ring[ring.count - 2] == point {
        ring.removeLast()
      } else {
        ring.append(point)
      }
    }
    while ring.count >= 3 {
      if ring.first == ring.last || ring.first == ring[ring.count - 2] {
        ring.removeLast()
      } else if ring.last == ring[1] {
        ring.removeFirst()
      } else {
        break
      }
    }
    return ring
  }
}

extension [WorldPoint] {
  /// Twice the area that the closed ring encloses, in square units; positive when the ring runs
  /// counter-clockwise on a map with north up.
  var doubledArea: Double {
    guard let origin = first else { return 0 }
    var area = 0.0
    for (from, to) in zip(self, dropFirst()) {
      area += (Double(to.x) - Double(origin.x)) * (Double(from.y) - Double(origin.y))
      area -= (Double(from.x) - Double(origin.x)) * (Double(to.y) - Double(origin.y))
    }
    return area
  }

  /// The smallest rectangle that holds every point; `nil` when there are none.
  var bounds: WorldRectangle? {
    guard let first else { return nil }
    var bounds = WorldRectangle(minimum: first, maximum: first)
    for point in self {
      bounds.minimum.x = Swift.min(bounds.minimum.x, point.x)
      bounds.minimum.y = Swift.min(bounds.minimum.y, point.y)
      bounds.maximum.x = Swift.max(bounds.maximum.x, point.x)
      bounds.maximum.y = Swift.max(bounds.maximum.y, point.y)
    }
    return bounds
  }
}
