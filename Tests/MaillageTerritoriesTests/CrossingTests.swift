import Foundation
import MaillageGeometry
import MaillageTerritories
import Testing

/// Whether simplified borders keep apart, judged by comparing every piece with every other.
@Suite struct CrossingTests {
  @Test(arguments: 1...UInt64(isLong ? 200 : 8))
  func simplifiedBordersMeetAtCommonEndsOnly(seed: UInt64) throws {
    let layer = try TerritoryLayer(
      boundaries: JaggedMap(seed: seed).geoJSON(), level: .departement, fileName: "seed \(seed)")
    let exact = layer.shape(zoom: layer.detailedZoom)
    #expect(layer.detailedZoom > 4, "seed \(seed)")
    expectCoverage(of: layer)
    for zoom in 0...layer.detailedZoom {
      let shape = layer.shape(zoom: zoom)
      let pieces = shape.borders.flatMap { zip($0.line, $0.line.dropFirst()).map(Piece.init) }
      for (index, piece) in pieces.enumerated() {
        for other in pieces[(index + 1)...] where piece.meets(other) {
          Issue.record("seed \(seed), zoom \(zoom): \(piece) meets \(other)")
        }
      }
      // Nothing turned over, and no ring left its part.
      #expect(shape.areas.map(\.territory) == exact.areas.map(\.territory))
      for (area, model) in zip(shape.areas, exact.areas) {
        #expect(area.rings.count == model.rings.count)
        #expect(area.rings.allSatisfy { Set($0).count >= 3 })
        #expect(area.rings.map(isCounterClockwise) == model.rings.map(isCounterClockwise))
        #expect(
          area.rings.dropFirst().allSatisfy { hole in
            hole.allSatisfy { area.rings[0].contains($0) || isInside($0, area.rings[0]) }
          }, "seed \(seed), zoom \(zoom)")
      }
    }
  }

  private func isCounterClockwise(_ ring: [WorldPoint]) -> Bool {
    var area: Int128 = 0
    for (from, to) in zip(ring, ring.dropFirst()) {
      area += Int128(to.x) * Int128(from.y) - Int128(from.x) * Int128(to.y)
    }
    return area > 0
  }

  private func isInside(_ point: WorldPoint, _ ring: [WorldPoint]) -> Bool {
    var isInside = false
    for (from, to) in zip(ring, ring.dropFirst()) where (from.y > point.y) != (to.y > point.y) {
      let turn = Piece(from: from, to: to).turn(to: point)
      if (turn > 0) == (to.y > from.y) { isInside.toggle() }
    }
    return isInside
  }
}

/// A straight piece of a border.
private struct Piece: CustomStringConvertible {
  let from: WorldPoint
  let to: WorldPoint

  var description: String { "\(from.x),\(from.y) \(to.x),\(to.y)" }

  func turn(to point: WorldPoint) -> Int128 {
    (Int128(to.x) - Int128(from.x)) * (Int128(point.y) - Int128(from.y))
      - (Int128(to.y) - Int128(from.y)) * (Int128(point.x) - Int128(from.x))
  }

  private func holds(_ point: WorldPoint) -> Bool {
    turn(to: point) == 0 && point.x >= min(from.x, to.x) && point.x <= max(from.x, to.x)
      && point.y >= min(from.y, to.y) && point.y <= max(from.y, to.y)
  }

  /// Whether two pieces have a point in common that is not an end of both.
  func meets(_ other: Piece) -> Bool {
    guard max(from.x, to.x) >= min(other.from.x, other.to.x),
      max(other.from.x, other.to.x) >= min(from.x, to.x),
      max(from.y, to.y) >= min(other.from.y, other.to.y),
      max(other.from.y, other.to.y) >= min(from.y, to.y)
    else { return false }
    let shared = [from, to].filter { $0 == other.from || $0 == other.to }
    if shared.count == 2 { return true }
    let ends = [from, to].filter { !shared.contains($0) && other.holds($0) }
    let otherEnds = [other.from, other.to].filter { !shared.contains($0) && holds($0) }
    if !ends.isEmpty || !otherEnds.isEmpty { return true }
    return turn(to: other.from).signum() * turn(to: other.to).signum() < 0
      && other.turn(to: from).signum() * other.turn(to: to).signum() < 0
  }
}
