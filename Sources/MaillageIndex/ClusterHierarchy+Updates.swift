import MaillageGeometry

extension ClusterHierarchy {
  /// The clusters after some rows have left and others have come in.
  ///
  /// Equal to clusters built anew from the rows there are then, and ids of clusters that keep their
  /// points do not change. Rows that stay must stay selected or stay out.
  ///
  /// - Parameters:
  ///   - edit: The rows that leave and come in.
  ///   - quadtree: The positions after the edit.
  ///   - selection: The rows to cluster after the edit; all when `nil`.
  ///   - groups: The groups of all rows after the edit; given if and only if they were at the start.
  ///   - threads: How many threads work at once where clusters are built anew.
  /// - Returns: The clusters of the rows after the edit.
  /// - Complexity: O(n) with a small factor: what does not change is copied. Many changes at once,
  ///   groups, and clusters of at least three points are built anew.
  public func applying(
    _ edit: RowEdit, to quadtree: Quadtree, selection: Bitset? = nil, groups: [UInt32]? = nil,
    threads: Int = 1
  ) -> ClusterHierarchy {
    let isSmall = edit.removed.count + edit.inserted.count <= max(64, count / 1_000)
    guard isSmall, groups == nil, options.minimumPoints <= 2, count > 0,
      let updated = updated(edit, quadtree, selection)
    else {
      return ClusterHierarchy(
        quadtree, selection: selection, groups: groups, options: options, threads: threads)
    }
    return updated
  }

  private func updated(
    _ edit: RowEdit, _ quadtree: Quadtree, _ selection: Bitset?
  ) -> ClusterHierarchy? {
    let newRows = RunMap(
      edit, rowCount: quadtree.rowCount + edit.removed.count - edit.inserted.count)
    let changes = leafChanges(edit, newRows, quadtree, selection)
    guard !changes.isEmpty else { return renumbered(newRows) }
    var update = ClusterUpdate(
      self, removing: changes.compactMap(\.leaf),
      adding: changes.filter { !$0.rows.isEmpty }.map { ($0.position, $0.rows) })
    for zoom in (0...options.maximumZoom).reversed() { update.step(zoom: zoom) }
    let layout = ClusterRelayout(update, newRows: newRows)
    guard layout.columns.rows.count > 0 else { return nil }
    return ClusterHierarchy(
      options: options, columns: layout.columns,
      lists: lists.map { $0.applying(update, layout) }, listOfZoom: listOfZoom)
  }

  /// A position at which rows come or go: the leaf there was, and the rows of the one there will be.
  private struct LeafChange {
    var position: WorldPoint
    var leaf: UInt32?
    var rows: [UInt32]
  }

  private func leafChanges(
    _ edit: RowEdit, _ newRows: RunMap, _ quadtree: Quadtree, _ selection: Bitset?
  ) -> [LeafChange] {
    var positions = Set<WorldPoint>()
    let removed = Set(edit.removed.map(UInt32.init))
    if !removed.isEmpty {
      let (low, high) = (removed.min() ?? 0, removed.max() ?? 0)
      for (point, row) in columns.rows.enumerated()
      where row >= low && row <= high && removed.contains(row) {
        positions.insert(columns.positions[point])
      }
    }
    var coming: [WorldPoint: [UInt32]] = [:]
    let inserted = Set(edit.inserted.map(UInt32.init))
    if !inserted.isEmpty {
      let (low, high) = (inserted.min() ?? 0, inserted.max() ?? 0)
      for (place, row) in quadtree.rows.enumerated()
      where row >= low && row <= high && inserted.contains(row)
        && (selection?.contains(Int(row)) ?? true)
      {
        coming[quadtree.codes[place].point, default: []].append(row)
      }
    }
    return positions.union(coming.keys).map { position in
      let leaf = features(
        in: WorldRectangle(position, margin: 0), zoom: Tile.maximumZoom
      ).first?.node
      let staying = leaf.map { columns.rows[columns.points(of: $0)] } ?? []
      let rows = staying.filter { !removed.contains($0) }.map { newRows[$0] }
      return LeafChange(
        position: position, leaf: leaf, rows: (rows + (coming[position] ?? [])).sorted())
    }
  }

