import MaillageGeometry
import MaillageIndex

/// The clusters of a few points, the obvious way: every seed looks at every node.
struct PlainClusters {
  struct Node {
    var id: ClusterHierarchy.Cluster.ID
    var rows: [Int]
    var position: WorldPoint
    var priority: UInt64
    var group: UInt32?
    var firstZoom = 0
    var children: [Int] = []
  }

  private(set) var nodes: [Node] = []

  init(
    _ coordinates: [Coordinate], rows: [Int], groups: [UInt32]? = nil,
    options: ClusterHierarchy.Options
  ) {
    let points = coordinates.map(WorldPoint.init)
    for (point, rows) in Dictionary(grouping: rows, by: { points[$0] }) {
      let seed = MortonCode(point).bits
      nodes.append(
        Node(
          id: .init(zoom: 24, seed: seed), rows: rows, position: point,
          priority: max(1, Self.mixed(seed) >> 32), group: rows.compactMap { groups?[$0] }.min()))
    }
    var alive = Array(nodes.indices)
    for zoom in (0...options.maximumZoom).reversed() {
      let radius = (options.radii[zoom] ?? options.radius) / 256 * 4_294_967_296 / Double(1 << zoom)
      var waiting = alive.sorted {
        (nodes[$0].priority, nodes[$0].id.seed) > (nodes[$1].priority, nodes[$1].id.seed)
      }
      alive = []
      while let seed = waiting.first {
        let near = waiting.filter {
          Self.distance(nodes[$0].position, nodes[seed].position) <= radius
            && nodes[$0].group == nodes[seed].group
        }
        waiting.removeAll { near.contains($0) }
        let rows = near.flatMap { nodes[$0].rows }
        if near.count == 1 || rows.count < options.minimumPoints {
          alive += near
          continue
        }
        for node in near { nodes[node].firstZoom = zoom + 1 }
        alive.append(nodes.count)
        nodes.append(
          Node(
            id: .init(zoom: zoom, seed: nodes[seed].id.seed), rows: rows,
            position: Self.mean(rows.map { points[$0] }), priority: nodes[seed].priority,
            group: nodes[seed].group, children: near))
      }
    }
  }

  /// The nodes of a zoom in a rectangle, in the order of answers.
  func nodes(in rectangle: WorldRectangle = .world, zoom: Int) -> [Node] {
    inOrder(
      nodes.filter {
        $0.firstZoom <= zoom && zoom <= $0.id.zoom && rectangle.contains($0.position)
      })
  }

  /// The children of a node, in the order of answers.
  func children(of node: Node) -> [Node] {
    inOrder(node.children.map { nodes[$0] })
  }

  private func inOrder(_ nodes: [Node]) -> [Node] {
    nodes.sorted { $0.id.seed < $1.id.seed }
  }

  static func distance(_ left: WorldPoint, _ right: WorldPoint) -> Double {
    let (x, y) = (Double(left.x) - Double(right.x), Double(left.y) - Double(right.y))
    return (x * x + y * y).squareRoot()
  }

  private static func mean(_ points: [WorldPoint]) -> WorldPoint {
    func mean(_ values: [UInt32]) -> UInt32 {
      UInt32((values.reduce(0) { $0 + Int($1) } + values.count / 2) / values.count)
    }
    return WorldPoint(x: mean(points.map(\.x)), y: mean(points.map(\.y)))
  }

  /// SplitMix64's output function.
  private static func mixed(_ key: UInt64) -> UInt64 {
    var bits = key &+ 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return bits ^ bits >> 31
  }
}
