import MaillageGeometry
import MaillageIndex
import MaillageTerritories
import Synchronization

/// Finds out what a window shows, with room that is kept from one window to the next.
struct ContentSearch: Sendable {
  var content = TileContent()
  /// Room for a digest.
  private var words: [UInt64] = []
  var features: [ClusterHierarchy.Feature] = []
  /// Room for what is counted by cells.
  var counts: [Int] = []
  /// The places that have a dot.
  var dots: Set<Int> = []

  /// Fills ``content``.
  mutating func find(
    _ window: PixelWindow, tile: Tile?, tileset: Tileset, clusters: ClusterHierarchy,
    snapshot: Snapshot?, selection: Selection?, renderer: TileRenderer
  ) {
    content.window = window
    content.tile = tile
    content.tileset = tileset
    content.cells = LevelCells()
    content.names.removeAll(keepingCapacity: true)
    content.symbols.removeAll(keepingCapacity: true)
    content.shares.removeAll(keepingCapacity: true)
    content.shareCount = 0
    content.classes.removeAll(keepingCapacity: true)
    content.shownClasses.removeAll(keepingCapacity: true)
    content.heat.removeAll(keepingCapacity: true)
    if tileset.drawsBasemap {
      findBoundaries(renderer)
      findNames(tileset.drawsClusters ? clusters : nil, renderer)
    }
    if tileset.drawsClusters {
      let tally = selection.flatMap { renderer.tally(of: $0, snapshot) }
      findSymbols(clusters, snapshot, tally: tally, renderer)
    }
    switch tileset {
    case .places: findPlaces(clusters, snapshot, renderer)
    case .choropleth: findClasses(selection, snapshot, renderer)
    case .heat: findHeat(clusters, renderer)
    case .structures, .clusters, .boundaries: break
    }
    content.plainInk = content.isBare ? renderer.plainInk(of: content) : nil
  }

  /// A digest of what the content draws.
  mutating func digest(ground: TileDigest) -> TileDigest {
    content.digest(ground: ground, using: &words)
  }

  private mutating func findBoundaries(_ renderer: TileRenderer) {
    for (level, layer) in renderer.layers { content.cells[level] = layer.cell(content.tile) }
  }

  private mutating func findNames(_ clusters: ClusterHierarchy?, _ renderer: TileRenderer) {
    let layer = renderer.names(zoom: content.window.zoom)
    layer.collectNames(in: content.window.box, into: &content.names)
    guard let clusters, !renderer.style.names.overlap, let first = content.names.first else {
      return
    }
    var around = layer.names[Int(first)].box
    for name in content.names.dropFirst() { around.formUnion(layer.names[Int(name)].box) }
    let zoom = content.window.zoom
    let reach = around.expanded(by: renderer.symbolReach)
    guard let rectangle = PixelWindow(around: reach, zoom: zoom).rectangle(margin: 0) else {
      return
    }
    clusters.collectFeatures(in: rectangle, zoom: zoom, into: &features)
    content.names.removeAll { name in
      let box = layer.names[Int(name)].box
      return features.contains { feature in
        box.meetsDisc(
          x: Double(PixelWindow.subpixel(feature.position.x, zoom: zoom, scale: 1)) / 256,
          y: Double(PixelWindow.subpixel(feature.position.y, zoom: zoom, scale: 1)) / 256,
          radius: renderer.style.reach(count: feature.count))
      }
    }
  }

  /// The markers that reach into the window, those with fewer structures first.
  private mutating func findSymbols(
    _ clusters: ClusterHierarchy, _ snapshot: Snapshot?, tally: ClusterTally?,
    _ renderer: TileRenderer
  ) {
    let window = content.window
    guard let visible = window.rectangle(margin: renderer.symbolReach) else { return }
    clusters.collectFeatures(in: visible, zoom: window.zoom, into: &features)
    for feature in features {
      var look = renderer.looks.fallback
      if feature.count == 1, let snapshot, let row = clusters[feature].row {
        look = renderer.looks.look(of: snapshot.structure(row: row))
      }
      content.symbols.append(
        TileContent.Symbol(
          x: PixelWindow.subpixel(feature.position.x, zoom: window.zoom, scale: window.scale),
          y: PixelWindow.subpixel(feature.position.y, zoom: window.zoom, scale: window.scale),
          count: feature.count, look: look,
          firstShare: feature.count > 1 ? addShares(of: feature, tally) : nil))
    }
    content.symbols.sort { ($0.count, $0.y, $0.x) < ($1.count, $1.y, $1.x) }
  }
}

/// Searches that are free.
final class ContentPool: Sendable {
  private let free = Mutex<[ContentSearch]>([])

  func take() -> ContentSearch {
    free.withLock { $0.popLast() } ?? ContentSearch()
  }

  func giveBack(_ search: ContentSearch) {
    free.withLock { free in
      if free.count < 16 { free.append(search) }
    }
  }
}
