import Foundation
import MaillageGeometry

/// Reads one object of a TopoJSON topology as polygons with a code and a name.
///
/// Rings are put together from their arcs at once, so that all that follows is the same as for
/// GeoJSON.
///
/// Source: TopoJSON format specification 1.0, https://github.com/topojson/topojson-specification.
struct TopoJSONReader {
  /// The most positions that all rings may have together: a small file can name a long arc often.
  static let maximumPositions = 1 << 25

  private let reader: BoundaryReader
  private let topology: JSONValue
  private let arcs: [[Coordinate]]
  private var territories: [BoundaryFeature] = []
  private var positionCount = 0
  /// The geometries met so far, which number the features.
  private var geometryCount = 0

  /// Decodes the arcs.
  init(reader: BoundaryReader, topology: JSONValue) throws(BoundaryError) {
    self.reader = reader
    self.topology = topology
    arcs = try Self.arcs(of: topology, reader)
  }

  /// Reads the geometries of the object that holds the territories, in the order of the file.
  mutating func features() throws(BoundaryError) -> [BoundaryFeature] {
    let (name, object) = try object()
    try read(object)
    guard !territories.isEmpty else { throw reader.error("the object '\(name)' is empty") }
    return territories
  }

  /// The only object, that named after the level, or the only one with polygons.
  private func object() throws(BoundaryError) -> (name: String, value: JSONValue) {
    guard case .object(let members)? = topology["objects"], !members.isEmpty else {
      throw reader.error("the Topology has no 'objects'")
    }
    let objects = members.map { (name: $0.key, value: $0.value) }.sorted { $0.name < $1.name }
    let named = objects.filter { object in
      object.name.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
        .hasPrefix(reader.level.rawValue)
    }
    let areal = objects.filter { Self.hasPolygons($0.value) }
    for candidates in [objects, named, areal] {
      if candidates.count == 1, let candidate = candidates.first { return candidate }
    }
    throw reader.error(
      "has the objects \(objects.map { "'\($0.name)'" }.joined(separator: ", ")), expected one "
        + "only, or one whose name begins with '\(reader.level.rawValue)'")
  }

  private static func hasPolygons(_ geometry: JSONValue) -> Bool {
    switch geometry["type"]?.string {
    case "Polygon", "MultiPolygon": true
    case "GeometryCollection": geometry["geometries"]?.array?.contains(where: hasPolygons) ?? false
    default: false
    }
  }
}

// MARK: Geometries

extension TopoJSONReader {
  /// Reads a geometry; one without a code may be a collection of others.
  private mutating func read(_ geometry: JSONValue) throws(BoundaryError) {
    let isCollection = geometry["type"]?.string == "GeometryCollection"
    let code = reader.code(geometry["properties"]?["code"]) ?? reader.code(geometry["id"])
    if isCollection, code == nil {
      guard let geometries = geometry["geometries"]?.array else {
        throw reader.error("has a GeometryCollection without 'geometries'", geometryCount + 1)
      }
      for geometry in geometries { try read(geometry) }
      return
    }
    geometryCount += 1
    guard let code else { throw reader.error("has no property 'code' and no 'id'", geometryCount) }
    guard let name = geometry["properties"]?["nom"]?.string, !name.isEmpty else {
      throw reader.error("(code \(code)) has no property 'nom'", geometryCount)
    }
    let polygons = try polygons(of: geometry, "(code \(code))")
    guard !polygons.isEmpty else {
      throw reader.error("(code \(code)) has no polygon", geometryCount)
    }
    territories.append(
      BoundaryFeature(number: geometryCount, code: code, name: name, polygons: polygons))
  }

