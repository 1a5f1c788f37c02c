import Foundation

/// Rings that are hard on whoever simplifies them, of any number of points.
enum HostileRings: String, CaseIterable {
  case circle, noise, star, comb, spiral, cluster, oneSpot, there, edges, holes, specks

  /// A GeoJSON file of one polygon (of `specks`, of one for every twenty points).
  func geoJSON(points count: Int, seed: UInt64) -> Data {
    let rings = rings(count, seed).map { ring in
      "[\(ring.map { "[\($0.x),\($0.y)]" }.joined(separator: ","))]"
    }
    let isMany = self == .specks
    let coordinates = rings.joined(separator: isMany ? "],[" : ",")
    let text =
      #"{"type":"Feature","properties":{"code":"1","nom":"Un"},"geometry":{"type":"#
      + (isMany ? "\"MultiPolygon\",\"coordinates\":[[" : "\"Polygon\",\"coordinates\":[")
      + coordinates + (isMany ? "]]}}" : "]}}")
    return Data(text.utf8)
  }

  private func rings(_ count: Int, _ seed: UInt64) -> [[SIMD2<Double>]] {
    var generator = SplitMix64(seed: seed)
    let corners = [SIMD2(-1.0, -1), SIMD2(101.0, -1), SIMD2(101.0, 81), SIMD2(-1.0, 81)]
    let wide = SIMD2(200.0, 80)
    switch self {
    case .circle:
      return [(0..<count).map { Self.polar($0, of: count, radius: 10) }]
    case .noise:
      return [
        (0..<count).map { _ in
          SIMD2(
            .random(in: -180...180, using: &generator), .random(in: -90...90, using: &generator))
        }
      ]
    case .star:
      return [(0..<count).map { Self.polar($0, of: count, radius: $0 % 2 == 0 ? 80 : 0.01) }]
    case .comb:
      return [
        corners.prefix(2)
          + (0..<count).map { index in
            let isTop = index % 4 == 1 || index % 4 == 2
            return SIMD2(100 - Double(index / 2) / Double(count) * 200, isTop ? 40 : 0)
          }
      ]
    case .spiral:
      let arm = (0..<(count / 2)).map {
        Self.polar($0 % 800, of: 800, radius: 1) * Self.growth($0, count)
      }
      return [arm + arm.reversed().map { $0 * 1.01 }]
    case .cluster:
      return [
        (0..<count).map { index in
          index % 1000 == 0
            ? SIMD2(Double(index) / Double(count) * 100, 80)
            : SIMD2(
              .random(in: 0...1e-4, using: &generator), .random(in: 0...1e-4, using: &generator))
        }
      ]
    case .oneSpot:
      return [corners + Array(repeating: corners[3], count: count)]
    case .there:
      // Out and back on itself, again and again.
      return [corners + (0..<count).map { SIMD2(Double($0 % 100), 81) }]
    case .edges:
      return [
        (0..<count).map { _ in
          var place = SIMD2(
            Double.random(in: -180...180, using: &generator),
            Double.random(in: -90...90, using: &generator))
          switch Int.random(in: 0..<4, using: &generator) {
          case 0: place.x = 180
          case 1: place.x = -180
          case 2: place.y = 90
          default: place.y = -90
          }
          return place
        }
      ]
    case .holes:
      return [corners] + Self.squares(count / 10, apart: 0.25, side: 0.1)
    case .specks:
      return Self.squares(max(1, count / 20), apart: 0.2, side: 1e-6)
        + [[-wide, SIMD2(wide.x, -wide.y), wide].map { $0 / 2 }]
    }
  }

  private static func squares(
    _ count: Int, apart distance: Double, side: Double
  ) -> [[SIMD2<Double>]] {
    (0..<count).map { index in
      let corner = SIMD2(Double(index % 400), Double(index / 400)) * distance
      return [
        corner, corner + SIMD2(side, 0), corner + SIMD2(side, side), corner + SIMD2(0, side),
      ]
    }
  }

  private static func polar(_ index: Int, of count: Int, radius: Double) -> SIMD2<Double> {
    let angle = Double(index) / Double(count) * 2 * Double.pi
    return SIMD2(cos(angle), sin(angle)) * radius
  }

  private static func growth(_ index: Int, _ count: Int) -> Double {
    1 + 79 * Double(index) / Double(count)
  }
}
