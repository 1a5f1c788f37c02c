public import MaillageGeometry

/// A place that offers digital help (in French *structure* or *lieu*).
///
/// The position stands apart because everything is ordered by it; all other fields are values under
/// their schema names, so a hub's own fields are no different from the standard's.
public struct Structure: Hashable, Sendable, Identifiable {
  /// The structure's identifier, unique in a snapshot.
  public var id: String
  /// Where it is, in degrees as imported; `nil` when unknown.
  public var coordinate: Coordinate?
  /// Whether the position stands for its commune, not for the place itself.
  public var isPositionApproximate: Bool
  /// Values by schema field name, without `id`, `latitude` and `longitude`; an empty field is absent.
  public var values: [String: FieldValue]
  /// Columns of the source that no field takes, by column name.
  ///
  /// They never leave the store towards tiles, API or pages.
  public var unmapped: [String: String]

  /// Creates a structure.
  public init(
    id: String, coordinate: Coordinate? = nil, isPositionApproximate: Bool = false,
    values: [String: FieldValue] = [:], unmapped: [String: String] = [:]
  ) {
    self.id = id
    self.coordinate = coordinate
    self.isPositionApproximate = isPositionApproximate
    self.values = values
    self.unmapped = unmapped
  }

  /// The text of a field; `nil` when the field is empty or not a text.
  public func text(_ field: String) -> String? {
    if case .text(let text) = values[field] { return text }
    return nil
  }

  /// The items of a field; empty when the field is.
  public func list(_ field: String) -> [String] {
    values[field]?.items ?? []
  }

  /// The place's name, the standard's `nom`.
  public var name: String { text("nom") ?? "" }
}