  /// The same clusters of rows with other numbers.
  private func renumbered(_ newRows: RunMap) -> ClusterHierarchy {
    var columns = columns
    columns.rows = columns.rows.map { newRows[$0] }
    return ClusterHierarchy(
      options: options, columns: columns, lists: lists, listOfZoom: listOfZoom)
  }
}

extension RunMap {
  /// Where the rows that stay are after an edit.
  init(_ edit: RowEdit, rowCount: Int) {
    self.init()
    var (removed, inserted) = (edit.removed[...], edit.inserted[...])
    // Between two events all rows move alike.
    var place = 0
    var row = 0
    while row < rowCount {
      while removed.first == row {
        removed.removeFirst()
        row += 1
      }
      while inserted.first == place {
        inserted.removeFirst()
        place += 1
      }
      append(row, movedTo: place)
      let step = min(
        (removed.first ?? rowCount) - row, (inserted.first ?? .max) - place, rowCount - row)
      row += step
      place += step
    }
    finish(count: rowCount)
  }
}

extension ClusterList {
  /// The list after an update.
  func applying(_ update: ClusterUpdate, _ layout: ClusterRelayout) -> ClusterList {
    var dropped: [Int] = []
    var coming: [Entry] = []
    for (item, firstZoom) in update.firstZooms {
      let (position, lastZoom) = update.place(of: item)
      if case .old(let node) = item, let place = place(of: node, at: position) {
        dropped.append(place)
      }
      if let firstZoom, firstZoom <= zooms.upperBound, lastZoom >= zooms.lowerBound {
        coming.append(
          Entry(
            position: position, node: layout.number(of: item),
            interval: UInt16(firstZoom) << 8 | UInt16(lastZoom)))
      }
    }
    dropped.sort()
    coming.sort { ($0.band(self), $0.position.x) < ($1.band(self), $1.position.x) }
    var list = ClusterList(zooms: zooms, bandsPerUnit: bandsPerUnit)
    list.reserve(nodes.count + coming.count)
    var copied = 0
    func copy(upTo end: Int) {
      list.append(self, copied..<end, layout)
      copied = end
    }
    var drops = dropped[...]
    func drop(before end: Int) {
      while let place = drops.first, place < end {
        copy(upTo: place)
        copied = place + 1
        drops.removeFirst()
      }
    }
    for entry in coming {
      let place = self.place(before: entry)
      drop(before: place)
      if place > copied { copy(upTo: place) }
      list.append(entry.position, node: entry.node, interval: entry.interval)
    }
    drop(before: nodes.count)
    copy(upTo: nodes.count)
    list.findBands()
    return list
  }

  /// A node that comes in.
  struct Entry {
    var position: WorldPoint
    var node: UInt32
    var interval: UInt16

    func band(_ list: ClusterList) -> UInt32 { list.band(position.y) }
  }

  private mutating func append(
    _ other: ClusterList, _ range: Range<Int>, _ layout: ClusterRelayout
  ) {
    xs += other.xs[range]
    ys += other.ys[range]
    for place in range { nodes.append(layout.number(of: other.nodes[place])) }
    if zooms.count > 1 { intervals += other.intervals[range] }
  }

  /// The place of a node, whatever its zooms.
  private func place(of node: UInt32, at position: WorldPoint) -> Int? {
    var place = place(before: Entry(position: position, node: node, interval: 0))
    while place < xs.count, xs[place] == position.x {
      if nodes[place] == node { return place }
      place += 1
    }
    return nil
  }

  /// The first place in an entry's band that is not left of it, or the end of the bands before.
  private func place(before entry: Entry) -> Int {
    let number = entry.band(self)
    let band = Self.lowerBound(of: number, in: bands.span, 0, bands.count)
    guard band < bands.count, bands[band] == number else { return Int(starts[band]) }
    return Self.lowerBound(
      of: entry.position.x, in: xs.span, Int(starts[band]), Int(starts[band + 1]))
  }
}

extension ClusterUpdate {
  /// Where an item stands, and the last zoom at which it exists.
  func place(of item: Item) -> (position: WorldPoint, lastZoom: Int) {
    switch item {
    case .old(let node): (old.columns.position(of: node), Int(old.columns.lastZoom(of: node)))
    case .new(let index): (nodes[index].position, nodes[index].lastZoom)
    }
  }
}
