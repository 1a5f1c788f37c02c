import Glibc

/// A position in the Web Mercator square as 32-bit fixed point.
///
/// `x` grows eastwards from longitude −180°, `y` grows southwards from latitude ≈ 85.0511°; one unit
/// is 2⁻³² of the square's side, 9.3 mm at the equator. A tile at zoom *z* is the upper *z* bits of
/// both values, and sums of points are exact integers, hence independent of order.
///
/// Latitudes beyond the square are clamped to its edge: `WorldPoint` orders and groups, while the
/// ``Coordinate`` decides results.
public struct WorldPoint: Hashable, Sendable {
  /// Distance from the western edge, in 2⁻³² of the side.
  public var x: UInt32
  /// Distance from the northern edge, in 2⁻³² of the side.
  public var y: UInt32

  /// The latitude at which the Web Mercator square ends, in degrees.
  public static let maximumLatitude = 85.051_128_779_806_59

  /// Creates a point from its fixed-point values.
  @inlinable
  public init(x: UInt32, y: UInt32) {
    self.x = x
    self.y = y
  }

  /// Projects a position with the spherical Mercator formula (EPSG:3857).
  ///
  /// Longitude 180° and longitude −180° are the same meridian and give the same `x`.
  public init(_ coordinate: Coordinate) {
    self = Self.pair(coordinate, coordinate).0
  }

  /// Projects two positions at once, each as ``init(_:)`` does.
  ///
  /// - Parameters:
  ///   - first: A valid position.
  ///   - second: Another valid position.
  /// - Returns: Their points.
  public static func pair(
    _ first: Coordinate, _ second: Coordinate
  ) -> (WorldPoint, WorldPoint) {
    let limit = SIMD2(repeating: maximumLatitude)
    var latitudes = SIMD2(first.latitude, second.latitude)
    latitudes.replace(with: limit, where: latitudes .> limit)
    latitudes.replace(with: -limit, where: latitudes .< -limit)
    let sine = PairMath.sineAndCosine(degrees: latitudes).sine
    let rows = 0.5 - PairMath.logarithm((1 + sine) / (1 - sine)) * (1 / (4 * .pi))
    let longitudes = SIMD2(first.longitude, second.longitude)
    var columns = (longitudes + 180) / 360
    if !(columns.min() >= 0 && columns.max() < 1) { columns -= columns.rounded(.down) }
    let (x, y) = (columns * side, rows * side)
    return (
      WorldPoint(x: fixedPoint(x.x), y: fixedPoint(y.x)),
      WorldPoint(x: fixedPoint(x.y), y: fixedPoint(y.y))
    )
  }

  /// The position of this point in degrees, exact to the point's own resolution.
  public var coordinate: Coordinate {
    let column = Double(x) / Self.side
    let row = Double(y) / Self.side
    return Coordinate(
      longitude: column * 360 - 180,
      latitude: atan(sinh(.pi * (1 - 2 * row))) * 180 / .pi)
  }

  /// The side of the square in units, 2³².
  public static let side = 4_294_967_296.0

  @inline(__always)
  private static func fixedPoint(_ place: Double) -> UInt32 {
    UInt32(min(max(place, 0), side - 1))
  }
}
