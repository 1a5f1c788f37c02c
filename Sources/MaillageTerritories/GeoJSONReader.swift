import Foundation
import MaillageGeometry

/// Reads the features of a GeoJSON file (RFC 7946) as polygons with a code and a name.
struct GeoJSONReader {
  /// One territory as the file has it, its rings closed and in order.
  struct Feature {
    let number: Int
    let code: String
    let name: String
    var polygons: [Polygon]
  }

  /// The largest file accepted, in bytes: all communes of France at full detail take less.
  static let maximumSize = 512 << 20

  let level: TerritoryLevel
  let fileName: String

  /// Reads a `FeatureCollection` or a bare `Feature`.
  ///
  /// - Returns: The features by code; parts of one territory that the file has as several features
  ///   are joined.
  func features(in geoJSON: Data) throws(BoundaryError) -> [Feature] {
    guard geoJSON.count <= Self.maximumSize else {
      throw error("has more than \(Self.maximumSize >> 20) MiB")
    }
    let root: JSONValue
    do {
      root = try JSONParser.parse([UInt8](geoJSON))
    } catch {
      throw self.error("is not JSON: line \(error.line), column \(error.column): \(error.reason)")
    }
    let values = try featureValues(of: root)
    var features: [Feature] = []
    for (index, value) in values.enumerated() {
      features.append(try feature(value, number: index + 1))
    }
    return try joined(features)
  }

  private func featureValues(of root: JSONValue) throws(BoundaryError) -> [JSONValue] {
    switch root["type"]?.string {
    case "FeatureCollection":
      guard let features = root["features"]?.array else {
        throw error("the FeatureCollection has no array 'features'")
      }
      guard !features.isEmpty else { throw error("the FeatureCollection is empty") }
      return features
    case "Feature":
      return [root]
    case let type?:
      throw error(
        "holds a \(type), expected a FeatureCollection or a Feature with 'code' and 'nom'")
    case nil:
      throw error("is no GeoJSON: it has no 'type'")
    }
  }

  private func feature(_ value: JSONValue, number: Int) throws(BoundaryError) -> Feature {
    guard value["type"]?.string == "Feature" else {
      throw error("expected an object of type Feature", number)
    }
    guard let code = code(value["properties"]?["code"]) else {
      throw error("has no property 'code'", number)
    }
    guard let name = value["properties"]?["nom"]?.string, !name.isEmpty else {
      throw error("(code \(code)) has no property 'nom'", number)
    }
    let coordinates = value["geometry"]?["coordinates"]?.array
    let parts: [JSONValue]
    switch (value["geometry"]?["type"]?.string, coordinates) {
    case ("Polygon", let rings?): parts = [.array(rings)]
    case ("MultiPolygon", let polygons?): parts = polygons
    case (nil, _): throw error("(code \(code)) has no geometry", number)
    case ("Polygon", nil), ("MultiPolygon", nil):
      throw error("(code \(code)) has a geometry without 'coordinates'", number)
    case (let type?, _):
      throw error("(code \(code)) is a \(type), expected a Polygon or a MultiPolygon", number)
    }
    guard !parts.isEmpty else { throw error("(code \(code)) has no polygon", number) }
    var polygons: [Polygon] = []
    for part in parts {
      polygons.append(try polygon(part, "(code \(code))", number))
    }
    return Feature(number: number, code: code, name: name, polygons: polygons)
  }

  /// A code, with the leading zeros that a number loses: 1 is département "01", 4007 commune "04007".
  private func code(_ value: JSONValue?) -> String? {
    switch value {
    case .string(let text)?:
      return text.isEmpty ? nil : text
    case .number(let number)?:
      guard let whole = Int(exactly: number), whole >= 0 else { return nil }
      let digits = String(whole)
      let width = level == .commune ? 5 : 2
      return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    default:
      return nil
    }
  }

  private func polygon(
    _ value: JSONValue, _ subject: String, _ number: Int
  ) throws(BoundaryError) -> Polygon {
    guard let values = value.array, !values.isEmpty else {
      throw error("\(subject) has a polygon without rings", number)
    }
    var rings: [[Coordinate]] = []
    for (index, value) in values.enumerated() {
      let name = "\(subject) ring \(index + 1)"
      guard let positions = value.array else { throw error("\(name) is no array", number) }
      var ring: [Coordinate] = []
      ring.reserveCapacity(positions.count + 1)
      for position in positions {
        guard let numbers = position.array, numbers.count >= 2,
          let longitude = numbers[0].number, let latitude = numbers[1].number
        else { throw error("\(name) has a position that is not two numbers", number) }
        let coordinate = Coordinate(longitude: longitude, latitude: latitude)
        guard coordinate.isValid else {
          throw error(
            "\(name) has the position \(longitude), \(latitude), outside of longitude ±180 and "
              + "latitude ±90; boundaries must be in degrees (WGS 84)", number)
        }
        if ring.last != coordinate { ring.append(coordinate) }
      }
      if ring.first != ring.last, let first = ring.first { ring.append(first) }
      guard Set(ring.prefix(16)).count >= 3 || Set(ring).count >= 3 else {
        throw error("\(name) has fewer than three different positions", number)
      }
      rings.append(ring.oriented(counterClockwise: index == 0))
    }
    return Polygon(rings: rings)
  }

  private func joined(_ features: [Feature]) throws(BoundaryError) -> [Feature] {
    var joined: [Feature] = []
    for feature in features.sorted(by: { ($0.code, $0.number) < ($1.code, $1.number) }) {
      if let last = joined.last, last.code == feature.code {
        guard last.name == feature.name else {
          throw error(
            "has the code \(feature.code) of feature \(last.number) but another name "
              + "('\(feature.name)', '\(last.name)')", feature.number)
        }
        joined[joined.count - 1].polygons += feature.polygons
      } else {
        joined.append(feature)
      }
    }
    return joined
  }

  private func error(_ reason: String, _ feature: Int? = nil) -> BoundaryError {
    BoundaryError(fileName: fileName, feature: feature, reason: reason)
  }
}

extension [Coordinate] {
  /// The closed ring in the wanted direction, north up; a ring without area stays as it is.
  func oriented(counterClockwise: Bool) -> [Coordinate] {
    guard let origin = first else { return self }
    var area = 0.0
    for (from, to) in zip(self, dropFirst()) {
      area += (from.longitude - origin.longitude) * (to.latitude - origin.latitude)
      area -= (to.longitude - origin.longitude) * (from.latitude - origin.latitude)
    }
    return area == 0 || (area > 0) == counterClockwise ? self : reversed()
  }
}
