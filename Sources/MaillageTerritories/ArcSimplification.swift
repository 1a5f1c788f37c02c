import MaillageGeometry

/// How much each point of a layer's arcs matters: its effective area after Visvalingam and Whyatt,
/// with removals that would make lines cross put off.
///
/// Points of all arcs go one by one, each time the one that spans the smallest triangle with its
/// neighbours; the area of that triangle, or of the largest before it, is its weight. A point may go
/// only while no other vertex lies in its triangle or on its edge. A line that ends in no triangle
/// and crosses no side of it can lie in none, so the shortcut meets nothing: every state on the way
/// is free of crossings when the file is. Weights never fall from one removal to the next, hence
/// the points of at least some weight are such a state, and one pass serves every zoom.
///
/// Guaranteed for a layer without crossings: simplified arcs meet only where they share an end; no
/// ring turns over, leaves the ring around it or becomes less than a triangle. Guaranteed for any
/// layer: ends of arcs stay, as do two more points of a closed arc and one of all but one of the
/// arcs between the same two ends, so that every ring has three different points.
///
/// Sources: M. Visvalingam and J. D. Whyatt, "Line generalisation by repeated elimination of
/// points", The Cartographic Journal 30 (1), 1993; A. Saalfeld, "Topologically consistent line
/// simplification with the Douglas–Peucker algorithm", Cartography and GIS 26 (1), 1999, for the
/// triangle.
struct ArcSimplification {
  /// How often a point is put off before it stays for good, unless a neighbour goes: it bounds the
  /// work on lines that wind around one another.
  private static let maximumRefusals = 16

  private let arcs: [Topology.Arc]
  private let points: [WorldPoint]
  private var tree: VertexTree
  /// By vertex; those of ends of arcs mean nothing.
  private var previous: [Int32]
  private var following: [Int32]
  private var arcOf: [Int32]
  /// The area a vertex spans now: an entry of the heap with another area is out of date.
  private var areas: [Float]
  private var weights: [Float]
  private var refusals: [UInt8]
  /// By arc, how many points between its ends remain.
  private var remaining: [Int32]
  /// The two ends of every arc without points between them.
  private var straight: Set<UInt64> = []
  /// Areas in the upper half, as the bits of a `Float`, which order as their values; vertices in the
  /// lower.
  private var heap = MinimumHeap<UInt64>()
  /// By vertex the latest of the notes of those that wait for it to go, or −1.
  private var waiting: [Int32]
  private var notes: [(vertex: Int32, before: Int32)] = []

  /// The weight of each point of each arc in square units of `WorldPoint`; infinite for those that
  /// must stay.
  ///
  /// - Complexity: O(n log n) for usual maps, n the number of points.
  static func weights(of topology: Topology) -> [[Double]] {
    var simplification = ArcSimplification(topology)
    simplification.removePoints()
    return topology.arcs.map { arc in
      arc.vertices.map { Double(simplification.weights[Int($0)]) }
    }
  }

  private init(_ topology: Topology) {
    arcs = topology.arcs
    points = topology.vertices
    tree = VertexTree(points)
    previous = Array(repeating: -1, count: points.count)
    following = previous
    arcOf = previous
    waiting = previous
    areas = Array(repeating: -1, count: points.count)
    weights = Array(repeating: .infinity, count: points.count)
    refusals = Array(repeating: 0, count: points.count)
    remaining = arcs.map { Int32($0.vertices.count - 2) }
    var candidates: [UInt64] = []
    candidates.reserveCapacity(points.count)
    for (index, arc) in arcs.enumerated() {
      let line = arc.vertices
      if line.count == 2 { straight.insert(Self.ends(of: arc)) }
      for position in line.indices.dropFirst().dropLast() {
        let vertex = Int(line[position])
        arcOf[vertex] = Int32(index)
        previous[vertex] = line[position - 1]
        following[vertex] = line[position + 1]
        areas[vertex] = area(at: vertex)
        candidates.append(Self.candidate(vertex, areas[vertex]))
      }
    }
    heap = MinimumHeap(candidates)
  }

  private mutating func removePoints() {
    var largest: Float = 0
    while let candidate = heap.removeMinimum() {
      let vertex = Int(candidate & 0xFFFF_FFFF)
      let area = Float(bitPattern: UInt32(candidate >> 32))
      guard area == areas[vertex], isSpare(vertex), isFree(vertex) else { continue }
      largest = max(largest, area)
      weights[vertex] = largest
      remove(vertex)
    }
  }

  /// Whether its arc can do without a vertex.
  private func isSpare(_ vertex: Int) -> Bool {
    let index = Int(arcOf[vertex])
    let count = remaining[index]
    if arcs[index].isClosed { return count > 2 }
    // Both sides of a lens must not become the same straight line.
    return count > 1 || !straight.contains(Self.ends(of: arcs[index]))
  }

  /// Whether no other vertex lies in the triangle of this one; if one does, asks again once it went.
  private mutating func isFree(_ vertex: Int) -> Bool {
    guard
      let triangle = VertexTriangle(
        points[Int(previous[vertex])], points[vertex], points[Int(following[vertex])])
    else { return false }
    guard let obstacle = tree.vertex(in: triangle) else { return true }
    if refusals[vertex] < Self.maximumRefusals {
      refusals[vertex] += 1
      notes.append((Int32(vertex), waiting[obstacle]))
      waiting[obstacle] = Int32(notes.count - 1)
    }
    return false
  }

  private mutating func remove(_ vertex: Int) {
    areas[vertex] = -1
    tree.remove(vertex)
    let arc = Int(arcOf[vertex])
    remaining[arc] -= 1
    if remaining[arc] == 0 { straight.insert(Self.ends(of: arcs[arc])) }
    let (before, after) = (Int(previous[vertex]), Int(following[vertex]))
    if areas[before] >= 0 {
      following[before] = Int32(after)
      reconsider(before)
    }
    if areas[after] >= 0 {
      previous[after] = Int32(before)
      reconsider(after)
    }
    var note = waiting[vertex]
    while note >= 0 {
      let (waiter, next) = notes[Int(note)]
      if areas[Int(waiter)] >= 0 { heap.insert(Self.candidate(Int(waiter), areas[Int(waiter)])) }
      note = next
    }
  }

  private mutating func reconsider(_ vertex: Int) {
    areas[vertex] = area(at: vertex)
    refusals[vertex] = 0
    heap.insert(Self.candidate(vertex, areas[vertex]))
  }

  private func area(at vertex: Int) -> Float {
    let (a, b, c) = (points[Int(previous[vertex])], points[vertex], points[Int(following[vertex])])
    let (x, y) = (Double(a.x), Double(a.y))
    return Float(
      abs((Double(b.x) - x) * (Double(c.y) - y) - (Double(c.x) - x) * (Double(b.y) - y)) / 2)
  }

  private static func candidate(_ vertex: Int, _ area: Float) -> UInt64 {
    UInt64(area.bitPattern) << 32 | UInt64(vertex)
  }

  private static func ends(of arc: Topology.Arc) -> UInt64 {
    guard let first = arc.vertices.first, let last = arc.vertices.last else { return 0 }
    return UInt64(min(first, last)) << 32 | UInt64(max(first, last))
  }
}
