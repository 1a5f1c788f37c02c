import MaillageGeometry

/// The outlines of a layer at every zoom, made of one set of arcs.
struct LayerShapes {
  /// How far a point may be from needed, as the side of a square in CSS pixels: a third of a pixel on
  /// a 256-px tile, one pixel on a 768-px (@3x) tile.
  static let tolerance = 0.35

  /// The area below which an island is left out, in square CSS pixels: one pixel at @2x.
  static let smallestIsland = 0.25

  /// The share of points at which simplifying ends and the lines of the file are used.
  static let fullDetail = 0.98

  /// The zoom at which simplifying ends at the latest.
  static let maximumZoom = 16

  /// How many steps of a territory's size are told apart where a place for its name is sought.
  static let labelDetail = 400.0

  private let topology: Topology
  /// For each arc the weight of each point.
  private let weights: [[Double]]
  /// For each arc that is an island or a loop the area it encloses; infinite for all that must stay.
  private let areas: [Double]

  /// Weighs the points of every arc.
  ///
  /// - Complexity: O(n log n), n the number of points.
  init(_ topology: Topology) {
    self.topology = topology
    let arcs = topology.arcs
    var minimum = arcs.map { $0.isClosed ? 2 : 0 }
    var areas = arcs.map { $0.isClosed ? abs($0.points.doubledArea) / 2 : .infinity }
    for ring in topology.parts.flatMap(\.rings) {
      let open = ring.map { $0 < 0 ? ~$0 : $0 }.filter { !arcs[$0].isClosed }
      if open.count == 2 {
        // Both sides of a lens must not become the same straight line.
        let longer = arcs[open[0]].points.count >= arcs[open[1]].points.count ? open[0] : open[1]
        minimum[longer] = 1
      }
    }
    for part in topology.largestParts {
      for arc in topology.parts[part].rings[0] {
        areas[arc < 0 ? ~arc : arc] = .infinity
      }
    }
    self.areas = areas
    weights = zip(arcs, minimum).map { ArcSimplification.weights(of: $0.points, keeping: $1) }
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
      let smallestIsland = Self.smallestIsland * pixel * pixel
      shapes.append(
        LayerShape(topology, zooms: zoom...zoom) { arc in
          areas[arc] < smallestIsland ? [] : line(arc, keeping: smallest)
        })
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
