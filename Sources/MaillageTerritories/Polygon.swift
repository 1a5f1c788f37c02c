public import MaillageGeometry

/// An area of the ellipsoid's surface with one outside and any number of holes, in degrees.
///
/// Every ring is closed (its last position repeats its first). The outside runs counter-clockwise
/// with north up, holes run clockwise, as RFC 7946 recommends; readers bring other files into this
/// order.
public struct Polygon: Hashable, Sendable {
  /// The outside, then the holes.
  public var rings: [[Coordinate]]

  /// Creates a polygon from closed rings that are already in order.
  public init(rings: [[Coordinate]]) {
    self.rings = rings
  }

  /// Whether a position lies inside and in no hole, decided in degrees.
  ///
  /// A position on a line that two polygons share belongs to exactly one of them.
  ///
  /// - Complexity: O(n), n the number of positions of all rings.
  public func contains(_ position: Coordinate) -> Bool {
    var isInside = false
    for ring in rings {
      for (from, to) in zip(ring, ring.dropFirst())
      where BorderSegment(from, to).isCrossed(eastOf: position) {
        isInside.toggle()
      }
    }
    return isInside
  }
}
