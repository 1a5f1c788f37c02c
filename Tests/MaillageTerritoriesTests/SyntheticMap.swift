import Foundation
import MaillageGeometry
import MaillageTerritories

/// A small country of wiggly cells without gaps or overlaps, one of them with a hole that is an
/// exclave of another, and an island.
///
/// Rings start anywhere and run either way, and features come in any order: none of it may matter.
struct SyntheticMap {
  static let columns = 5
  static let rows = 4

  private var generator: SplitMix64
  private var lines: [String: [Coordinate]] = [:]
  private var corners: [Coordinate] = []

  init(seed: UInt64) {
    generator = SplitMix64(seed: seed)
    for row in 0...Self.rows {
      for column in 0...Self.columns {
        corners.append(
          Coordinate(
            longitude: Double(column) + .random(in: -0.2...0.2, using: &generator),
            latitude: 45 + Double(row) + .random(in: -0.2...0.2, using: &generator)))
      }
    }
  }

  /// A GeoJSON file of the map; each call draws other ring starts, directions and feature orders.
  mutating func geoJSON() -> Data {
    var features: [String] = []
    for row in 0..<Self.rows {
      for column in 0..<Self.columns {
        let number = row * Self.columns + column
        let corner = row * (Self.columns + 1) + column
        let outside =
          line(corner, corner + 1) + line(corner + 1, corner + Self.columns + 2)
          + line(corner + Self.columns + 2, corner + Self.columns + 1)
          + line(corner + Self.columns + 1, corner)
        var polygons = [[outside]]
        if number == 0 { polygons.append([circle("exclave", 2.5, 46.5, 0.15)]) }
        if number == 7 { polygons[0].append(circle("exclave", 2.5, 46.5, 0.15)) }
        if number == 19 { polygons.append([circle("island", 7, 48, 0.02)]) }
        features.append(feature(number, polygons))
      }
    }
    features.shuffle(using: &generator)
    return Data(
      #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#.utf8)
  }

  private mutating func feature(_ number: Int, _ polygons: [[[Coordinate]]]) -> String {
    let parts = polygons.map { rings in
      let texts = rings.map { text(of: $0) }
      return "[\(texts.joined(separator: ","))]"
    }
    return #"{"type":"Feature","properties":{"code":"C\#(number)","nom":"Cell \#(number)"},"#
      + #""geometry":{"type":"MultiPolygon","coordinates":[\#(parts.joined(separator: ","))]}}"#
  }

  private mutating func text(of ring: [Coordinate]) -> String {
    let start = Int.random(in: 0..<ring.count, using: &generator)
    var positions = Array(ring[start...] + ring[..<start])
    if Bool.random(using: &generator) { positions.reverse() }
    positions.append(positions[0])
    return "[\(positions.map { "[\($0.longitude),\($0.latitude)]" }.joined(separator: ","))]"
  }

  /// The border from one corner to another without its end: drawn once, then the same both ways.
  private mutating func line(_ from: Int, _ to: Int) -> [Coordinate] {
    let name = "\(min(from, to))-\(max(from, to))"
    let (start, end) = (corners[min(from, to)], corners[max(from, to)])
    let known = lines[name]
    let line =
      known
      ?? (0...60).map { step in
        if step == 0 { return start }
        if step == 60 { return end }
        let share = Double(step) / 60
        return Coordinate(
          longitude: start.longitude + (end.longitude - start.longitude) * share
            + .random(in: -0.004...0.004, using: &generator),
          latitude: start.latitude + (end.latitude - start.latitude) * share
            + .random(in: -0.004...0.004, using: &generator))
      }
    lines[name] = line
    return Array((from < to ? line : line.reversed()).dropLast())
  }

  private mutating func circle(
    _ name: String, _ longitude: Double, _ latitude: Double, _ radius: Double
  ) -> [Coordinate] {
    let known = lines[name]
    let ring =
      known
      ?? (0..<40).map { step in
        let angle = Double(step) / 40 * 2 * .pi
        let distance = radius * .random(in: 0.8...1, using: &generator)
        return Coordinate(
          longitude: longitude + distance * cos(angle), latitude: latitude + distance * sin(angle))
      }
    lines[name] = ring
    return ring
  }
}

/// The generator of G. Steele, D. Lea and C. Flood, "Fast splittable pseudorandom number
/// generators", 2014.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
