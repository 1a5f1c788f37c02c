public import MaillageGeometry

/// An administrative area: a code, a name and the polygons it is made of.
public struct Territory: Sendable {
  /// The code that identifies the area within its level, such as the INSEE code "49".
  public let code: String
  /// The name as its inhabitants write it.
  public let name: String
  /// The rank of the area.
  public let level: TerritoryLevel
  /// The parts: mainland, islands, exclaves.
  public let polygons: [Polygon]
  /// The smallest box that holds all parts.
  public let boundingBox: BoundingBox
  /// Where a name fits best: the point of the largest part that is farthest from any border.
  public let labelPoint: Coordinate
  /// The distance from ``labelPoint`` to the nearest border, in units of `WorldPoint`.
  ///
  /// Divide by 2³² / (256 · 2ᶻ) for CSS pixels at zoom z.
  public let labelRadius: Double
  /// How far the area reaches to both the west and the east of ``labelPoint``, in units of
  /// `WorldPoint`.
  ///
  /// It is the lesser of the distances to the two borders on the label's parallel, and at least
  /// ``labelRadius``: half the room that one line of text has.
  public let labelHalfWidth: Double

  /// Whether a position lies in one of the parts.
  ///
  /// - Complexity: O(n), n the number of positions of all parts whose box holds the position.
  public func contains(_ position: Coordinate) -> Bool {
    boundingBox.contains(position) && polygons.contains { $0.contains(position) }
  }

  init(
    code: String, name: String, level: TerritoryLevel, polygons: [Polygon], label: LabelPlacement?
  ) {
    self.code = code
    self.name = name
    self.level = level
    self.polygons = polygons
    let outsides = Array(polygons.compactMap(\.rings.first).joined())
    boundingBox = BoundingBox(containing: outsides) ?? .world
    labelPoint =
      label?.point.coordinate ?? outsides.first ?? Coordinate(longitude: 0, latitude: 0)
    labelRadius = label?.radius ?? 0
    labelHalfWidth = label?.halfWidth ?? 0
  }
}
