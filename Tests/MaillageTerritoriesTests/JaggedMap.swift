import Foundation
import MaillageGeometry
import MaillageTerritories

/// A country without gaps or overlaps, all narrow bays, pockets and enclaves: regions grown cell by
/// cell over a grid whose corners are shaken.
///
/// Shaking by less than a third of a cell keeps every cell convex, so borders never cross.
struct JaggedMap {
  static let size = 22

  /// The region of each cell, row by row.
  private var regions: [Int]
  private let corners: [Coordinate]

  init(seed: UInt64, regionCount: Int = 9) {
    var generator = SplitMix64(seed: seed)
    let size = Self.size
    corners = (0...size).flatMap { row in
      (0...size).map { column in
        Coordinate(
          longitude: (Double(column) + .random(in: -0.3...0.3, using: &generator)) / 64,
          latitude: (Double(row) + .random(in: -0.3...0.3, using: &generator)) / 64)
      }
    }
    regions = Array(repeating: -1, count: size * size)
    // A margin of sea, then regions that grow from their seeds, so that each is connected.
    var frontier: [(cell: Int, region: Int)] = (0..<regionCount).map { region in
      let row = Int.random(in: 1..<(size - 1), using: &generator)
      return (row * size + Int.random(in: 1..<(size - 1), using: &generator), region)
    }
    while !frontier.isEmpty {
      let (cell, region) = frontier.remove(
        at: Int.random(in: max(0, frontier.count - 6)..<frontier.count, using: &generator))
      let (row, column) = (cell / size, cell % size)
      guard row > 0, row < size - 1, column > 0, column < size - 1, regions[cell] < 0 else {
        continue
      }
      regions[cell] = region
      for next in [cell - 1, cell + 1, cell - size, cell + size]
      where Int.random(in: 0..<20, using: &generator) > 0 {
        frontier.insert(
          (next, region), at: Int.random(in: 0...frontier.count, using: &generator))
      }
    }
  }

  /// The regions as features; each part its own polygon, a ring within another its hole.
  func geoJSON() -> Data {
    let features = Set(regions).subtracting([-1]).sorted().map { region in
      GeoJSONText.feature(
        code: "\"R\(region)\"", name: "\"Region \(region)\"",
        rings: rings(of: region).map { ring in
          ring.map { "\(corners[$0].longitude),\(corners[$0].latitude)" }.joined(separator: " ")
        })
    }
    return GeoJSONText.collection(features)
  }

  /// The rings around a region, which is connected: the outside, which has the westernmost corner of
  /// the lowest row, then the holes.
  private func rings(of region: Int) -> [[Int]] {
    let size = Self.size
    // For each corner where edges with the region on their left lead.
    var edges: [Int: [Int]] = [:]
    for cell in regions.indices where regions[cell] == region {
      let corner = cell / size * (size + 1) + cell % size
      let square = [corner, corner + 1, corner + size + 2, corner + size + 1]
      for (side, next) in [cell - size, cell + 1, cell + size, cell - 1].enumerated()
      where regions[next] != region {
        edges[square[side], default: []].append(square[(side + 1) % 4])
      }
    }
    var rings: [[Int]] = []
    while let start = edges.keys.min() {
      var ring: [Int] = []
      var (corner, step) = (start, 1)
      repeat {
        ring.append(corner)
        let ways = edges[corner] ?? []
        // Where two cells meet at a corner only, the left turn keeps to the same cell.
        let left = step == 1 ? size + 1 : step == size + 1 ? -1 : step == -1 ? -size - 1 : 1
        let next = ways.first { $0 == corner + left } ?? ways.first ?? start
        edges[corner] = ways.count > 1 ? ways.filter { $0 != next } : nil
        step = next - corner
        corner = next
      } while corner != start
      rings.append(ring)
    }
    return rings
  }
}
