import Dispatch
import Synchronization

/// Rendered tiles by the digest of what they show, bounded by bytes.
///
/// The least recently used tiles go first. Requests that meet on one missing tile wait for a single
/// rendering of it; nobody holds a lock meanwhile.
final class TileCache: Sendable {
  /// A tile that is being rendered, and those who wait for it.
  private final class Rendering: Sendable {
    let done = DispatchGroup()
    let bytes = Mutex<[UInt8]?>(nil)

    init() { done.enter() }
  }

  private struct Contents {
    var kept: RecentValues<TileDigest, [UInt8]>
    var renderings: [TileDigest: Rendering] = [:]
  }

  private enum Finding {
    case bytes([UInt8])
    case wait(Rendering)
    case render(Rendering)
  }

  private let contents: Mutex<Contents>

  /// Creates a cache that keeps at most `capacity` bytes.
  init(capacity: Int) {
    contents = Mutex(Contents(kept: RecentValues(capacity: capacity)))
  }

  /// The number of bytes kept at this moment.
  var size: Int { contents.withLock { $0.kept.size } }

  /// The kept bytes of a digest, or else those that `render` makes, which are then kept.
  func bytes<Failure: Error>(
    for digest: TileDigest, render: () throws(Failure) -> [UInt8]
  ) throws(Failure) -> [UInt8] {
    while true {
      switch find(digest) {
      case .bytes(let bytes): return bytes
      case .wait(let rendering):
        rendering.done.wait()
        // Nothing when it failed: then the next one tries.
        if let bytes = rendering.bytes.withLock({ $0 }) { return bytes }
      case .render(let rendering):
        defer { rendering.done.leave() }
        do {
          let bytes = try render()
          rendering.bytes.withLock { $0 = bytes }
          contents.withLock { contents in
            contents.renderings[digest] = nil
            contents.kept.insert(bytes, size: bytes.count, digest)
          }
          return bytes
        } catch {
          contents.withLock { $0.renderings[digest] = nil }
          throw error
        }
      }
    }
  }

  private func find(_ digest: TileDigest) -> Finding {
    contents.withLock { contents in
      if let bytes = contents.kept.value(digest) { return .bytes(bytes) }
      if let rendering = contents.renderings[digest] { return .wait(rendering) }
      let rendering = Rendering()
      contents.renderings[digest] = rendering
      return .render(rendering)
    }
  }
}
