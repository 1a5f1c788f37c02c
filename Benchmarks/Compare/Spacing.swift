import MaillageGeometry
import MaillageIndex

/// Checks what must hold of the clusters of a large set at every zoom: seeds are farther apart than
/// the radius, what a seed took in is within it, no point is lost, and clusters are unions of those of
/// the next zoom.
struct Spacing {
  private(set) var faults: [String] = []
  private let clusters: ClusterHierarchy

  init(_ points: [Coordinate]) {
    clusters = Subject.clusters(Subject.index(points, threads: 2), threads: 2)
    for zoom in 0...clusters.options.maximumZoom { check(zoom) }
  }

  private mutating func check(_ zoom: Int) {
    let radius = clusters.options.radius / 256 * WorldPoint.side / Double(1 << zoom)
    var seeds: [WorldPoint] = []
    var count = 0
    for cluster in clusters.clusters(in: .world, zoom: zoom) {
      count += cluster.count
      guard cluster.id.zoom == zoom else {
        seeds.append(cluster.position)
        continue
      }
      let children = clusters.children(of: cluster.id) ?? []
      if children.reduce(0, { $0 + $1.count }) != cluster.count {
        faults.append("zoom \(zoom): the children of \(cluster.id) have other points")
      }
      guard let seed = children.first(where: { $0.id.seed == cluster.id.seed }) else {
        faults.append("zoom \(zoom): \(cluster.id) has lost its seed")
        continue
      }
      seeds.append(seed.position)
      for child in children where !Self.isNear(child.position, seed.position, radius) {
        faults.append("zoom \(zoom): \(child.id) is too far from the seed of \(cluster.id)")
      }
    }
    if count != clusters.count {
      faults.append("zoom \(zoom): \(count) of \(clusters.count) points")
    }
    checkDistances(seeds, radius, zoom)
  }

  /// Looks at the seeds of neighbouring cells of a grid as wide as the radius.
  private mutating func checkDistances(_ seeds: [WorldPoint], _ radius: Double, _ zoom: Int) {
    let width = max(1, radius.rounded(.up))
    func cell(_ point: WorldPoint, _ dx: Int = 0, _ dy: Int = 0) -> UInt64 {
      let x = Int(Double(point.x) / width) + dx + 1
      let y = Int(Double(point.y) / width) + dy + 1
      return UInt64(y) << 32 | UInt64(x)
    }
    let cells = Dictionary(grouping: seeds.indices) { cell(seeds[$0]) }
    for (index, seed) in seeds.enumerated() {
      for (dx, dy) in [(0, 0), (1, 0), (-1, 1), (0, 1), (1, 1)] {
        for other in cells[cell(seed, dx, dy)] ?? []
        where (other > index || dx != 0 || dy != 0) && Self.isNear(seed, seeds[other], radius) {
          faults.append("zoom \(zoom): two seeds are within the radius of each other")
        }
      }
    }
  }

  private static func isNear(_ first: WorldPoint, _ second: WorldPoint, _ radius: Double) -> Bool {
    let (x, y) = (Double(first.x) - Double(second.x), Double(first.y) - Double(second.y))
    return x * x + y * y <= radius * radius
  }
}
