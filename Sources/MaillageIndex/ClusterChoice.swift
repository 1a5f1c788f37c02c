import MaillageGeometry

/// The seeds of one zoom near what has changed in it.
struct ClusterChoice {
  typealias Candidate = ClusterUpdate.Candidate
  typealias Item = ClusterUpdate.Item

  private let old: ClusterHierarchy
  private let zoom: Int
  private let radius: Double
  private let removed: Set<UInt32>
  private let added: [Candidate]
  private let addedItems: Set<Item>
  /// Whether a node is a seed, of those decided again.
  private var isSeed: [Item: Bool] = [:]
  /// Nodes that became a seed or are one no more, wherever they are now.
  private var events: [Candidate] = []

  /// - Parameters:
  ///   - update: What enters the zoom.
  ///   - zoom: The zoom.
  init(_ update: ClusterUpdate, zoom: Int) {
    old = update.old
    self.zoom = zoom
    radius = update.old.options.worldRadius(zoom: zoom)
    removed = update.removed
    added = update.added
    addedItems = Set(update.added.map(\.item))
  }

  /// Whether a node of the old hierarchy entered the zoom then, and does so still.
  func isPresent(_ node: UInt32) -> Bool {
    !removed.contains(node) && !addedItems.contains(.old(node))
  }

  /// The nodes within the radius that enter the zoom now, the node itself left out.
  private func neighbors(of center: Candidate) -> [Candidate] {
    var found = added.filter { $0.item != center.item && isNear($0.position, center.position) }
    for feature in old.features(
      in: WorldRectangle(center.position, margin: radius), zoom: zoom + 1)
    where !removed.contains(feature.node) && .old(feature.node) != center.item
      && isNear(feature.position, center.position)
    {
      found.append(old.candidate(feature.node, at: feature.position))
    }
    return found
  }

  private func isNear(_ first: WorldPoint, _ second: WorldPoint) -> Bool {
    let x = Double(first.x) - Double(second.x)
    let y = Double(first.y) - Double(second.y)
    return x * x + y * y <= radius * radius
  }

  /// Whether a node that enters the zoom now is a seed.
  private func isSeedNow(_ candidate: Candidate) -> Bool {
    isSeed[candidate.item] ?? wasSeed(candidate)
  }

  /// Whether a node was a seed before; new ones were not.
  private func wasSeed(_ candidate: Candidate) -> Bool {
    guard case .old(let node) = candidate.item, !addedItems.contains(candidate.item) else {
      return false
    }
    return wasSeed(node, candidate)
  }

  private func wasSeed(_ node: UInt32, _ candidate: Candidate) -> Bool {
    guard let parent = old.parent(of: node, at: candidate.position, zoom: zoom) else { return true }
    return MortonCode(old.columns.seed(of: parent)) == candidate.seed
  }

  /// Decides every node whose fate may have changed, in order of priority.
  mutating func decide() {
    var waiting: [Candidate] = []
    var known = Set<Item>()
    func wait(_ candidate: Candidate) {
      guard known.insert(candidate.item).inserted else { return }
      let place = SortedSearch.first(in: waiting.indices) { waiting[$0].precedes(candidate) }
      waiting.insert(candidate, at: place)
    }
    for candidate in added { wait(candidate) }
    for node in removed {
      let candidate = old.candidate(node)
      guard wasSeed(node, candidate) else { continue }
      events.append(candidate)
      for neighbor in neighbors(of: candidate) where candidate.precedes(neighbor) {
        wait(neighbor)
      }
    }
    while let candidate = waiting.popLast() {
      let near = neighbors(of: candidate)
      let isSeedNow = !near.contains { $0.precedes(candidate) && self.isSeedNow($0) }
      isSeed[candidate.item] = isSeedNow
      guard isSeedNow != wasSeed(candidate) else { continue }
      events.append(candidate)
      for neighbor in near where candidate.precedes(neighbor) { wait(neighbor) }
    }
  }