  private mutating func polygons(
    of geometry: JSONValue, _ subject: String
  ) throws(BoundaryError) -> [Polygon] {
    let parts: [JSONValue]
    switch (geometry["type"]?.string, geometry["arcs"]?.array) {
    case ("Polygon", let rings?): parts = [.array(rings)]
    case ("MultiPolygon", let polygons?): parts = polygons
    case ("GeometryCollection", _):
      var polygons: [Polygon] = []
      for geometry in geometry["geometries"]?.array ?? [] {
        polygons += try self.polygons(of: geometry, subject)
      }
      return polygons
    case (nil, _): throw reader.error("\(subject) has no geometry", geometryCount)
    case ("Polygon", nil), ("MultiPolygon", nil):
      throw reader.error("\(subject) has a geometry without 'arcs'", geometryCount)
    case (let type?, _):
      throw reader.error(
        "\(subject) is a \(type), expected a Polygon or a MultiPolygon", geometryCount)
    }
    var polygons: [Polygon] = []
    for part in parts {
      guard let chains = part.array, !chains.isEmpty else {
        throw reader.error("\(subject) has a polygon without rings", geometryCount)
      }
      var rings: [[Coordinate]] = []
      for (index, chain) in chains.enumerated() {
        let name = "\(subject) ring \(index + 1)"
        rings.append(
          try reader.ring(
            try positions(of: chain, name), isOutside: index == 0, name: name,
            number: geometryCount))
      }
      polygons.append(Polygon(rings: rings))
    }
    return polygons
  }

  /// The positions of a chain of arcs, each of which starts where the one before it ends.
  private mutating func positions(
    of chain: JSONValue, _ name: String
  ) throws(BoundaryError) -> [Coordinate] {
    guard let references = chain.array else {
      throw reader.error("\(name) is no array of arcs", geometryCount)
    }
    var positions: [Coordinate] = []
    for reference in references {
      guard let index = reference.number.flatMap({ Int(exactly: $0) }),
        arcs.indices.contains(index < 0 ? ~index : index)
      else {
        throw reader.error(
          "\(name) names an arc that is none of the \(arcs.count) of the file", geometryCount)
      }
      let arc = index < 0 ? arcs[~index].reversed() : arcs[index]
      guard positions.isEmpty || positions.last == arc.first else {
        throw reader.error("\(name) has a gap before its arc \(index)", geometryCount)
      }
      positionCount += arc.count
      guard positionCount <= Self.maximumPositions else {
        throw reader.error("has more than \(Self.maximumPositions) positions")
      }
      positions += positions.isEmpty ? arc[...] : arc.dropFirst()
    }
    guard positions.first == positions.last else {
      throw reader.error("\(name) does not end where it begins", geometryCount)
    }
    return positions
  }
}

// MARK: Arcs

extension TopoJSONReader {
  /// The arcs in degrees; those of a topology with a `transform` are steps on its grid.
  private static func arcs(
    of topology: JSONValue, _ reader: BoundaryReader
  ) throws(BoundaryError) -> [[Coordinate]] {
    guard let values = topology["arcs"]?.array else {
      throw reader.error("the Topology has no array 'arcs'")
    }
    let grid = try grid(of: topology, reader)
    var arcs: [[Coordinate]] = []
    arcs.reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      guard let positions = value.array else { throw reader.error("arc \(index) is no array") }
      guard positions.count >= 2 else {
        throw reader.error("arc \(index) has fewer than two positions")
      }
      var arc: [Coordinate] = []
      arc.reserveCapacity(positions.count)
      var sum = SIMD2<Double>.zero
      for position in positions {
        guard let position = pair(position) else {
          throw reader.error("arc \(index) has a position that is not two numbers")
        }
        sum = grid == nil ? position : sum + position
        let degrees = grid.map { $0.origin + sum * $0.step } ?? sum
        arc.append(Coordinate(longitude: degrees.x, latitude: degrees.y))
      }
      arcs.append(arc)
    }
    return arcs
  }

  private static func grid(
    of topology: JSONValue, _ reader: BoundaryReader
  ) throws(BoundaryError) -> (origin: SIMD2<Double>, step: SIMD2<Double>)? {
    guard let transform = topology["transform"], transform != .null else { return nil }
    guard let step = pair(transform["scale"]), let origin = pair(transform["translate"]) else {
      throw reader.error("the 'transform' needs 'scale' and 'translate' of two numbers each")
    }
    return (origin, step)
  }

  private static func pair(_ value: JSONValue?) -> SIMD2<Double>? {
    guard let numbers = value?.array, numbers.count >= 2, let x = numbers[0].number,
      let y = numbers[1].number
    else { return nil }
    return SIMD2(x, y)
  }
}
