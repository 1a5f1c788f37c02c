import MaillageModel

extension Marker {
  /// The marker as a GeoJSON Feature (RFC 7946).
  ///
  /// Clusters carry `cluster` (true), `cluster_id`, `point_count`, `expansion_zoom`; single
  /// structures `cluster` (false), `id`, `nom`. Both carry `disc_radius`, how far their drawing
  /// reaches, in CSS pixels.
  package func feature(style: Style) -> JSON {
    let id = JSON.string(structure?.id ?? clusterID ?? "")
    var properties: [(String, JSON)]
    if let structure {
      properties = [("cluster", false), ("id", id), ("nom", .string(structure.name))]
    } else {
      properties = [
        ("cluster", true), ("cluster_id", id), ("point_count", .integer(count)),
        ("expansion_zoom", expansionZoom.map { .integer($0) } ?? .null),
      ]
    }
    properties.append(("disc_radius", .number(style.reach(count: count))))
    return [
      "type": "Feature", "id": id, "geometry": .point(coordinate),
      "properties": .object(properties),
    ]
  }
}

extension JSON {
  /// A GeoJSON FeatureCollection, its other members before its features.
  package static func featureCollection(
    _ features: [JSON], _ members: [(String, JSON)] = []
  ) -> JSON {
    .object([("type", "FeatureCollection")] + members + [("features", .array(features))])
  }
}
