/// A directory of a PMTiles archive: entries by tile number, in columns, compressed.
///
/// Source: https://github.com/protomaps/PMTiles, spec/v3/spec.md.
struct PMTilesDirectory {
  /// Equal tiles that follow each other, or a leaf directory.
  struct Entry: Hashable, Sendable {
    /// The first tile.
    var id: Int
    /// From the beginning of the tiles, or of the leaf directories.
    var offset: Int
    /// In bytes.
    var length: Int
    /// The number of tiles; 0 for a leaf directory.
    var runLength: Int
  }

  /// The root, compressed.
  let root: [UInt8]
  /// The leaf directories, compressed each, one behind the other; empty where the root holds all.
  let leaves: [UInt8]

  /// The most bytes of header and root together.
  private static let rootLimit = 16_384 - PMTilesHeader.length - 1
  /// A root of so many entries may fit, so it is tried.
  private static let rootEntries = 16_384
  private static let firstLeafEntries = 4_096

  /// Lays out a directory: one root where it fits, else leaves as large as it takes for it to fit.
  ///
  /// `nil` when zlib cannot get its memory.
  ///
  /// - Parameter entries: At least one, by tile number.
  init?(_ entries: [Entry]) {
    if entries.count <= Self.rootEntries {
      guard let root = Self.serialized(entries[...]) else { return nil }
      if root.count <= Self.rootLimit {
        self.root = root
        leaves = []
        return
      }
    }
    var size = Self.firstLeafEntries
    while true {
      guard let (root, leaves) = Self.twoLevels(entries, leafEntries: size) else { return nil }
      if root.count <= Self.rootLimit {
        self.root = root
        self.leaves = leaves
        return
      }
      size *= 2
    }
  }

  private static func twoLevels(
    _ entries: [Entry], leafEntries: Int
  ) -> (root: [UInt8], leaves: [UInt8])? {
    var root: [Entry] = []
    var leaves: [UInt8] = []
    for start in stride(from: 0, to: entries.count, by: leafEntries) {
      let end = min(start + leafEntries, entries.count)
      guard let leaf = serialized(entries[start..<end]) else { return nil }
      root.append(
        Entry(id: entries[start].id, offset: leaves.count, length: leaf.count, runLength: 0))
      leaves += leaf
    }
    return serialized(root[...]).map { ($0, leaves) }
  }

  private static func serialized(_ entries: ArraySlice<Entry>) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.appendVarint(entries.count)
    var id = 0
    for entry in entries {
      bytes.appendVarint(entry.id - id)
      id = entry.id
    }
    for entry in entries { bytes.appendVarint(entry.runLength) }
    for entry in entries { bytes.appendVarint(entry.length) }
    var end: Int?
    for entry in entries {
      // An entry right behind the one before needs no place of its own.
      bytes.appendVarint(entry.offset == end ? 0 : entry.offset + 1)
      end = entry.offset + entry.length
    }
    return Gzip.compress(bytes)
  }
}
