import Synchronization

/// Rendered tiles by the digest of what they show, bounded by bytes.
///
/// The least recently used tiles go first. Requests that meet on one missing tile wait for a single
/// rendering of it; no lock is held by anyone else meanwhile.
final class TileCache: Sendable {
  /// One tile: locked while it is rendered, read afterwards.
  private final class Entry: Sendable {
    let bytes = Mutex<[UInt8]?>(nil)
  }

  private struct Slot {
    let entry: Entry
    var size = 0
    var lastUse: Int
  }

  private struct Contents {
    var slots: [String: Slot] = [:]
    var size = 0
    var uses = 0
  }

  /// What a tile costs beside its bytes: key, slot and entry.
  private static let overhead = 200

  private let capacity: Int
  private let contents = Mutex(Contents())

  /// Creates a cache that keeps at most `capacity` bytes.
  init(capacity: Int) {
    self.capacity = capacity
  }

  /// The number of bytes kept at this moment.
  var size: Int { contents.withLock { $0.size } }

  /// The kept bytes of a digest, or else those that `render` makes, which are then kept.
  func bytes(for digest: String, render: () throws -> [UInt8]) rethrows -> [UInt8] {
    let entry = contents.withLock { contents in
      contents.uses += 1
      if contents.slots[digest] != nil {
        contents.slots[digest]?.lastUse = contents.uses
      } else {
        contents.slots[digest] = Slot(entry: Entry(), lastUse: contents.uses)
      }
      return contents.slots[digest]?.entry ?? Entry()
    }
    var isNew = false
    let bytes = try entry.bytes.withLock { kept in
      if let kept { return kept }
      let rendered = try render()
      kept = rendered
      isNew = true
      return rendered
    }
    if isNew { account(for: bytes.count + Self.overhead, digest: digest) }
    return bytes
  }

  private func account(for size: Int, digest: String) {
    contents.withLock { contents in
      guard contents.slots[digest]?.size == 0 else { return }
      contents.slots[digest]?.size = size
      contents.size += size
      guard contents.size > capacity else { return }
      // Dropping a quarter at once keeps the cost of a sweep off most requests.
      for (key, slot) in contents.slots.filter({ $0.value.size > 0 })
        .sorted(by: { $0.value.lastUse < $1.value.lastUse })
      {
        contents.slots[key] = nil
        contents.size -= slot.size
        if contents.size <= capacity / 4 * 3 { break }
      }
    }
  }
}
