import MaillageGeometry

/// The rings of a layer, cut into arcs that neighbours share.
///
/// An arc runs from junction to junction: a junction is a point whose neighbours along the rings are
/// not the same in every ring, or that one ring has twice. So a point that is the end of no arc lies
/// in one arc, once. A ring without junction is one closed arc. Each arc is stored once,
/// in the direction of the first ring that has it.
///
/// Source: M. Bostock, TopoJSON (topojson-server: join, cut, dedup). What is shared are points of
/// the `WorldPoint` grid: lines that run along each other with different points stay two lines.
struct Topology {
  /// A line between two junctions, or a whole ring that has none.
  ///
  /// The territory on its left, with north up, is the first that has it.
  struct Arc {
    /// The points, ends included; in a closed arc the last repeats the first.
    let points: [WorldPoint]
    /// The same points as indices into ``Topology/vertices``.
    let vertices: [Int32]
    let left: Int
    var right: Int?
    /// Whether both ends are the same point.
    var isClosed: Bool { vertices.first == vertices.last }
  }

  /// An arc as a ring has it: `index` in its own direction, `~index` against it.
  typealias ArcReference = Int

  /// An outside with its holes; each ring is the chain of its arcs.
  struct Part {
    let territory: Int
    let rings: [[ArcReference]]
  }

  /// The different points of all arcs, in Morton order.
  let vertices: [WorldPoint]
  private(set) var arcs: [Arc] = []
  /// The parts by territory, in the order of the territory's polygons.
  private(set) var parts: [Part] = []

  /// Cuts the rings of territories given as polygons.
  ///
  /// - Complexity: O(n log n), n the number of positions.
  init(_ territories: [[Polygon]]) {
    var builder = Builder(territories)
    vertices = builder.points
    for (territory, polygons) in territories.enumerated() {
      for polygon in polygons {
        let rings = polygon.rings.compactMap { _ in builder.nextRing() }
        guard let outside = rings.first, !outside.isEmpty else { continue }
        parts.append(
          Part(
            territory: territory,
            rings: rings.filter { !$0.isEmpty }.map { ring in
              ring.map { reference(to: $0, in: &builder, of: territory) }
            }))
      }
    }
  }

  private mutating func reference(
    to line: [Int32], in builder: inout Builder, of territory: Int
  ) -> ArcReference {
    let forward = Builder.edge(line[0], line[1])
    if let known = builder.arcs[forward] {
      if known < 0, arcs[~known].right == nil { arcs[~known].right = territory }
      return known
    }
    let index = arcs.count
    arcs.append(
      Arc(
        points: line.map { vertices[Int($0)] }, vertices: line, left: territory, right: nil))
    builder.arcs[Builder.edge(line[line.count - 1], line[line.count - 2])] = ~index
    builder.arcs[forward] = index
    return index
  }
}

extension Topology {
  /// The index of each territory's largest part, judged by its outside; a territory that is smaller
  /// than the grid has none.
  var largestParts: [Int] {
    var largest: [Int: (part: Int, area: Double)] = [:]
    for (index, part) in parts.enumerated() {
      let area = abs(ring(part.rings[0]).doubledArea)
      if area > largest[part.territory]?.area ?? -1 { largest[part.territory] = (index, area) }
    }
    return largest.values.map(\.part).sorted()
  }

  /// The closed ring that a chain of arcs makes.
  ///
  /// - Parameters:
  ///   - chain: The arcs, in order.
  ///   - line: The points of an arc, by its index; those of the file if not given.
  /// - Returns: The points, the last of them the first again.
  func ring(_ chain: [ArcReference], line: ((Int) -> [WorldPoint])? = nil) -> [WorldPoint] {
    var points: [WorldPoint] = []
    for arc in chain {
      let index = arc < 0 ? ~arc : arc
      let forward = line?(index) ?? arcs[index].points
      let part = arc < 0 ? forward.reversed() : forward
      points += points.isEmpty ? part[...] : part.dropFirst()
    }
    return points
  }
}

extension Topology {
  /// The tables that cutting needs and the result does not.
  private struct Builder {
    /// The different points, in Morton order; a vertex is an index into it.
    private(set) var points: [WorldPoint] = []
    /// The first and the last edge of every arc, each leading into the arc.
    ///
    /// Between two junctions no point leaves a choice, so an arc is known by the edge it begins with.
    var arcs: [UInt64: ArcReference] = [:]
    /// The open rings as vertices, in the order of the polygons.
    private var rings: [[Int32]] = []
    private var isJunction: [Bool] = []
    private var next = 0

    static func edge(_ from: Int32, _ to: Int32) -> UInt64 {
      UInt64(from) << 32 | UInt64(to)
    }

    init(_ territories: [[Polygon]]) {
      var positions: [(code: UInt64, ring: Int32, index: Int32)] = []
      positions.reserveCapacity(
        territories.joined().reduce(0) { $0 + $1.rings.reduce(0) { $0 + $1.count } })
      for polygons in territories {
        for polygon in polygons {
          for ring in polygon.rings {
            let line = ring.worldRing()
            let count = line.count >= 3 ? line.count : 0
            for index in 0..<count {
              positions.append((MortonCode(line[index]).bits, Int32(rings.count), Int32(index)))
            }
            rings.append(Array(repeating: 0, count: count))
          }
        }
      }
      positions.sort { $0.code < $1.code }
      for (index, position) in positions.enumerated() {
        if index == 0 || positions[index - 1].code != position.code {
          points.append(MortonCode(bits: position.code).point)
        }
        rings[Int(position.ring)][Int(position.index)] = Int32(points.count - 1)
      }
      markJunctions()
    }

    private mutating func markJunctions() {
      isJunction = Array(repeating: false, count: points.count)
      // Both neighbours of a vertex where it was first met, the lesser in the upper half.
      var neighbours: [UInt64] = Array(repeating: .max, count: points.count)
      var latestRing: [Int32] = Array(repeating: -1, count: points.count)
      for (number, ring) in rings.enumerated() {
        var previous = ring.last ?? 0
        for index in ring.indices {
          let vertex = Int(ring[index])
          let following = index + 1 < ring.count ? ring[index + 1] : ring[0]
          let pair = Self.edge(min(previous, following), max(previous, following))
          if latestRing[vertex] == number
            || (neighbours[vertex] != pair && neighbours[vertex] != .max)
          {
            isJunction[vertex] = true
          }
          neighbours[vertex] = pair
          latestRing[vertex] = Int32(number)
          previous = ring[index]
        }
      }
    }

    /// The next ring as its arcs, each a line of vertices; empty when it is smaller than the grid.
    mutating func nextRing() -> [[Int32]] {
      let ring = rings[next]
      next += 1
      guard !ring.isEmpty else { return [] }
      let start =
        ring.firstIndex { isJunction[Int($0)] }
        ?? ring.indices.min { key(ring[$0]) < key(ring[$1]) } ?? 0
      var lines: [[Int32]] = []
      var line = [ring[start]]
      for offset in 1...ring.count {
        let vertex = ring[(start + offset) % ring.count]
        line.append(vertex)
        if isJunction[Int(vertex)] || offset == ring.count {
          lines.append(line)
          line = [vertex]
        }
      }
      return lines
    }

    /// Orders points from west to east, so that a closed arc starts at the same point in every ring.
    private func key(_ vertex: Int32) -> UInt64 {
      let point = points[Int(vertex)]
      return UInt64(point.x) << 32 | UInt64(point.y)
    }
  }
}
