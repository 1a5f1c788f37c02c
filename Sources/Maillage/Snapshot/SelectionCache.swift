import Synchronization

/// The selections of a snapshot by their filters, bounded by bytes.
///
/// The least recently used go first. Requests that meet on one missing selection wait for a single
/// one to be made; no lock is held by anyone else meanwhile.
final class SelectionCache: Sendable {
  /// One selection: locked while it is made, read afterwards.
  final class Entry: Sendable {
    let selection = Lazy<Selection>()
    /// The selection of an earlier snapshot that this one can be made of; `nil` once it is.
    let earlier: Mutex<EarlierSelection?>

    init(_ earlier: EarlierSelection? = nil) {
      self.earlier = Mutex(earlier)
    }
  }

  private struct Slot {
    let entry: Entry
    /// Which selection the entry has, once it is made.
    var made: ObjectIdentifier?
    var size: Int
    var lastUse: Int
  }

  private struct Contents {
    var slots: [String: Slot] = [:]
    var size = 0
    var uses = 0
  }

  /// The most bytes kept, but for the selection last used, which always is.
  let capacity: Int
  private let contents = Mutex(Contents())

  /// Creates an empty cache.
  init(capacity: Int) {
    self.capacity = capacity
  }

  /// Creates the cache of the snapshot after an edit, which carries all selections over.
  ///
  /// Nothing is made of them before someone asks: what changed is noted, and notes of several edits
  /// become one. A selection that is not asked for while a tenth of all rows changes is dropped.
  ///
  /// - Parameters:
  ///   - earlier: The cache of the snapshot before.
  ///   - edit: The rows that left and came in.
  ///   - count: The number of rows now.
  init(_ earlier: SelectionCache, after edit: SnapshotEdit, count: Int) {
    capacity = earlier.capacity
    let (slots, uses) = earlier.contents.withLock { ($0.slots, $0.uses) }
    var carried = Contents(uses: uses)
    for (key, slot) in slots {
      let earlier =
        slot.entry.selection.made?.earlier(before: edit)
        ?? slot.entry.earlier.withLock { $0 }?.followed(by: edit)
      guard let earlier, earlier.changeCount <= count / 10 + 100 else { continue }
      carried.slots[key] = Slot(
        entry: Entry(earlier), size: earlier.byteCount, lastUse: slot.lastUse)
      carried.size += earlier.byteCount
    }
    contents.withLock { $0 = carried }
  }

  /// The number of bytes kept at this moment.
  var size: Int { contents.withLock { $0.size } }

  /// The number of selections kept at this moment.
  var count: Int { contents.withLock { $0.slots.count } }

  /// The selection of a key, made if it is missing.
  ///
  /// - Parameters:
  ///   - key: The filter's canonical key.
  ///   - make: Makes it, out of an earlier one where there is one.
  /// - Returns: The same selection for all who ask while it is kept.
  func selection(for key: String, make: (EarlierSelection?) -> Selection) -> Selection {
    let entry = contents.withLock { contents in
      contents.uses += 1
      if let slot = contents.slots[key] {
        contents.slots[key]?.lastUse = contents.uses
        return slot.entry
      }
      let entry = Entry()
      contents.slots[key] = Slot(entry: entry, size: 0, lastUse: contents.uses)
      return entry
    }
    var isNew = false
    let selection = entry.selection.value {
      isNew = true
      let selection = make(entry.earlier.withLock { $0 })
      entry.earlier.withLock { $0 = nil }
      return selection
    }
    if isNew {
      contents.withLock { contents in
        guard contents.slots[key]?.entry === entry else { return }
        contents.slots[key]?.made = ObjectIdentifier(selection)
      }
      weigh(selection, key: key)
    }
    return selection
  }

  /// Notes how large a selection has become, and makes room for it.
  func weigh(_ selection: Selection, key: String) {
    contents.withLock { contents in
      guard let slot = contents.slots[key], slot.made == ObjectIdentifier(selection) else { return }
      let size = selection.byteCount
      contents.slots[key]?.size = size
      contents.size += size - slot.size
      guard contents.size > capacity else { return }
      for (other, slot) in contents.slots.sorted(by: { $0.value.lastUse < $1.value.lastUse })
      where other != key && slot.size > 0 {
        contents.slots[other] = nil
        contents.size -= slot.size
        // Dropping a quarter at once keeps the cost of a sweep off most requests.
        if contents.size <= capacity / 4 * 3 { break }
      }
    }
  }
}
