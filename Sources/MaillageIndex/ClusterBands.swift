import MaillageGeometry

/// The nodes of one zoom in an order in which neighbours are easily found.
///
/// *Bands* are strips of the square at least as high as the radius: the neighbours of a node lie in
/// its own band and the two beside it, in one run of each, since the nodes of a band stand by x.
/// Bands higher than the radius serve several zooms before the nodes have to be sorted again.
struct ClusterBands {
  /// A node as it enters a zoom.
  struct Entry {
    var x: UInt32
    var y: UInt32
    /// What decides who becomes a seed.
    var priority: UInt32
    /// The node's number.
    var node: UInt32

    var point: WorldPoint { WorldPoint(x: x, y: y) }
  }

  /// How high bands are, and which one a point lies in.
  struct Ruling {
    /// The height of a band, in units of ``WorldPoint``.
    let height: Double
    private let bandsPerUnit: Double

    /// - Parameter height: Raised to two units, so that the number of a band fits in 32 bits.
    init(height: Double) {
      self.height = max(height, 2)
      bandsPerUnit = 1 / self.height
    }

    /// A point's band, counted from 1, in the upper half, its x in the lower.
    @inline(__always)
    func key(of point: WorldPoint) -> UInt64 {
      (UInt64(Double(point.y) * bandsPerUnit) + 1) << 32 | UInt64(point.x)
    }
  }

  /// The number of nodes; the columns may be longer.
  private(set) var count = 0
  /// Nodes by key.
  private(set) var entries: [Entry] = []
  private(set) var keys: [UInt64] = []
  private(set) var ruling = Ruling(height: 2)

  private var sorter = ClusterEntrySorter()
  // Room to sort and to merge into, kept for the next time: fresh memory is slow.
  private var otherEntries: [Entry] = []
  private var otherKeys: [UInt64] = []
  private var added: [Entry] = []
  private var addedKeys: [UInt64] = []

  init() {}

  /// Takes nodes in any order, to be sorted by ``sort(_:threads:)``.
  init(_ nodes: [Entry]) {
    entries = nodes
    count = nodes.count
  }

  /// Sorts the nodes into other bands; equal keys stay in order.
  mutating func sort(_ ruling: Ruling, threads: Int) {
    self.ruling = ruling
    let nodes = entries
    sorter.sort(
      nodes.span.extracting(first: count), ruling, into: &otherEntries, &keys, threads: threads)
    swap(&entries, &otherEntries)
  }

  /// Marks nodes as gone, which leave with the next ``update(adding:)``.
  ///
  /// - Parameters:
  ///   - places: Where they stand.
  ///   - firstZoom: What stands in place of the priority of each once it is gone.
  ///   - gone: Takes the nodes.
  mutating func takeOut(_ places: [UInt32], firstZoom: Int, into gone: inout [Entry]) {
    // Appending nothing writes to the storage that all empty arrays share: a race between threads.
    guard !places.isEmpty else { return }
    var entries = entries.mutableSpan
    gone.append(addingCapacity: places.count) { gone in
      for place in places {
        var entry = entries[Int(place)]
        entry.priority = UInt32(firstZoom)
        gone.append(entry)
        entries[Int(place)].node = Self.gone
      }
    }
  }

  /// Drops the nodes marked as gone, and puts others in.
  ///
  /// - Parameter newcomers: At most as many as leave, in any order.
  mutating func update(adding newcomers: [Entry]) {
    sorter.sort(newcomers.span, ruling, into: &added, &addedKeys, threads: 1)
    Self.grow(&otherEntries, to: count, with: Entry(x: 0, y: 0, priority: 0, node: 0))
    Self.grow(&otherKeys, to: count, with: 0)
    let (entries, keys, added, addedKeys) = (entries, keys, added, addedKeys)
    count = Self.merge(
      entries.span, keys.span, count, with: added.span, addedKeys.span, into: &otherEntries,
      &otherKeys)
    swap(&self.entries, &otherEntries)
    swap(&self.keys, &otherKeys)
  }

  /// The number of a node that leaves.
  private static let gone = UInt32.max

  private static func grow<Value>(_ column: inout [Value], to count: Int, with value: Value) {
    if column.count < count {
      column.append(contentsOf: repeatElement(value, count: count - column.count))
    }
  }

  /// Merges two sorted runs of nodes, leaving out those gone from the first.
  private static func merge(
    _ entries: Span<Entry>, _ keys: Span<UInt64>, _ count: Int, with added: Span<Entry>,
    _ addedKeys: Span<UInt64>, into entriesOut: inout [Entry], _ keysOut: inout [UInt64]
  ) -> Int {
    var entriesOut = entriesOut.mutableSpan
    var keysOut = keysOut.mutableSpan
    var place = 0
    var next = 0
    var nextKey = added.isEmpty ? UInt64.max : addedKeys[0]
    for index in 0..<count {
      let entry = entries[index]
      if entry.node == gone { continue }
      let key = keys[index]
      while nextKey < key {
        entriesOut[place] = added[next]
        keysOut[place] = nextKey
        place &+= 1
        next &+= 1
        nextKey = next < added.count ? addedKeys[next] : UInt64.max
      }
      entriesOut[place] = entry
      keysOut[place] = key
      place &+= 1
    }
    while next < added.count {
      entriesOut[place] = added[next]
      keysOut[place] = addedKeys[next]
      place &+= 1
      next &+= 1
    }
    return place
  }
}

/// Sorts nodes into bands, with room that is kept for the next time.
struct ClusterEntrySorter {
  private var sorter = RadixSort()
  private var places: [UInt32] = []

  /// Sorts nodes by their keys, equal keys in the order given.
  ///
  /// - Parameters:
  ///   - nodes: The nodes.
  ///   - ruling: What keys they have.
  ///   - sorted: Takes the nodes in place of what it held.
  ///   - keys: Takes the keys.
  ///   - threads: How many threads work at once.
  mutating func sort(
    _ nodes: Span<ClusterBands.Entry>, _ ruling: ClusterBands.Ruling,
    into sorted: inout [ClusterBands.Entry], _ keys: inout [UInt64], threads: Int
  ) {
    keys.removeAll(keepingCapacity: true)
    sorted.removeAll(keepingCapacity: true)
    // Appending nothing writes to the storage that all empty arrays share: a race between threads.
    guard nodes.count > 0 else { return }
    keys.append(addingCapacity: nodes.count) { keys in
      for index in 0..<nodes.count { keys.append(ruling.key(of: nodes[index].point)) }
    }
    places.removeAll(keepingCapacity: true)
    places.append(contentsOf: 0..<UInt32(nodes.count))
    sorter.sort(keys: &keys, values: &places, threads: threads)
    let places = places.span
    sorted.append(addingCapacity: nodes.count) { sorted in
      for index in 0..<places.count { sorted.append(nodes[Int(places[index])]) }
    }
  }
}