  /// The old clusters that exist no more, and the seeds whose clusters are to be made anew.
  func affected() -> (dissolved: Set<UInt32>, seeds: [Candidate]) {
    var dissolved = Set<UInt32>()
    var seeds: [Item: Candidate] = [:]
    func leave(_ node: UInt32, at position: WorldPoint) {
      guard let parent = old.parent(of: node, at: position, zoom: zoom) else { return }
      guard dissolved.insert(parent).inserted else { return }
      // The rest of the cluster stays with its seed, if that is still one.
      let seed = old.columns.seed(of: parent)
      for child in old.columns.children(of: parent)
      where old.columns.seed(of: child) == seed && isPresent(child) {
        let candidate = old.candidate(child)
        if isSeedNow(candidate) { seeds[candidate.item] = candidate }
      }
    }
    for node in removed { leave(node, at: old.candidate(node).position) }
    var unsettled: [Item: Candidate] = [:]
    for candidate in added { unsettled[candidate.item] = candidate }
    for event in events {
      for neighbor in neighbors(of: event) { unsettled[neighbor.item] = neighbor }
      if isSeed[event.item] != nil { unsettled[event.item] = event }
    }
    for candidate in unsettled.values {
      let owner = owner(of: candidate)
      if case .old(let node) = candidate.item, isPresent(node) {
        guard owner.seed != oldOwner(of: node, candidate) || !isPresent(owner) else { continue }
        leave(node, at: candidate.position)
      }
      seeds[owner.item] = owner
    }
    return (dissolved, Array(seeds.values))
  }

  private func isPresent(_ candidate: Candidate) -> Bool {
    if case .old(let node) = candidate.item { isPresent(node) } else { false }
  }

  /// The seed a node joined before, by the position it grew around.
  private func oldOwner(of node: UInt32, _ candidate: Candidate) -> MortonCode {
    old.parent(of: node, at: candidate.position, zoom: zoom)
      .map { MortonCode(old.columns.seed(of: $0)) } ?? candidate.seed
  }

  /// The seed a node joins now.
  private func owner(of candidate: Candidate) -> Candidate {
    if isSeedNow(candidate) { return candidate }
    var owner = candidate
    for neighbor in neighbors(of: candidate)
    where neighbor.precedes(owner) && isSeedNow(neighbor) {
      owner = neighbor
    }
    return owner
  }

  /// A seed and the nodes that join it.
  func members(of seed: Candidate) -> [Candidate] {
    [seed] + neighbors(of: seed).filter { !isSeedNow($0) && owner(of: $0).item == seed.item }
  }
}

// MARK: - What the old hierarchy tells

extension ClusterHierarchy {
  /// The nodes of a zoom in a rectangle, in any order.
  func features(in rectangle: WorldRectangle, zoom: Int) -> [Feature] {
    var features: [Feature] = []
    collectFeatures(in: rectangle, zoom: zoom, into: &features)
    return features
  }

  /// A node with what decides about it.
  func candidate(_ node: UInt32, at position: WorldPoint? = nil) -> ClusterUpdate.Candidate {
    let seed = MortonCode(columns.seed(of: node))
    return ClusterUpdate.Candidate(
      item: .old(node), position: position ?? columns.position(of: node), seed: seed,
      priority: ClusterBuilder.priority(seed))
  }

  /// Whether a node exists at a zoom.
  func exists(_ node: UInt32, zoom: Int) -> Bool {
    let position = columns.position(of: node)
    return features(in: WorldRectangle(position, margin: 0), zoom: zoom).contains {
      $0.node == node
    }
  }

  /// The cluster that a node of the next zoom is part of at a zoom; `nil` if it exists there itself.
  func parent(of node: UInt32, at position: WorldPoint, zoom: Int) -> UInt32? {
    // A member is within the radius of the seed, and so is the centroid.
    let margin = 2 * options.worldRadius(zoom: zoom) + 2
    let point = columns.points(of: node).lowerBound
    return features(in: WorldRectangle(position, margin: margin), zoom: zoom).map(\.node).first {
      Int(columns.lastZoom(of: $0)) == zoom && columns.points(of: $0).contains(point)
    }
  }
}
