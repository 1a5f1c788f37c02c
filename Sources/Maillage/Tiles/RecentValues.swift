/// Values by key, bounded by bytes: those used longest ago go first.
struct RecentValues<Key: Hashable, Value> {
  private struct Slot {
    var value: Value
    var size: Int
    var lastUse: Int
  }

  private var slots: [Key: Slot] = [:]
  private var uses = 0
  /// The most bytes kept.
  let capacity: Int
  /// The bytes kept at this moment.
  private(set) var size = 0

  /// What a value costs beside its own bytes: key, slot and the table they stand in.
  private static var overhead: Int { 128 }

  init(capacity: Int) {
    self.capacity = capacity
  }

  /// The value of a key, which counts as a use of it.
  mutating func value(_ key: Key) -> Value? {
    guard let index = slots.index(forKey: key) else { return nil }
    uses += 1
    slots.values[index].lastUse = uses
    return slots.values[index].value
  }

  /// Keeps a value of a size in bytes in place of any other of the key.
  mutating func insert(_ value: Value, size: Int, _ key: Key) {
    uses += 1
    let slot = Slot(value: value, size: size + Self.overhead, lastUse: uses)
    self.size += slot.size - (slots.updateValue(slot, forKey: key)?.size ?? 0)
    if self.size > capacity { dropOldest() }
  }

  /// Drops a quarter at once: so most insertions need not look for the oldest.
  private mutating func dropOldest() {
    let byUse = slots.map { (key: $0.key, lastUse: $0.value.lastUse, size: $0.value.size) }
      .sorted { $0.lastUse < $1.lastUse }
    for (key, _, size) in byUse {
      if self.size <= capacity / 4 * 3 { return }
      slots[key] = nil
      self.size -= size
    }
  }
}
