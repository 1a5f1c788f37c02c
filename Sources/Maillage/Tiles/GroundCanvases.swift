import MaillageGeometry
import MaillageRaster
import Synchronization

/// Canvases on which the boundaries of a tile are drawn already, bounded by bytes.
///
/// Boundaries are the same for every snapshot and filter: after an edit, or under a new filter, only
/// names and markers are drawn.
final class GroundCanvases: Sendable {
  /// The tile, and how it is drawn.
  struct Key: Hashable, Sendable {
    let tile: Tile
    let scale: Int
  }

  private let kept: Mutex<RecentValues<Key, TileCanvas>>

  /// Creates room for `capacity` bytes of canvases.
  init(capacity: Int) {
    kept = Mutex(RecentValues(capacity: capacity))
  }

  /// A kept canvas.
  func canvas(_ key: Key) -> TileCanvas? { kept.withLock { $0.value(key) } }

  /// Keeps a canvas.
  func keep(_ canvas: TileCanvas, _ key: Key) {
    kept.withLock { $0.insert(canvas, size: canvas.byteCount, key) }
  }
}
