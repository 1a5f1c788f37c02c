import MaillageGeometry
import MaillageRaster
import Synchronization

/// Canvases on which the boundaries of a tile are drawn already, bounded by bytes.
///
/// Boundaries are the same for every snapshot and filter: after an edit, or under a new filter, only
/// names and markers are drawn. A canvas is kept when it is drawn for the second time: most tiles of
/// a walk over the map never are, and to take new memory for each would cost a tenth of drawing it.
final class GroundCanvases: Sendable {
  /// The tile, and how it is drawn.
  struct Key: Hashable, Sendable {
    let tile: Tile
    let scale: Int
  }

  /// A canvas; `nil` for one that was drawn once.
  private let kept: Mutex<RecentValues<Key, TileCanvas?>>

  /// Creates room for `capacity` bytes of canvases.
  init(capacity: Int) {
    kept = Mutex(RecentValues(capacity: capacity))
  }

  /// Draws a ground, or takes it from where it was drawn before.
  ///
  /// - Parameters:
  ///   - key: The tile.
  ///   - easel: Takes the ground.
  ///   - draw: Draws it.
  func ground(_ key: Key, on easel: inout TileEasel, draw: (inout TileEasel) -> Void) {
    let known = kept.withLock { $0.value(key) }
    if case let canvas?? = known {
      easel.canvas.copyPixels(of: canvas)
      return
    }
    draw(&easel)
    let canvas = known == nil ? nil : easel.canvas
    kept.withLock { $0.insert(canvas, size: canvas?.byteCount ?? 0, key) }
  }
}
