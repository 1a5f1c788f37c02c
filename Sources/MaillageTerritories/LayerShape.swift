public import MaillageGeometry

/// The outlines of one layer's territories, simplified for one zoom and cut for its tiles.
///
/// Everything is made of ``arcs``: lines that two neighbours share, or that have a territory on one
/// side only. Areas and borders are the same lines, so fills neither gape nor overlap, and strokes
/// run exactly along the fills.
public struct LayerShape: Sendable {
  /// A line between two points where territories meet, or a whole ring.
  public struct Arc: Sendable {
    /// Its points in ``LayerShape/points``, at least two; those of a ring end with the first again.
    public let range: Range<Int>
    /// The index, in ``TerritoryLayer/territories``, of the territory to its left with north up.
    public let left: Int
    /// The territory to its right, if there is one.
    public let right: Int?
    /// Whether the line is a ring of its own.
    public let isClosed: Bool
  }

  /// One part of a territory: an outside with its holes.
  public struct Area: Sendable {
    /// The territory's index in ``TerritoryLayer/territories``.
    public let territory: Int
    /// Closed rings (the last point repeats the first) of at least four points; the first is the
    /// outside.
    public let rings: [[WorldPoint]]
    /// The smallest rectangle that holds every ring.
    public let bounds: WorldRectangle
  }

  /// A border between two junctions, or a whole ring.
  public struct Border: Sendable {
    /// The line, in order.
    public let line: [WorldPoint]
    /// Whether the line is a ring of its own, its last point repeating its first.
    public let isClosed: Bool
    /// The indices of the territory on one side and, if there is one, on the other.
    public let territories: (Int, Int?)
  }

  /// The points of all arcs.
  public let points: [WorldPoint]
  /// The arcs; every piece of border is in exactly one of them.
  public let arcs: [Arc]
  /// The arcs of each part of a territory.
  private let parts: [Topology.Part]
  /// The arcs by place.
  let cells: ArcCells

  /// Gathers the lines of a topology's arcs, some of which may be left out, and cuts them.
  ///
  /// - Parameters:
  ///   - topology: The arcs.
  ///   - zooms: The zooms at which tiles show this shape.
  ///   - line: The points of an arc that stay, by its index.
  init(_ topology: Topology, zooms: ClosedRange<Int>, line: (Int) -> [WorldPoint]) {
    var points: [WorldPoint] = []
    var arcs: [Arc] = []
    for (index, arc) in topology.arcs.enumerated() {
      let start = points.count
      points += line(index)
      arcs.append(
        Arc(
          range: start..<points.count, left: arc.left, right: arc.right, isClosed: arc.isClosed))
    }
    self.points = points
    self.arcs = arcs
    parts = topology.parts
    cells = ArcCells(points: points, arcs: arcs, zooms: zooms)
  }

  /// The areas, by territory, the parts in the territory's order.
  ///
  /// - Complexity: O(n), n the number of points.
  public var areas: [Area] {
    parts.compactMap { part in
      let rings = part.rings.map(ring).filter { !$0.isEmpty }
      guard let bounds = rings.first?.bounds else { return nil }
      return Area(territory: part.territory, rings: rings, bounds: bounds)
    }
  }

  /// The borders, each exactly once.
  ///
  /// - Complexity: O(n), n the number of points.
  public var borders: [Border] {
    arcs.filter { $0.left != $0.right && $0.range.count > 1 }.map { arc in
      Border(
        line: Array(points[arc.range]), isClosed: arc.isClosed, territories: (arc.left, arc.right))
    }
  }

  private func ring(_ chain: [Topology.ArcReference]) -> [WorldPoint] {
    var ring: [WorldPoint] = []
    for reference in chain {
      let forward = points[arcs[reference < 0 ? ~reference : reference].range]
      let line = reference < 0 ? Array(forward.reversed()) : Array(forward)
      ring += ring.isEmpty ? line[...] : line.dropFirst()
    }
    return ring
  }
}
