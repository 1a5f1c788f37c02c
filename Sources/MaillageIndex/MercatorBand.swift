import Glibc
import MaillageGeometry

/// A band of latitude, known by its place in the Mercator square.
struct MercatorBand {
  /// The row of the northern edge.
  let top: UInt32
  /// The row of the southern edge.
  let bottom: UInt32
  /// How much of the square's width a degree of a great circle reaches at the edge farther from the
  /// equator.
  let widthOfDegree: Float

  private static let count = 4096

  /// All bands, from south to north: instead of logarithms.
  static let all = (0..<count).map { index in
    let edges = [index, index + 1].map { Double($0) * (180 / Double(count)) - 90 }
    let rows = edges.map { WorldPoint(Coordinate(longitude: 0, latitude: $0)).y }
    let shortest = edges.map { cos($0 * .pi / 180) }.reduce(1, min)
    // More than rounding takes away.
    return MercatorBand(
      top: rows[1], bottom: rows[0],
      widthOfDegree: Float((1 + 0x1p-20) / (360 * max(shortest, 0x1p-20))))
  }

  /// The band a latitude is in.
  @inline(__always)
  static func index(_ latitude: Double) -> Int {
    Int(truncatingIfNeeded: Int32((latitude + 90) * (Double(count) / 180)))
  }
}
