public import MaillageGeometry
public import MaillageIndex
public import MaillageRaster
import MaillageTerritories
import Synchronization

/// Draws windows of the map: first *what* (a ``TileContent``), then the pixels.
///
/// Everything is computed in pixels of the whole world and moved by whole pixels into the window, so
/// that any two windows agree wherever they overlap.
public final class TileRenderer: Sendable {
  /// Boundaries and names drawn.
  public let basemap: Basemap
  /// The look.
  public let style: Style
  /// The fonts names and counts are set in.
  public let fonts: MapFonts

  let mapInks: MapInks
  /// The inks of each of the style's fills.
  let fillInks: [[UInt8]]
  /// Those of tilesets that are not asked for are never made.
  private let inksOfLayers: [MapInks.Palette: OnDemand<MapInks>]
  let layers: [TerritoryLevel: BoundaryLayer]
  /// What the choropleth colours, by the level its classes are counted for.
  let choropleths: [TerritoryLevel: ChoroplethLayer]
  let looks: MarkerLooks
  let masks: SymbolMasks
  let rings = RingMasks()
  let heatKernel: HeatKernel
  private let easels = EaselPool()
  /// What is drawn of a tile whatever the structures are.
  private let grounds: GroundCanvases
  /// How far the largest marker reaches, in CSS pixels.
  let symbolReach: Double

  /// The part of every digest that all windows share.
  let ground: TileDigest
  private let nameLayers: [OnDemand<NameLayer>]
  private let contents = ContentPool()

  /// Bumped when the same content begins to draw other pixels.
  private static let version = 2

  /// Prepares a look of a basemap.
  ///
  /// - Parameters:
  ///   - basemap: Boundaries and names.
  ///   - style: The look.
  ///   - fonts: What names and counts are set in.
  ///   - groundBytes: The most memory for tiles without structures, from which tiles with them are
  ///     made after an edit or under another filter.
  public convenience init(
    basemap: Basemap, style: Style, fonts: MapFonts, groundBytes: Int = 64 << 20
  ) {
    self.init(
      basemap: basemap, style: style, fonts: fonts, groundBytes: groundBytes, symbolReach: nil)
  }

  /// Prepares a look; tests set how far around a window markers are looked for.
  init(
    basemap: Basemap, style: Style, fonts: MapFonts, groundBytes: Int = 64 << 20,
    symbolReach: Double?
  ) {
    self.basemap = basemap
    self.style = style
    self.fonts = fonts
    let mapInks = MapInks(style, .map)
    self.mapInks = mapInks
    fillInks = style.fills.map { $0.colors.map(mapInks.ink) }
    inksOfLayers = Dictionary(
      uniqueKeysWithValues: [MapInks.Palette.overlay, .choropleth, .heat].map { palette in
        (palette, OnDemand { MapInks(style, palette) })
      })
    layers = basemap.layers.mapValues(BoundaryLayer.init)
    choropleths = ChoroplethLayer.layers(of: layers)
    looks = MarkerLooks(style.places)
    masks = SymbolMasks(fonts: fonts)
    heatKernel = HeatKernel(style.heat)
    grounds = GroundCanvases(capacity: groundBytes)
    self.symbolReach = symbolReach ?? style.symbolReach
    ground = TileDigest(
      Array(
        [
          "\(Self.version)", "\(style)", basemap.revision, fonts.revision, PNGEncoder.revision,
        ].joined(separator: "|").utf8))
    nameLayers = Tileset.zooms.map { zoom in
      OnDemand { NameLayer(basemap: basemap, style: style, fonts: fonts, zoom: zoom) }
    }
  }

  /// Places the names of all zooms, and takes the memory to draw tiles of the usual scales in, now
  /// instead of when the first of them are drawn.
  ///
  /// - Complexity: O(n log n), n the number of names.
  public func prepare() {
    for layer in nameLayers { _ = layer.value }
    for scale in 1...2 {
      easels.withEasel(
        width: 256 * scale, height: 256 * scale, palette: .map, inks: mapInks.inks
      ) { _ in }
    }
  }

  /// What tiles are filled with on which nothing stands.
  var plainColors: Set<Color> {
    Set([.transparent, style.ground] + style.fills.flatMap(\.colors))
  }

  /// Draws any window of the map.
  ///
  /// - Parameters:
  ///   - window: The pixels to draw; its zoom is one of ``Tileset/zooms``.
  ///   - tileset: What to draw.
  ///   - clusters: The clusters of the structures to show.
  ///   - snapshot: Where the structures are; `nil` draws them all with the same marker.
  ///   - selection: What the clusters are of; without it the territories of a choropleth are drawn as
  ///     empty, and discs have no ring.
  /// - Returns: A canvas of the window's size.
  /// - Complexity: O(what meets the window), and O(n) for the n points of the boundaries.
  public func draw(
    _ window: PixelWindow, tileset: Tileset, clusters: ClusterHierarchy,
    snapshot: Snapshot? = nil, selection: Selection? = nil
  ) -> Pixmap {
    withContent(
      of: window, tile: nil, tileset: tileset, clusters: clusters, snapshot: snapshot,
      selection: selection
    ) { content, _ in
      withEasel(for: content) { easel in
        draw(content, on: &easel)
        return easel.canvas.pixmap
      }
    }
  }

