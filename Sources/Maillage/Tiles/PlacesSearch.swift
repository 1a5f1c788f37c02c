import MaillageGeometry
import MaillageIndex

extension ContentSearch {
  /// Finds the markers of single structures that reach into the window.
  ///
  /// What becomes dots is decided by the squares of the world, so that all windows agree. Of
  /// structures on one position the first by id is drawn.
  mutating func findPlaces(
    _ clusters: ClusterHierarchy, _ snapshot: Snapshot?, _ renderer: TileRenderer
  ) {
    let window = content.window
    let squares = MarkerSquares(around: window, reach: renderer.style.places.reach)
    guard let rectangle = squares.window.rectangle(margin: 0) else { return }
    clusters.collectFeatures(in: rectangle, zoom: Tile.maximumZoom, into: &features)
    counts.removeAll(keepingCapacity: true)
    counts.append(contentsOf: repeatElement(0, count: squares.count))
    for feature in features {
      if let square = squares.square(of: feature.position) { counts[square] += 1 }
    }
    for feature in features {
      guard let square = squares.square(of: feature.position) else { continue }
      guard counts[square] <= Tileset.mostMarkers else {
        addDot(at: feature.position)
        continue
      }
      let x = PixelWindow.subpixel(feature.position.x, zoom: window.zoom, scale: window.scale)
      let y = PixelWindow.subpixel(feature.position.y, zoom: window.zoom, scale: window.scale)
      guard window.isReached(from: x, y, reach: renderer.style.places.reach) else { continue }
      content.symbols.append(
        TileContent.Symbol(
          x: x, y: y, count: 1, look: look(of: feature, clusters, snapshot, renderer)))
    }
    dots.removeAll(keepingCapacity: true)
    sortPlaces()
  }

  /// Adds a dot in the middle of the two by two CSS pixels of the world that a point lies in, unless
  /// it is there.
  private mutating func addDot(at point: WorldPoint) {
    let window = content.window
    func middle(_ value: UInt32) -> Int {
      (PixelWindow.subpixel(value, zoom: window.zoom, scale: 1) >> 9) * 2 + 1
    }
    let (column, row) = (middle(point.x), middle(point.y))
    guard dots.insert(column << 32 | row).inserted else { return }
    let (x, y) = (column * 256 * window.scale, row * 256 * window.scale)
    guard window.isReached(from: x, y, reach: TileRenderer.dotRadius) else { return }
    content.symbols.append(TileContent.Symbol(x: x, y: y, count: 1, look: MarkerLooks.dot))
  }

  private func look(
    of feature: ClusterHierarchy.Feature, _ clusters: ClusterHierarchy, _ snapshot: Snapshot?,
    _ renderer: TileRenderer
  ) -> UInt8 {
    guard let snapshot else { return renderer.looks.fallback }
    let cluster = clusters[feature]
    let row = cluster.row ?? clusters.leaves(of: cluster.id, limit: 1, offset: 0)?.first
    return row.map { renderer.looks.look(of: snapshot.structure(row: $0)) }
      ?? renderer.looks.fallback
  }

  /// Dots lie below markers, and markers in the north below those in the south; equal ones are drawn
  /// once.
  private mutating func sortPlaces() {
    func key(_ symbol: TileContent.Symbol) -> (Int, Int, Int, UInt8) {
      (symbol.look == MarkerLooks.dot ? 0 : 1, symbol.y, symbol.x, symbol.look)
    }
    content.symbols.sort { key($0) < key($1) }
    guard var last = content.symbols.first else { return }
    var kept = 1
    for position in 1..<max(content.symbols.count, 1) {
      let symbol = content.symbols[position]
      guard key(symbol) != key(last) else { continue }
      content.symbols[kept] = symbol
      kept += 1
      last = symbol
    }
    content.symbols.removeLast(content.symbols.count - kept)
  }
}

/// The squares of the world around a window in which markers are counted.
private struct MarkerSquares {
  /// All the squares.
  let window: PixelWindow
  private let side: Int
  private let columns: Range<Int>
  private let rows: Range<Int>

  /// Finds the squares that a marker can reach the window from.
  init(around window: PixelWindow, reach: Double) {
    let side = Tileset.markerSquare * window.scale
    let margin = Int((reach * Double(window.scale)).rounded(.up)) + 1
    func squares(_ first: Int, _ count: Int) -> Range<Int> {
      max(first - margin, 0) / side..<max(first + count + margin, 0) / side + 1
    }
    self.side = side
    columns = squares(window.x, window.width)
    rows = squares(window.y, window.height)
    self.window = PixelWindow(
      zoom: window.zoom, scale: window.scale, x: columns.lowerBound * side,
      y: rows.lowerBound * side, width: columns.count * side, height: rows.count * side)
  }

  var count: Int { columns.count * rows.count }

  /// The number of the square a point lies in; `nil` outside of all.
  func square(of point: WorldPoint) -> Int? {
    func pixel(_ value: UInt32) -> Int {
      PixelWindow.subpixel(value, zoom: window.zoom, scale: window.scale) >> 8
    }
    let (column, row) = (pixel(point.x) / side, pixel(point.y) / side)
    guard columns.contains(column), rows.contains(row) else { return nil }
    return (row - rows.lowerBound) * columns.count + column - columns.lowerBound
  }
}

extension PixelWindow {
  /// Whether something around a point can be seen.
  ///
  /// - Parameters:
  ///   - x: In 1/256 pixels of the world.
  ///   - y: In 1/256 pixels of the world.
  ///   - reach: In CSS pixels.
  /// - Returns: `true` also for a little more than what is seen.
  fileprivate func isReached(from x: Int, _ y: Int, reach: Double) -> Bool {
    let margin = Int((reach * Double(scale)).rounded(.up)) + 1
    let (column, row) = (x >> 8 - self.x, y >> 8 - self.y)
    return column >= -margin && column < width + margin && row >= -margin && row < height + margin
  }
}
