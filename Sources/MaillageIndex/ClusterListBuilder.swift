import MaillageGeometry
import Synchronization

/// Gathers the nodes of every zoom while a hierarchy grows.
///
/// Zooms that share most of their nodes share a list: at deep zooms hardly anything is clustered,
/// and a list of its own for each would repeat every point.
struct ClusterListBuilder {
  /// The deepest zoom of the list that is being gathered.
  private var deepestZoom: Int
  private let room = ClusterListRoom()
  /// The list that is complete but for its order, if there is one.
  private var draft: ClusterListDraft?

  /// How many times longer than the nodes of a single zoom a list may be.
  private static let tolerance = 1.5

  init(maximumZoom: Int) {
    deepestZoom = maximumZoom + 1
  }

  /// Makes the clusters of a zoom, and closes the list of the zooms below if it has grown too long.
  mutating func makeClusters(
    _ builder: inout ClusterBuilder, zoom: Int, minimumPoints: Int
  ) {
    let pastCount = room.contents.withLock { contents in
      builder.makeClusters(zoom: zoom, minimumPoints: minimumPoints, members: &contents.past)
      return contents.past.count
    }
    let count = Double(builder.bands.count)
    if Double(pastCount) + count > count * Self.tolerance {
      close(builder, shallowestZoom: zoom + 1)
      deepestZoom = zoom
    }
  }

  /// Closes the list of all zooms that are left.
  mutating func finish(_ builder: ClusterBuilder) { close(builder, shallowestZoom: 0) }

  private mutating func close(_ builder: ClusterBuilder, shallowestZoom: Int) {
    draft = ClusterListDraft(
      zooms: shallowestZoom...deepestZoom, bands: builder.bands, firstNodes: builder.firstNodes,
      room: room)
  }

  /// What has been closed since the last call.
  mutating func takeDraft() -> ClusterListDraft? { draft.take() }
}

/// Room that one list after the other is gathered in: fresh memory is slow.
final class ClusterListRoom: Sendable {
  struct Contents {
    /// Nodes of a list that the zooms above do not have, with the first zoom of each in place of
    /// its priority.
    var past: [ClusterBands.Entry] = []
    var sorter = ClusterEntrySorter()
    var sorted: [ClusterBands.Entry] = []
    var keys: [UInt64] = []
  }

  let contents = Mutex(Contents())
}

/// The nodes of a list before they are put in order, which can be done beside other work.
struct ClusterListDraft {
  private let zooms: ClosedRange<Int>
  /// The nodes present when the list was closed, by band.
  private let entries: [ClusterBands.Entry]
  private let count: Int
  private let ruling: ClusterBands.Ruling
  private let firstNodes: [UInt32]
  /// Holds the nodes of the list that were gone by then.
  private let room: ClusterListRoom

  init(
    zooms: ClosedRange<Int>, bands: ClusterBands, firstNodes: [UInt32], room: ClusterListRoom
  ) {
    self.zooms = zooms
    (entries, count, ruling) = (bands.entries, bands.count, bands.ruling)
    (self.firstNodes, self.room) = (firstNodes, room)
  }

  /// The list: the nodes present but those made above its zooms, and the past ones.
  func list() -> ClusterList {
    room.contents.withLock { contents in
      var past: [ClusterBands.Entry] = []
      swap(&past, &contents.past)
      contents.sorter.sort(past.span, ruling, into: &contents.sorted, &contents.keys, threads: 1)
      past.removeAll(keepingCapacity: true)
      swap(&past, &contents.past)
      return list(contents.sorted, contents.keys)
    }
  }

  private func list(_ added: [ClusterBands.Entry], _ addedKeys: [UInt64]) -> ClusterList {
    // Nodes from this one on are made above.
    let end = zooms.lowerBound == 0 ? UInt32.max : firstNodes[zooms.lowerBound - 1]
    let entries = entries.span
    var list = ClusterList(zooms: zooms, bandsPerUnit: 1 / ruling.height)
    var room = added.count
    for index in 0..<count where entries[index].node < end { room += 1 }
    list.reserve(room)
    var next = 0
    for index in 0..<count where entries[index].node < end {
      let entry = entries[index]
      if next < added.count {
        let key = ruling.key(of: entry.point)
        while next < added.count, addedKeys[next] < key {
          append(added[next], firstZoom: added[next].priority, to: &list)
          next += 1
        }
      }
      append(entry, firstZoom: 0, to: &list)
    }
    for entry in added[next...] { append(entry, firstZoom: entry.priority, to: &list) }
    list.findBands()
    return list
  }

  @inline(__always)
  private func append(_ entry: ClusterBands.Entry, firstZoom: UInt32, to list: inout ClusterList) {
    list.append(
      entry.point, node: entry.node,
      interval: UInt16(truncatingIfNeeded: firstZoom) << 8 | UInt16(lastZoom(of: entry.node)))
  }

  /// The last zoom at which a node exists.
  @inline(__always)
  private func lastZoom(of node: UInt32) -> Int {
    // Of nodes that the list has, few zooms have made any.
    if node < firstNodes[zooms.upperBound] { return Tile.maximumZoom }
    var zoom = zooms.upperBound
    while zoom > 0, node >= firstNodes[zoom - 1] { zoom -= 1 }
    return zoom
  }
}
