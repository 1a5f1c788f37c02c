import Foundation
import Maillage
import MaillageGeometry
import MaillageTerritories
import MaillageTestSupport

/// Made-up communes over the test towns: a jagged grid without gaps or overlaps, with an exclave that
/// is a hole in another commune, and islands off the coast.
///
/// The western third has codes of one département, the rest those of another, as only borders within
/// a département are drawn.
struct TestCommunes {
  static let columns = 20
  static let rows = 15
  private static let origin = Coordinate(longitude: -2.2, latitude: 46.7)
  private static let side = (longitude: 0.12, latitude: 0.08)
  /// Points of the border between two corners.
  private static let steps = 6

  private var generator: SplitMix64
  private var corners: [[Coordinate]] = []
  private var lines: [[Int]: [Coordinate]] = [:]

  /// Makes the communes of a seed.
  init(seed: UInt64) {
    generator = SplitMix64(seed: seed)
    for row in 0...Self.rows {
      corners.append((0...Self.columns).map { corner(column: $0, row: row) })
    }
  }

  static let layer: TerritoryLayer = {
    do {
      var communes = TestCommunes(seed: 49)
      return try TerritoryLayer(
        boundaries: communes.geoJSON(), level: .commune, fileName: "communes")
    } catch {
      fatalError("the made-up communes do not load: \(error)")
    }
  }()

  /// The embedded basemap with the communes.
  static let basemap = Basemap(
    layers: TestMap.basemap.layers.merging([.commune: layer]) { $1 },
    gazetteer: TestMap.basemap.gazetteer)

  private mutating func corner(column: Int, row: Int) -> Coordinate {
    func shaken(_ place: Int, _ side: Double) -> Double {
      (Double(place) + .random(in: -0.3...0.3, using: &generator)) * side
    }
    return Coordinate(
      longitude: Self.origin.longitude + shaken(column, Self.side.longitude),
      latitude: Self.origin.latitude + shaken(row, Self.side.latitude))
  }

  private mutating func geoJSON() -> Data {
    let exclave = circle(longitude: -0.49, latitude: 47.14, radius: 0.012)
    var features: [String] = []
    for row in 0..<Self.rows {
      for column in 0..<Self.columns {
        var polygons = [[cell(column: column, row: row)]]
        switch (column, row) {
        case (14, 5): polygons[0].append(exclave)
        case (16, 8): polygons.append([exclave])
        case (0, let row) where row % 3 == 0:
          let latitude = Self.origin.latitude + Double(row) * Self.side.latitude
          polygons.append([circle(longitude: -2.4, latitude: latitude, radius: 0.02)])
        default: break
        }
        features.append(Self.feature(column: column, row: row, polygons))
      }
    }
    return Data(
      #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#.utf8)
  }

  private mutating func cell(column: Int, row: Int) -> [Coordinate] {
    let path = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)].map { (column + $0.0, row + $0.1) }
    return zip(path, path.dropFirst()).flatMap { line(from: $0, to: $1) }
  }

  /// The border from one corner to another without its end: drawn once, then the same both ways.
  private mutating func line(from: (Int, Int), to: (Int, Int)) -> [Coordinate] {
    let runsForward = from < to
    let (first, last) = runsForward ? (from, to) : (to, from)
    let key = [first.0, first.1, last.0, last.1]
    let line = lines[key] ?? wiggle(corners[first.1][first.0], corners[last.1][last.0])
    lines[key] = line
    return Array((runsForward ? line : line.reversed()).dropLast())
  }

  private mutating func wiggle(_ start: Coordinate, _ end: Coordinate) -> [Coordinate] {
    (0...Self.steps).map { step in
      if step == 0 { return start }
      if step == Self.steps { return end }
      let share = Double(step) / Double(Self.steps)
      func between(_ from: Double, _ to: Double) -> Double {
        from + (to - from) * share + .random(in: -0.006...0.006, using: &generator)
      }
      return Coordinate(
        longitude: between(start.longitude, end.longitude),
        latitude: between(start.latitude, end.latitude))
    }
  }

  private mutating func circle(
    longitude: Double, latitude: Double, radius: Double
  ) -> [Coordinate] {
    (0..<24).map { step in
      let angle = Double(step) / 24 * 2 * .pi
      let distance = radius * .random(in: 0.7...1, using: &generator)
      return Coordinate(
        longitude: longitude + distance * cos(angle), latitude: latitude + distance * sin(angle))
    }
  }

  private static func feature(column: Int, row: Int, _ polygons: [[[Coordinate]]]) -> String {
    let number = row * columns + column + 1
    let departement = column < columns / 3 ? "44" : "49"
    let code = departement + String(repeating: "0", count: 3 - "\(number)".count) + "\(number)"
    let texts = polygons.map { rings in
      let rings = rings.map { ring in
        let points = (ring + ring.prefix(1)).map { "[\($0.longitude),\($0.latitude)]" }
        return "[\(points.joined(separator: ","))]"
      }
      return "[\(rings.joined(separator: ","))]"
    }
    return #"{"type":"Feature","properties":{"code":"\#(code)","nom":"Commune \#(number)"},"#
      + #""geometry":{"type":"MultiPolygon","coordinates":[\#(texts.joined(separator: ","))]}}"#
  }
}
