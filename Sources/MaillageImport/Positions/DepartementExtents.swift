import MaillageGeometry
import MaillageTerritories

/// Roughly where each département is: the box around its places in the gazetteer.
struct DepartementExtents {
  private let boxes: [String: BoundingBox]

  init(_ gazetteer: Gazetteer) {
    boxes = Dictionary(grouping: gazetteer.places, by: \.departement)
      .filter { !$0.key.isEmpty }
      .compactMapValues { places in BoundingBox(containing: places.map(\.coordinate)) }
  }

  /// Whether a position may lie in a département; `false` for a département without places.
  func holds(_ coordinate: Coordinate, _ departement: String) -> Bool {
    boxes[departement].map { Self.distance(coordinate, to: $0) <= 0.25 } ?? false
  }

  /// Whether a position is certainly not in a département: half a degree or more outside its box.
  func isFar(_ coordinate: Coordinate, from departement: String) -> Bool {
    boxes[departement].map { Self.distance(coordinate, to: $0) > 0.5 } ?? false
  }

  /// Degrees from a box, the larger of both directions.
  private static func distance(_ coordinate: Coordinate, to box: BoundingBox) -> Double {
    max(
      box.west - coordinate.longitude, coordinate.longitude - box.east,
      box.south - coordinate.latitude, coordinate.latitude - box.north, 0)
  }
}
