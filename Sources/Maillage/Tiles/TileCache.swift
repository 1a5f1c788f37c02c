import Foundation
import Synchronization

/// Rendered tiles by the digest of what they show, bounded by bytes.
///
/// The least recently used tiles go first. Requests that meet on one missing tile wait for a single
/// rendering of it; nobody holds a lock meanwhile.
final class TileCache: Sendable {
  /// A tile that is being rendered, and those who wait for it.
  fileprivate final class Rendering: Sendable {
    let done = DispatchGroup()
    let bytes = Mutex<[UInt8]?>(nil)

    init() { done.enter() }
  }

  fileprivate enum Slot {
    case rendering(Rendering)
    case kept([UInt8], lastUse: Int)
  }

  fileprivate struct Contents {
    var slots: [TileDigest: Slot] = [:]
    var size = 0
    var uses = 0
  }

  private enum Finding {
    case bytes([UInt8])
    case wait(Rendering)
    case render(Rendering)
  }

  /// What a tile costs beside its bytes: key, slot and the array's header.
  fileprivate static let overhead = 128

  private let capacity: Int
  private let contents = Mutex(Contents())

  /// Creates a cache that keeps at most `capacity` bytes.
  init(capacity: Int) {
    self.capacity = capacity
  }

  /// The number of bytes kept at this moment.
  var size: Int { contents.withLock { $0.size } }

  /// The kept bytes of a digest, or else those that `render` makes, which are then kept.
  func bytes(for digest: TileDigest, render: () throws -> [UInt8]) rethrows -> [UInt8] {
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
          keep(bytes, digest)
          return bytes
        } catch {
          contents.withLock { $0.slots[digest] = nil }
          throw error
        }
      }
    }
  }

  private func find(_ digest: TileDigest) -> Finding {
    contents.withLock { contents in
      contents.uses += 1
      switch contents.slots[digest] {
      case .kept(let bytes, _):
        contents.slots[digest] = .kept(bytes, lastUse: contents.uses)
        return .bytes(bytes)
      case .rendering(let rendering): return .wait(rendering)
      case nil:
        let rendering = Rendering()
        contents.slots[digest] = .rendering(rendering)
        return .render(rendering)
      }
    }
  }

  private func keep(_ bytes: [UInt8], _ digest: TileDigest) {
    contents.withLock { contents in
      contents.slots[digest] = .kept(bytes, lastUse: contents.uses)
      contents.size += bytes.count + Self.overhead
      if contents.size > capacity { contents.dropOldest(downTo: capacity / 4 * 3) }
    }
  }
}

extension TileCache.Contents {
  /// Drops what was not used for longest: a quarter at once keeps the cost off most requests.
  fileprivate mutating func dropOldest(downTo limit: Int) {
    var uses: [(lastUse: Int, digest: TileDigest, size: Int)] = []
    for case (let digest, .kept(let bytes, let lastUse)) in slots {
      uses.append((lastUse, digest, bytes.count + TileCache.overhead))
    }
    uses.sort { $0.lastUse < $1.lastUse }
    for (_, digest, size) in uses {
      guard self.size > limit else { return }
      slots[digest] = nil
      self.size -= size
    }
  }
}
