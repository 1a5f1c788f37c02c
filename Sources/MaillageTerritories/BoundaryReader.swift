import Foundation
import MaillageGeometry

/// One territory as a file has it, its rings closed and in order.
struct BoundaryFeature {
  let number: Int
  let code: String
  let name: String
  var polygons: [Polygon]
}

/// Reads the territories of a file, GeoJSON or TopoJSON, and checks what both have in common.
struct BoundaryReader {
  /// The largest file accepted, in bytes: all communes of France at full detail take less.
  static let maximumSize = 512 << 20

  let level: TerritoryLevel
  let fileName: String

  /// Reads a file; its `type` tells the format.
  ///
  /// - Returns: The features by code; parts of one territory that the file has as several features
  ///   are joined.
  func features(in boundaries: Data) throws(BoundaryError) -> [BoundaryFeature] {
    guard boundaries.count <= Self.maximumSize else {
      throw error("has more than \(Self.maximumSize >> 20) MiB")
    }
    let root: JSONValue
    do {
      root = try JSONParser.parse([UInt8](boundaries))
    } catch {
      throw self.error("is not JSON: line \(error.line), column \(error.column): \(error.reason)")
    }
    guard root["type"]?.string == "Topology" else {
      return try joined(try GeoJSONReader(reader: self).features(in: root))
    }
    var topology = try TopoJSONReader(reader: self, topology: root)
    return try joined(try topology.features())
  }

  private func joined(_ features: [BoundaryFeature]) throws(BoundaryError) -> [BoundaryFeature] {
    var joined: [BoundaryFeature] = []
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

  func error(_ reason: String, _ feature: Int? = nil) -> BoundaryError {
    BoundaryError(fileName: fileName, feature: feature, reason: reason)
  }
}

extension BoundaryReader {
  /// A code, with the leading zeros that a number loses: 1 is département "01", 4007 commune "04007".
  func code(_ value: JSONValue?) -> String? {
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

  /// Checks the positions of a ring and brings them into order: closed, none repeated, outsides
  /// counter-clockwise and holes clockwise.
  ///
  /// Errors call the ring `name` and its feature by `number`.
  func ring(
    _ positions: [Coordinate], isOutside: Bool, name: String, number: Int
  ) throws(BoundaryError) -> [Coordinate] {
    var ring: [Coordinate] = []
    ring.reserveCapacity(positions.count + 1)
    for position in positions {
      guard position.isValid else {
        throw error(
          "\(name) has the position \(position.longitude), \(position.latitude), outside of "
            + "longitude ±180 and latitude ±90; boundaries must be in degrees (WGS 84)", number)
      }
      if ring.last != position { ring.append(position) }
    }
    if ring.first != ring.last, let first = ring.first { ring.append(first) }
    guard Set(ring.prefix(16)).count >= 3 || Set(ring).count >= 3 else {
      throw error("\(name) has fewer than three different positions", number)
    }
    return ring.oriented(counterClockwise: isOutside)
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
