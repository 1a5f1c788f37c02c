import Foundation
import MaillageGeometry
import MaillageTerritories
import Testing

@Suite struct HostileGeometryTests {
  /// Rings on a small grid meet, cross, overlap, run along themselves and turn back all the time.
  @Test(arguments: [31, 32] as [UInt64])
  func anyRingsGiveClosedOutlines(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for round in 0..<(isLong ? 1500 : 150) {
      let size = Int.random(in: 2...6, using: &generator)
      let features = (0..<4).map { number in
        let rings = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
          let wander = (0..<Int.random(in: 3...30, using: &generator)).map { _ in
            let x = Int.random(in: 0...size, using: &generator)
            let y = Int.random(in: 0...size, using: &generator)
            return "\(x),\(y)"
          }
          return (["0,0", "\(size),0", "0,\(size)"] + wander).joined(separator: " ")
        }
        return GeoJSONText.feature(code: "\"\(number)\"", rings: rings)
      }
      let layer = try TerritoryLayer(
        boundaries: GeoJSONText.collection(features), level: .commune, fileName: "seed \(seed)")
      for zoom in 0...layer.detailedZoom {
        let shape = layer.shape(zoom: zoom)
        #expect(
          shape.areas.flatMap(\.rings).allSatisfy { $0.count >= 4 && $0.first == $0.last },
          "seed \(seed), round \(round), zoom \(zoom)")
        #expect(
          shape.borders.allSatisfy { $0.line.count >= 2 },
          "seed \(seed), round \(round), zoom \(zoom)")
      }
    }
  }

  @Test func corruptedFilesAreReadOrRefused() throws {
    let intact = Array(
      GeoJSONText.collection([
        GeoJSONText.feature(rings: ["0,0 1,0 1,1", "0.2,0.1 0.5,0.1 0.5,0.2"])
      ]))
    var generator = SplitMix64(seed: 33)
    for _ in 0..<(isLong ? 30_000 : 3000) {
      var bytes = intact
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: index)
        default: bytes.insert(bytes[index], at: index)
        }
      }
      do {
        let layer = try TerritoryLayer(
          boundaries: Data(bytes), level: .commune, fileName: "corrupted")
        #expect(layer.territories.count == 1)
      } catch {
        #expect(error.description.hasPrefix("corrupted: "))
      }
    }
  }

  @Test(arguments: HostileRings.allCases, [1, 2] as [UInt64])
  func largeRingsAreDrawnOrRefusedSoon(rings: HostileRings, seed: UInt64) throws {
    let file = rings.geoJSON(points: isLong ? 100_000 : 2000, seed: seed)
    let start = ContinuousClock.now
    let layer = try TerritoryLayer(boundaries: file, level: .commune, fileName: rings.rawValue)
    for zoom in 0...layer.detailedZoom {
      #expect(
        layer.shape(zoom: zoom).areas.flatMap(\.rings).allSatisfy { ring in
          ring.count >= 4 && ring.first == ring.last && Set(ring).count >= 3
        }, "seed \(seed), zoom \(zoom)")
    }
    // Wide, for debug builds on a busy machine: it is here for work that grows as the square.
    #expect(ContinuousClock.now - start < .seconds(isLong ? 300 : 60))
  }
}
