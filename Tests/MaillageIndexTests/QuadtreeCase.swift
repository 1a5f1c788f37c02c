import Foundation
import MaillageGeometry
import MaillageIndex
import MaillageTestSupport

/// One random case: points, a selection or none, and what a plain scan of the points answers.
struct QuadtreeCase {
  let seed: UInt64
  let points: [Coordinate]
  let tree: Quadtree
  let selection: Bitset?
  var generator: SplitMix64

  /// How many times as many cases as usual are tried.
  static let times = ProcessInfo.processInfo.environment["MAILLAGE_LONG"] == nil ? 1 as UInt64 : 3

  init(seed: UInt64, layout: PointLayout, count: ClosedRange<Int> = 1...200) {
    self.seed = seed
    var generator = SplitMix64(seed: seed)
    points = layout.points(.random(in: count, using: &generator), using: &generator)
    tree = Quadtree(points, threads: Int.random(in: 1...2, using: &generator))
    if Bool.random(using: &generator) {
      var rows = Bitset(count: points.count)
      for row in points.indices where Int.random(in: 0..<3, using: &generator) > 0 {
        rows.insert(row)
      }
      selection = rows
    } else {
      selection = nil
    }
    self.generator = generator
  }

  /// A point, a place near one, a pole, or anywhere.
  mutating func place() -> Coordinate {
    let kind = Int.random(in: 0..<6, using: &generator)
    if kind == 0 { return PointLayout.anywhere(&generator) }
    if kind == 1 {
      return Coordinate(
        longitude: .random(in: -180...180, using: &generator),
        latitude: Bool.random(using: &generator) ? 90 : -90)
    }
    guard let point = points.randomElement(using: &generator) else {
      return Coordinate(longitude: 180, latitude: 0)
    }
    return kind < 4 ? point : PointLayout.near(point, 0.5, &generator)
  }

  func isSelected(_ row: Int) -> Bool { selection?.contains(row) ?? true }

  func plainRows(in box: BoundingBox) -> [Int] {
    points.indices.filter { box.contains(points[$0]) && isSelected($0) }
  }

  func plainNeighbors(of center: Coordinate, within radius: Double) -> [Quadtree.Neighbor] {
    points.indices.filter(isSelected)
      .map { row in (row, Geodesic.distance(from: center, to: points[row])) }
      .filter { $0.1 <= radius }
      .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
      .map { Quadtree.Neighbor(row: $0.0, distance: $0.1) }
  }
}
