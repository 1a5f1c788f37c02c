/// A position on the WGS 84 ellipsoid, in degrees.
///
/// Degrees live at the edges of the system: they are what files hold and what answers show. Inside,
/// positions are ordered and grouped as ``WorldPoint``.
public struct Coordinate: Hashable, Sendable {
  /// Degrees east of Greenwich, −180 … 180.
  public var longitude: Double
  /// Degrees north of the equator, −90 … 90.
  public var latitude: Double

  /// Creates a position from degrees.
  public init(longitude: Double, latitude: Double) {
    self.longitude = longitude
    self.latitude = latitude
  }

  /// Whether both values are finite and within −180 … 180 and −90 … 90.
  public var isValid: Bool {
    (-180...180).contains(longitude) && (-90...90).contains(latitude)
  }
}
