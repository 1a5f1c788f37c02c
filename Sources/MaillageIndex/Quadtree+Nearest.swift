import Glibc
public import MaillageGeometry

extension Quadtree {
  /// The nearest rows, nearest first, rows equally far in ascending order.
  ///
  /// - Parameters:
  ///   - center: A valid position; there is no answer around any other.
  ///   - limit: The most rows to return.
  ///   - radius: The farthest a row may be, in metres along the geodesic on WGS 84, edge included.
  ///   - selection: The rows to look among, with capacity ``rowCount``; all when `nil`.
  /// - Returns: At most `limit` neighbours by distance, then row.
  /// - Complexity: O(log n + k log k) for points spread evenly, k the limit.
  public func nearest(
    to center: Coordinate, limit: Int, within radius: Double = .infinity, selection: Bitset? = nil
  ) -> [Neighbor] {
    guard limit > 0, radius >= 0, center.isValid else { return [] }
    // The k nearest in a straight line bound how far the k nearest on the ellipsoid can be.
    let reach = reachOfNearest(
      to: WGS84.earthCentred(center) * EarthGrid.stepsPerMetre, limit: limit, selection: selection)
    var nearest = Smallest<Neighbor>(limit: limit)
    visitNeighbors(of: center, within: min(radius, reach), selection: selection) {
      nearest.insert($0)
    }
    return nearest.sorted()
  }

  /// A distance in metres within which so many points lie; infinite if there are not that many.
  private func reachOfNearest(
    to place: SIMD3<Double>, limit: Int, selection: Bitset?
  ) -> Double {
    guard !nodes.isEmpty, limit < count else { return .infinity }
    var chords = Smallest<Double>(limit: limit)
    var pending = [(bound: 0.0, index: 0)]
    while let (bound, index) = pending.popLast() {
      if let farthest = chords.greatest, bound >= farthest { continue }
      let node = nodes[index]
      if node.isLeaf {
        for point in node.points where isSelected(point, selection) {
          chords.insert(squaredChord(to: point, from: place))
        }
      } else {
        // The nearest child is looked into first: it narrows the search for the others.
        let known = pending.count
        for child in node.children {
          pending.append((nodes[child].squaredDistance(from: place), child))
        }
        pending[known...].sort { $0.bound > $1.bound }
      }
    }
    guard let farthest = chords.greatest else { return .infinity }
    return Self.longestGeodesic(
      overChord: farthest.squareRoot() / EarthGrid.stepsPerMetre + EarthGrid.error)
  }

  /// A length no shortest path between two points with this chord exceeds, in metres.
  ///
  /// A geodesic is nowhere more curved than a circle of the smallest radius of curvature R, so its
  /// chord is at least that of such a circle's arc, 2R sin (s / 2R).
  ///
  /// Source: A. Schur's comparison theorem; S. S. Chern, "Curves and surfaces in Euclidean space",
  /// in "Studies in Global Geometry and Analysis", 1967, section 5.
  static func longestGeodesic(overChord chord: Double) -> Double {
    let diameter = 2 * WGS84.smallestRadiusOfCurvature
    return chord < diameter ? diameter * asin(chord / diameter) : .infinity
  }
}

/// The smallest of the elements seen, up to a number of them: a heap, its root the greatest.
struct Smallest<Element: Comparable> {
  private let limit: Int
  private var heap: [Element] = []

  init(limit: Int) {
    self.limit = limit
  }

  /// The greatest element kept; `nil` while there is room for any.
  var greatest: Element? { heap.count < limit ? nil : heap.first }

  /// The elements kept, ascending.
  func sorted() -> [Element] { heap.sorted() }

  mutating func insert(_ element: Element) {
    if heap.count < limit {
      heap.append(element)
      var child = heap.count - 1
      while child > 0, heap[(child - 1) / 2] < heap[child] {
        heap.swapAt(child, (child - 1) / 2)
        child = (child - 1) / 2
      }
    } else if let greatest, element < greatest {
      heap[0] = element
      sink()
    }
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var largest = parent
      for child in 2 * parent + 1..<2 * parent + 3
      where child < heap.count && heap[largest] < heap[child] {
        largest = child
      }
      guard largest != parent else { return }
      heap.swapAt(parent, largest)
      parent = largest
    }
  }
}
