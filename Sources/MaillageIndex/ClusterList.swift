import MaillageGeometry

/// The nodes of one zoom, or of several that share most of theirs, in an order that answers what is
/// in a rectangle.
struct ClusterList: Sendable {
  /// The zooms at which the nodes exist, the deepest standing for all beyond.
  let zooms: ClosedRange<Int>

  // Columns of nodes, by band, then x.

  var xs: [UInt32] = []
  var ys: [UInt32] = []
  var nodes: [UInt32] = []
  /// The first zoom at which a node exists, in the upper half, the last in the lower; empty when
  /// there is one zoom only.
  var intervals: [UInt16] = []

  /// The bands that hold nodes, ascending, and where the nodes of each begin.
  var bands: [UInt32] = []
  var starts: [UInt32] = []
  let bandsPerUnit: Double

  /// An empty list.
  ///
  /// - Parameters:
  ///   - zooms: The zooms of the list.
  ///   - bandsPerUnit: How many bands there are in a unit of ``WorldPoint``.
  init(zooms: ClosedRange<Int>, bandsPerUnit: Double) {
    self.zooms = zooms
    self.bandsPerUnit = bandsPerUnit
  }

  mutating func reserve(_ count: Int) {
    xs.reserveCapacity(count)
    ys.reserveCapacity(count)
    nodes.reserveCapacity(count)
    if zooms.count > 1 { intervals.reserveCapacity(count) }
  }

  /// Appends a node, which stands behind all others by band, then x; ``findBands()`` must follow.
  @inline(__always)
  mutating func append(_ position: WorldPoint, node: UInt32, interval: UInt16) {
    xs.append(position.x)
    ys.append(position.y)
    nodes.append(node)
    if zooms.count > 1 { intervals.append(interval) }
  }

  /// Notes where the nodes of each band begin.
  mutating func findBands() {
    bands.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    var last: UInt32 = 0
    for index in ys.indices {
      let band = band(ys[index])
      if band != last {
        last = band
        bands.append(band)
        starts.append(UInt32(index))
      }
    }
    starts.append(UInt32(ys.count))
  }

  /// Gives nodes the numbers they have in the columns.
  mutating func renumber(_ layout: ClusterLayout) {
    let numbers = layout.numbers.span
    for index in nodes.indices { nodes[index] = numbers[Int(nodes[index])] }
  }

  var byteCount: Int {
    12 * nodes.count + 2 * intervals.count + 4 * (bands.count + starts.count)
  }

  /// Appends the nodes of a zoom in a rectangle, edges included.
  ///
  /// Each band is searched for its first node that is not left of the rectangle, then read on.
  func append(
    in rectangle: WorldRectangle, zoom: Int, of columns: ClusterColumns,
    to features: inout [ClusterHierarchy.Feature]
  ) {
    let (minimum, maximum) = (rectangle.minimum, rectangle.maximum)
    guard minimum.x <= maximum.x, minimum.y <= maximum.y else { return }
    let zoom = UInt16(truncatingIfNeeded: min(zoom, zooms.upperBound))
    let (bands, starts, xs, ys, nodes) = (bands.span, starts.span, xs.span, ys.span, nodes.span)
    let (intervals, clusters) = (intervals.span, columns.clusters.span)
    let height = maximum.y &- minimum.y
    let lastBand = band(maximum.y)
    var band = Self.lowerBound(of: band(minimum.y), in: bands, 0, bands.count)
    while band < bands.count, bands[band] <= lastBand {
      let end = Int(starts[band &+ 1])
      var place = Self.lowerBound(of: minimum.x, in: xs, Int(starts[band]), end)
      band &+= 1
      // Most bands end left of the rectangle or begin right of it where points are few. Appending
      // nothing would write to the storage that all empty arrays share: a race between threads.
      guard place < end, xs[place] <= maximum.x else { continue }
      features.append(addingCapacity: end &- place) { output in
        while place < end, xs[place] <= maximum.x {
          if ys[place] &- minimum.y <= height,
            intervals.isEmpty
              || (intervals[place] &>> 8 <= zoom && zoom <= intervals[place] & 0xFF)
          {
            let node = nodes[place]
            output.append(
              ClusterHierarchy.Feature(
                position: WorldPoint(x: xs[place], y: ys[place]),
                pointCount: node & ClusterColumns.clusterBit == 0
                  ? 1 : clusters[Int(node & ~ClusterColumns.clusterBit)].count,
                node: node))
          }
          place &+= 1
        }
      }
    }
  }

  /// The first place of a sorted run whose value is not below another, found without a branch.
  @inline(__always)
  static func lowerBound(
    of value: UInt32, in values: Span<UInt32>, _ start: Int, _ end: Int
  ) -> Int {
    var base = start
    var length = end &- start
    while length > 1 {
      let half = length &>> 1
      base = values[base &+ half &- 1] < value ? base &+ half : base
      length &-= half
    }
    return length == 1 && values[base] < value ? base &+ 1 : base
  }

  /// The band of a y, counted from 1.
  @inline(__always)
  func band(_ y: UInt32) -> UInt32 {
    UInt32(Double(y) * bandsPerUnit) + 1
  }
}
