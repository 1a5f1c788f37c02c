/// Which content each tile of a plan's beginning has; equal contents are one.
///
/// Contents are numbered in the order of their first tiles, so a table depends on the tiles alone.
struct TileTable: Sendable {
  /// Tiles that follow each other in the plan and are equal.
  struct Run: Hashable, Sendable {
    let content: UInt32
    var count: UInt32
  }

  /// The length of each content in bytes.
  private(set) var lengths: [UInt32] = []
  /// In the order of the plan.
  private(set) var runs: [Run] = []
  /// The number of tiles.
  private(set) var tileCount = 0
  private var numbers: [ContentDigest: UInt32] = [:]

  /// The number of the content with a digest; `nil` when there is none yet.
  func number(of digest: ContentDigest) -> UInt32? { numbers[digest] }

  /// Adds a content; its digest must be new.
  mutating func addContent(_ digest: ContentDigest, length: Int) -> UInt32 {
    let number = UInt32(lengths.count)
    numbers[digest] = number
    lengths.append(UInt32(length))
    return number
  }

  /// Adds tiles that have a content.
  mutating func append(_ content: UInt32, count: UInt32 = 1) {
    runs.append(content, count: count)
    tileCount += Int(count)
  }
}

extension [TileTable.Run] {
  /// Adds tiles, to the last run where they continue it.
  mutating func append(_ content: UInt32, count: UInt32) {
    if let last, last.content == content {
      self[self.count - 1].count += count
    } else {
      append(TileTable.Run(content: content, count: count))
    }
  }
}
