import MaillageGeometry

/// How much each point of a line matters: its effective area after Visvalingam and Whyatt.
///
/// Points go one by one, each time the one that spans the smallest triangle with its neighbours; the
/// area of that triangle, or of the largest before it, is its weight. A line simplified to a
/// tolerance keeps the points of at least that weight, so one pass serves every zoom.
///
/// Guaranteed: both ends stay, the least points asked for stay, and neighbours that share the line
/// see the same points. Not guaranteed: that the line crosses neither itself nor another. A crossing
/// is about as small as the triangles left out, hence below what a pixel shows.
///
/// Source: M. Visvalingam and J. D. Whyatt, "Line generalisation by repeated elimination of points",
/// The Cartographic Journal 30 (1), 1993.
enum ArcSimplification {
  /// The weight of each point in square units of `WorldPoint`; infinite for those that must stay.
  ///
  /// - Parameters:
  ///   - line: At least two points.
  ///   - minimum: How many points between the ends must stay.
  /// - Returns: One weight for each point.
  /// - Complexity: O(n log n), n the number of points.
  static func weights(of line: [WorldPoint], keeping minimum: Int) -> [Double] {
    var weights = Array(repeating: Double.infinity, count: line.count)
    guard line.count > 2 + minimum else { return weights }
    var previous = line.indices.map { $0 - 1 }
    var following = line.indices.map { $0 + 1 }
    // The area a point spans now; an entry of the heap with another area is out of date.
    var areas = weights
    for index in 1..<(line.count - 1) {
      areas[index] = area(line[index - 1], line[index], line[index + 1])
    }
    var heap = MinimumHeap(
      (1..<(line.count - 1)).map { Candidate(area: areas[$0], index: $0) })
    var remaining = line.count - 2
    var largest = 0.0
    while remaining > minimum, let candidate = heap.removeMinimum() {
      let index = candidate.index
      guard candidate.area == areas[index] else { continue }
      largest = max(largest, candidate.area)
      weights[index] = largest
      areas[index] = -1
      remaining -= 1
      let (before, after) = (previous[index], following[index])
      following[before] = after
      previous[after] = before
      for neighbour in [before, after] where neighbour > 0 && neighbour < line.count - 1 {
        areas[neighbour] = area(
          line[previous[neighbour]], line[neighbour], line[following[neighbour]])
        heap.insert(Candidate(area: areas[neighbour], index: neighbour))
      }
    }
    return weights
  }

  private struct Candidate: Comparable {
    let area: Double
    let index: Int

    static func < (left: Candidate, right: Candidate) -> Bool {
      left.area != right.area ? left.area < right.area : left.index < right.index
    }
  }

  private static func area(_ a: WorldPoint, _ b: WorldPoint, _ c: WorldPoint) -> Double {
    let (x, y) = (Double(a.x), Double(a.y))
    return abs(
      (Double(b.x) - x) * (Double(c.y) - y) - (Double(c.x) - x) * (Double(b.y) - y)) / 2
  }
}
