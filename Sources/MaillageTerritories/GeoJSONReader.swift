import MaillageGeometry

/// Reads the features of a GeoJSON value (RFC 7946) as polygons with a code and a name.
struct GeoJSONReader {
  let reader: BoundaryReader

  /// Reads a `FeatureCollection` or a bare `Feature`, in the order of the file.
  func features(in root: JSONValue) throws(BoundaryError) -> [BoundaryFeature] {
    let values = try featureValues(of: root)
    var features: [BoundaryFeature] = []
    for (index, value) in values.enumerated() {
      features.append(try feature(value, number: index + 1))
    }
    return features
  }

  private func featureValues(of root: JSONValue) throws(BoundaryError) -> [JSONValue] {
    switch root["type"]?.string {
    case "FeatureCollection":
      guard let features = root["features"]?.array else {
        throw reader.error("the FeatureCollection has no array 'features'")
      }
      guard !features.isEmpty else { throw reader.error("the FeatureCollection is empty") }
      return features
    case "Feature":
      return [root]
    case let type?:
      throw reader.error(
        "holds a \(type), expected a FeatureCollection, a Feature or a Topology with 'code' and "
          + "'nom'")
    case nil:
      throw reader.error("is no GeoJSON or TopoJSON: it has no 'type'")
    }
  }

  private func feature(_ value: JSONValue, number: Int) throws(BoundaryError) -> BoundaryFeature {
    guard value["type"]?.string == "Feature" else {
      throw reader.error("expected an object of type Feature", number)
    }
    guard let code = reader.code(value["properties"]?["code"]) else {
      throw reader.error("has no property 'code'", number)
    }
    guard let name = value["properties"]?["nom"]?.string, !name.isEmpty else {
      throw reader.error("(code \(code)) has no property 'nom'", number)
    }
    let coordinates = value["geometry"]?["coordinates"]?.array
    let parts: [JSONValue]
    switch (value["geometry"]?["type"]?.string, coordinates) {
    case ("Polygon", let rings?): parts = [.array(rings)]
    case ("MultiPolygon", let polygons?): parts = polygons
    case (nil, _): throw reader.error("(code \(code)) has no geometry", number)
    case ("Polygon", nil), ("MultiPolygon", nil):
      throw reader.error("(code \(code)) has a geometry without 'coordinates'", number)
    case (let type?, _):
      throw reader.error(
        "(code \(code)) is a \(type), expected a Polygon or a MultiPolygon", number)
    }
    guard !parts.isEmpty else { throw reader.error("(code \(code)) has no polygon", number) }
    var polygons: [Polygon] = []
    for part in parts {
      polygons.append(try polygon(part, "(code \(code))", number))
    }
    return BoundaryFeature(number: number, code: code, name: name, polygons: polygons)
  }

  private func polygon(
    _ value: JSONValue, _ subject: String, _ number: Int
  ) throws(BoundaryError) -> Polygon {
    guard let values = value.array, !values.isEmpty else {
      throw reader.error("\(subject) has a polygon without rings", number)
    }
    var rings: [[Coordinate]] = []
    for (index, value) in values.enumerated() {
      let name = "\(subject) ring \(index + 1)"
      guard let positions = value.array else { throw reader.error("\(name) is no array", number) }
      var ring: [Coordinate] = []
      ring.reserveCapacity(positions.count)
      for position in positions {
        guard let numbers = position.array, numbers.count >= 2,
          let longitude = numbers[0].number, let latitude = numbers[1].number
        else { throw reader.error("\(name) has a position that is not two numbers", number) }
        ring.append(Coordinate(longitude: longitude, latitude: latitude))
      }
      rings.append(
        try reader.ring(ring, isOutside: index == 0, name: name, number: number))
    }
    return Polygon(rings: rings)
  }
}
