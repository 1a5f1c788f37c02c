import MaillageGeometry

/// A straight piece of a border in degrees, from its southern to its northern end.
///
/// Fixing the direction makes the segment answer the same bits for both its neighbours, whichever
/// way their rings run: that is why a position on a shared border belongs to exactly one territory.
struct BorderSegment: Hashable {
  let southLongitude: Double
  let southLatitude: Double
  let northLongitude: Double
  let northLatitude: Double

  init(_ from: Coordinate, _ to: Coordinate) {
    let (south, north) = from.latitude <= to.latitude ? (from, to) : (to, from)
    southLongitude = south.longitude
    southLatitude = south.latitude
    northLongitude = north.longitude
    northLatitude = north.latitude
  }

  /// Whether the ray that runs eastwards from a position crosses the segment.
  ///
  /// The southern end belongs to the segment and the northern does not, so a ray through a vertex
  /// counts once; a position on the segment itself counts as west of it.
  func isCrossed(eastOf position: Coordinate) -> Bool {
    guard southLatitude <= position.latitude, position.latitude < northLatitude else {
      return false
    }
    let width = northLongitude - southLongitude
    let height = northLatitude - southLatitude
    return (position.longitude - southLongitude) * height
      <= (position.latitude - southLatitude) * width
  }
}
