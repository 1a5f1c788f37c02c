import MaillageGeometry

/// The outlines of a layer at every zoom, made of one set of arcs.
struct LayerShapes {
  /// How far a point may be from needed, as the side of a square in CSS pixels: half a pixel on a
  /// 256-px tile, one and a half on a 768-px (@3x) tile.
  static let tolerance = 0.5

  /// The share of points at which simplifying ends and the lines of the file are used.
  static let fullDetail = 0.98

  /// The zoom at which simplifying ends at the latest.
  static let maximumZoom = 16

  /// How many steps of a territory's size are told apart where a place for its name is sought.
  static let labelDetail = 400.0

  private let topology: Topology
  /// For each arc the weight of each point.
  private let weights: [[Double]]

  /// Weighs the points of every arc.
  ///
  /// - Complexity: O(n log n) for usual maps, n the number of points.
  init(_ topology: Topology) {
    self.topology = topology
    weights = ArcSimplification.weights(of: topology)
  }

  /// The outlines from zoom 0 on; the last one is that of the file and serves all deeper zooms.
  func byZoom() -> [LayerShape] {
    let count = weights.reduce(0) { $0 + $1.count }
    var shapes: [LayerShape] = []
    for zoom in 0..<Self.maximumZoom {
      let pixel = Double(1 << (24 - zoom))
      let smallest = (Self.tolerance * pixel) * (Self.tolerance * pixel)
      let kept = weights.reduce(0) { $0 + $1.count { $0 >= smallest } }
      if Double(kept) >= Self.fullDetail * Double(count) { break }
      shapes.append(
        LayerShape(topology, zooms: zoom...zoom) { line($0, keeping: smallest) })
    }
    shapes.append(
      LayerShape(topology, zooms: shapes.count...Tile.maximumZoom) { topology.arcs[$0].points })
    return shapes
  }

  /// Where the name of each territory fits best, by territory.
  func labels() -> [Int: LabelPlacement] {
    var labels: [Int: LabelPlacement] = [:]
    for part in topology.largestParts.map({ topology.parts[$0] }) {
      let rings = part.rings.map { topology.ring($0) }
      guard let bounds = rings[0].bounds else { continue }
      let width = Double(bounds.maximum.x) - Double(bounds.minimum.x)
      let height = Double(bounds.maximum.y) - Double(bounds.minimum.y)
      let detail = max(width, height) / Self.labelDetail
      let outline = part.rings.map { chain in
        topology.ring(chain) { line($0, keeping: detail * detail) }
      }
      labels[part.territory] = LabelPlacement(in: rings, searching: outline)
    }
    return labels
  }

  private func line(_ arc: Int, keeping smallest: Double) -> [WorldPoint] {
    let points = topology.arcs[arc].points
    let weights = weights[arc]
    return points.indices.filter { weights[$0] >= smallest }.map { points[$0] }
  }
}
