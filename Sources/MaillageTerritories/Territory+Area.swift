import Glibc
import MaillageGeometry

extension Territory {
  /// The area of all parts without their holes, in km² of the ellipsoid WGS 84.
  ///
  /// The borders are taken for straight lines of the cylindrical equal-area projection, which keeps
  /// every area as it is: what is left out is how much a border's segments differ from that line, far
  /// below a thousandth for segments of some kilometres.
  ///
  /// Source: J. P. Snyder, "Map Projections: A Working Manual", USGS 1395, 1987, equations 3-12 and
  /// 10-14 to 10-15.
  ///
  /// - Complexity: O(n), n the number of positions.
  public var areaKm2: Double {
    polygons.reduce(0) { sum, polygon in
      let rings = polygon.rings.map(Self.area)
      return sum + (rings.first ?? 0) - rings.dropFirst().reduce(0, +)
    }
  }

  /// The area inside a closed ring in km², whichever way it runs.
  private static func area(_ ring: [Coordinate]) -> Double {
    let points = ring.map { (x: $0.longitude * .pi / 180, y: authalicHeight($0.latitude)) }
    guard let origin = points.first else { return 0 }
    var doubled = 0.0
    for (from, to) in zip(points, points.dropFirst()) {
      doubled += (from.x - origin.x) * (to.y - origin.y) - (to.x - origin.x) * (from.y - origin.y)
    }
    let radiusKm = WGS84.equatorialRadius / 1000
    return abs(doubled) / 2 * radiusKm * radiusKm / 2
  }

  /// The height of a parallel in the projection, in halves of the equatorial radius.
  private static func authalicHeight(_ latitude: Double) -> Double {
    let squared = WGS84.eccentricitySquared
    let eccentricity = squared.squareRoot()
    let sine = sin(latitude * .pi / 180)
    return (1 - squared)
      * (sine / (1 - squared * sine * sine) + atanh(eccentricity * sine) / eccentricity)
  }
}