  /// Draws a tile.
  ///
  /// The pixels are those of ``draw(_:tileset:clusters:snapshot:)`` for the same window, found by what
  /// was cut for the tile beforehand.
  ///
  /// - Parameters:
  ///   - tile: Of a zoom in ``Tileset/zooms``.
  ///   - scale: Device pixels per CSS pixel, 1 … 3.
  ///   - tileset: What to draw.
  ///   - clusters: The clusters of the structures to show.
  ///   - snapshot: Where the structures are; `nil` draws them all with the same marker.
  ///   - selection: What the clusters are of, as for any window.
  /// - Returns: A canvas of the tile's size.
  /// - Complexity: O(what meets the tile).
  public func draw(
    _ tile: Tile, scale: Int, tileset: Tileset, clusters: ClusterHierarchy,
    snapshot: Snapshot? = nil, selection: Selection? = nil
  ) -> TileCanvas {
    withContent(
      of: PixelWindow(tile, scale: scale), tile: tile, tileset: tileset, clusters: clusters,
      snapshot: snapshot, selection: selection
    ) { content, _ in
      withEasel(for: content) { easel in
        draw(content, on: &easel)
        return easel.canvas
      }
    }
  }

  /// Draws a tile as a PNG file, from the ground up; nothing is kept of it.
  ///
  /// - Parameters:
  ///   - tile: Of a zoom in ``Tileset/zooms``.
  ///   - scale: Device pixels per CSS pixel, 1 … 3.
  ///   - tileset: What to draw.
  ///   - clusters: The clusters of the structures to show.
  /// - Returns: The whole file.
  /// - Throws: ``PNGError`` when the picture cannot be encoded.
  /// - Complexity: O(what meets the tile).
  public func png(
    _ tile: Tile, scale: Int, tileset: Tileset, clusters: ClusterHierarchy
  ) throws(PNGError) -> [UInt8] {
    try withContent(
      of: PixelWindow(tile, scale: scale), tile: tile, tileset: tileset, clusters: clusters,
      snapshot: nil, selection: nil
    ) { (content, _) throws(PNGError) in
      try withEasel(for: content) { (easel) throws(PNGError) in
        draw(content, on: &easel)
        return try easel.png()
      }
    }
  }

  /// Draws a content as a PNG file.
  ///
  /// What does not depend on structures is taken from where it was drawn before.
  func png(of content: borrowing TileContent) throws(PNGError) -> [UInt8] {
    try withEasel(for: content) { (easel) throws(PNGError) in
      if let tile = content.tile, content.tileset.hasFixedGround {
        let key = GroundCanvases.Key(tile: tile, scale: content.window.scale)
        grounds.ground(key, on: &easel) { drawBoundaries(content, on: &$0) }
        drawStructures(content, on: &easel)
      } else {
        draw(content, on: &easel)
      }
      return try easel.png()
    }
  }

  /// The names of a zoom.
  func names(zoom: Int) -> NameLayer { nameLayers[zoom].value }

  /// The inks of a tileset.
  func inks(_ tileset: Tileset) -> MapInks { inksOfLayers[tileset.palette]?.value ?? mapInks }

  /// Lends room to draw a content.
  func withEasel<Result: Sendable, Failure: Error>(
    for content: borrowing TileContent, _ body: (inout TileEasel) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try easels.withEasel(
      width: content.window.width, height: content.window.height,
      palette: content.tileset.palette, inks: inks(content.tileset).inks, body)
  }

  /// Finds out what a window shows.
  ///
  /// - Parameters:
  ///   - window: The pixels.
  ///   - tile: The tile, when the window is one.
  ///   - tileset: What is drawn.
  ///   - clusters: The clusters of the structures to show.
  ///   - snapshot: Where the structures are.
  ///   - selection: What the clusters are of.
  ///   - body: Receives the content, whose memory is used again afterwards, and its digest.
  /// - Returns: What `body` returns.
  /// - Throws: What `body` throws.
  func withContent<Result, Failure: Error>(
    of window: PixelWindow, tile: Tile?, tileset: Tileset, clusters: ClusterHierarchy,
    snapshot: Snapshot?, selection: Selection?,
    _ body: (borrowing TileContent, TileDigest) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var search = contents.take()
    defer { contents.giveBack(search) }
    search.find(
      window, tile: tile, tileset: tileset, clusters: clusters, snapshot: snapshot,
      selection: selection, renderer: self)
    let digest = search.digest(ground: ground)
    return try body(search.content, digest)
  }
}

/// A value computed when first asked for, once, and kept.
final class OnDemand<Value: Sendable>: Sendable {
  private let kept = Mutex<Value?>(nil)
  private let make: @Sendable () -> Value

  init(_ make: @escaping @Sendable () -> Value) {
    self.make = make
  }

  var value: Value {
    kept.withLock { value in
      if let value { return value }
      let made = make()
      value = made
      return made
    }
  }
}
