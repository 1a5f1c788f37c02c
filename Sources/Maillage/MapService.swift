import MaillageModel
import MaillageRaster
import Synchronization

/// The map as it is now: the current snapshot, and tiles of it.
///
/// A snapshot is swapped in whole; whoever read the former one goes on with it.
public final class MapService: Sendable {
  private let current: Mutex<Snapshot>
  let renderer: TileRenderer
  private let cache: TileCache
  private let plainTiles = PlainTiles()
  let legendImages = LegendImages()

  /// Starts with a snapshot.
  ///
  /// - Parameters:
  ///   - snapshot: The first state.
  ///   - style: The look of tiles.
  ///   - fonts: The fonts of tiles.
  ///   - cacheBytes: The most memory that rendered tiles may take; half as much again is for tiles
  ///     without structures.
  public init(
    snapshot: Snapshot, style: Style = .light, fonts: MapFonts, cacheBytes: Int = 128 << 20
  ) {
    current = Mutex(snapshot)
    renderer = TileRenderer(
      basemap: snapshot.basemap, style: style, fonts: fonts, groundBytes: cacheBytes / 2)
    cache = TileCache(capacity: cacheBytes)
  }

  /// The current state; hold on to it for as long as one answer is made.
  public var snapshot: Snapshot { current.withLock { $0 } }

  /// Makes a state the current one.
  ///
  /// Its basemap must be the one the service started with.
  public func publish(_ snapshot: Snapshot) {
    current.withLock { $0 = snapshot }
  }

  /// Does now what the first tiles would wait for: names are placed at all zooms, the clusters of all
  /// structures made, tiles of one colour encoded, memory to draw in is taken.
  public func prepare() {
    renderer.prepare()
    for scale in Tileset.scales {
      for color in renderer.plainColors {
        // One that cannot be encoded is reported when it is asked for.
        _ = try? plainTiles.bytes(side: 256 * scale, color: color)
      }
    }
    _ = snapshot.selection(for: Filter()).clusters
  }

  /// A tile of the current snapshot.
  ///
  /// - Throws: ``PNGError`` when the picture cannot be encoded.
  public func tile(_ request: TileRequest) throws -> TileImage {
    try tile(request, of: snapshot)
  }

  /// A tile of a given snapshot.
  ///
  /// - Throws: ``PNGError`` when the picture cannot be encoded.
  public func tile(_ request: TileRequest, of snapshot: Snapshot) throws -> TileImage {
    try withContent(of: request, snapshot: snapshot) { content, digest in
      let bytes =
        if let ink = content.plainInk {
          try plainTiles.bytes(
            side: content.window.width, color: renderer.inks(content.tileset).inks.colors[Int(ink)])
        } else {
          try cache.bytes(for: digest) { try renderer.png(of: content) }
        }
      return TileImage(bytes: bytes, etag: digest.text)
    }
  }

  /// The entity tag a tile of the current snapshot has, found without drawing it.
  public func etag(_ request: TileRequest) -> String {
    etag(request, of: snapshot)
  }

  /// The entity tag a tile of a given snapshot has, found without drawing it.
  public func etag(_ request: TileRequest, of snapshot: Snapshot) -> String {
    withContent(of: request, snapshot: snapshot) { _, digest in digest.text }
  }

  private func withContent<Result, Failure: Error>(
    of request: TileRequest, snapshot: Snapshot,
    _ body: (borrowing TileContent, TileDigest) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // A filter makes no difference where no structures are drawn: its clusters need not be made.
    let filter = request.tileset == .boundaries ? Filter() : request.filter
    let selection = snapshot.selection(for: filter)
    return try renderer.withContent(
      of: PixelWindow(request.tile, scale: request.scale), tile: request.tile,
      tileset: request.tileset, clusters: selection.clusters, snapshot: snapshot,
      selection: selection, body)
  }
}

/// Tiles of one colour, made once each.
private final class PlainTiles: Sendable {
  private struct Key: Hashable {
    let side: Int
    let color: Color
  }

  private let files = Mutex<[Key: [UInt8]]>([:])

  func bytes(side: Int, color: Color) throws(PNGError) -> [UInt8] {
    let key = Key(side: side, color: color)
    if let known = files.withLock({ $0[key] }) { return known }
    let file = try PNGEncoder.solid(width: side, height: side, color: color)
    files.withLock { $0[key] = file }
    return file
  }
}
