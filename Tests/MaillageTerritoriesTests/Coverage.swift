import MaillageGeometry
import MaillageTerritories
import Testing

/// Checks that a layer of territories has neither gap nor overlap at the zooms looked at.
///
/// Every area's rings are walked: each piece of an inner border must be there once in each
/// direction, each piece of an outer border once, so that the signed areas sum exactly to what the
/// outer borders enclose.
func expectCoverage(of layer: TerritoryLayer, everyZooms step: Int = 1) {
  struct Segment: Hashable {
    let from, to: WorldPoint
    var reversed: Segment { Segment(from: to, to: from) }
  }
  func segments(_ line: [WorldPoint]) -> [Segment] {
    zip(line, line.dropFirst()).map { Segment(from: $0, to: $1) }
  }
  func cross(_ segment: Segment) -> Int128 {
    Int128(segment.to.x) * Int128(segment.from.y) - Int128(segment.from.x) * Int128(segment.to.y)
  }
  for zoom in stride(from: layer.detailedZoom, through: 0, by: -step) {
    let shape = layer.shape(zoom: zoom)
    var expected: [Segment: Int] = [:]
    var outerArea: Int128 = 0
    for border in shape.borders {
      for segment in segments(border.line) {
        expected[segment, default: 0] += 1
        if border.territories.1 == nil {
          outerArea += cross(segment)
        } else {
          expected[segment.reversed, default: 0] += 1
        }
      }
    }
    var met: [Segment: Int] = [:]
    var area: Int128 = 0
    for ring in shape.areas.flatMap(\.rings) {
      #expect(ring.count >= 4 && ring.first == ring.last, "zoom \(zoom)")
      for segment in segments(ring) {
        met[segment, default: 0] += 1
        area += cross(segment)
      }
    }
    #expect(met == expected, "zoom \(zoom)")
    #expect(area == outerArea, "zoom \(zoom)")
    #expect(area > 0, "zoom \(zoom)")
    #expect(Set(shape.areas.map(\.territory)).count == layer.territories.count, "zoom \(zoom)")
    #expect(shape.areas.allSatisfy { $0.rings[0].allSatisfy($0.bounds.contains) })
  }
}
