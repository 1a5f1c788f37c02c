import MaillageRaster
import Synchronization

/// The map as it is now: the current snapshot, and tiles of it.
///
/// A snapshot is swapped in whole; whoever read the former one goes on with it.
public final class MapService: Sendable {
  private struct State {
    var snapshot: Snapshot
    var renderer: TileRenderer
  }

  private let state: Mutex<State>
  private let cache: TileCache

  /// Starts with a snapshot.
  ///
  /// - Parameters:
  ///   - snapshot: The first state.
  ///   - style: The look of tiles.
  ///   - fonts: The fonts of tiles.
  ///   - cacheBytes: The most memory that rendered tiles may take.
  public init(
    snapshot: Snapshot, style: Style = .light, fonts: MapFonts, cacheBytes: Int = 128 << 20
  ) {
    state = Mutex(
      State(
        snapshot: snapshot,
        renderer: TileRenderer(basemap: snapshot.basemap, style: style, fonts: fonts)))
    cache = TileCache(capacity: cacheBytes)
  }

  /// The current state; hold on to it for as long as one answer is made.
  public var snapshot: Snapshot { state.withLock { $0.snapshot } }

  /// Makes a state the current one.
  ///
  /// Its basemap must be the one the service started with.
  public func publish(_ snapshot: Snapshot) {
    state.withLock { $0.snapshot = snapshot }
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
    let renderer = state.withLock { $0.renderer }
    let content = renderer.content(of: request, snapshot: snapshot)
    let digest = renderer.digest(content)
    let bytes = try cache.bytes(for: digest) { try renderer.draw(content).png() }
    return TileImage(bytes: bytes, etag: digest)
  }

  /// The entity tag a tile of the current snapshot has, found without drawing it.
  public func etag(_ request: TileRequest) -> String {
    etag(request, of: snapshot)
  }

  /// The entity tag a tile of a given snapshot has, found without drawing it.
  public func etag(_ request: TileRequest, of snapshot: Snapshot) -> String {
    let renderer = state.withLock { $0.renderer }
    return renderer.digest(renderer.content(of: request, snapshot: snapshot))
  }
}

extension TileRenderer {
  fileprivate func content(of request: TileRequest, snapshot: Snapshot) -> TileContent {
    content(
      of: PixelWindow(request.tile, scale: request.scale), tileset: request.tileset,
      clusters: snapshot.selection(for: request.filter).clusters)
  }
}
