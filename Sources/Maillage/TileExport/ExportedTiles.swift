import MaillageGeometry

/// All tiles of a finished plan, for an archive to be written from.
struct ExportedTiles {
  let plan: TilePlan
  let journal: TileJournal
  /// Asked now and then while an archive is written.
  let isCancelled: @Sendable () -> Bool

  /// Equal tiles that follow each other without a gap, on the curve as in the plan.
  struct Entry: Hashable {
    /// The first tile's number on the Hilbert curve.
    let firstID: Int
    /// The number of tiles.
    let count: Int
    /// The number of their content.
    let content: Int

    /// The tiles.
    var tiles: some Sequence<Tile> {
      (firstID..<firstID + count).lazy.compactMap(HilbertCurve.tile(id:))
    }
  }

  /// The length of each content in bytes, by number.
  var contentLengths: [UInt32] { journal.table.lengths }

  /// Calls a function with every entry, along the curve.
  ///
  /// - Complexity: O(s + r), s the plan's stretches and r the runs of equal tiles.
  func forEachEntry(_ body: (Entry) throws(TileExportError) -> Void) throws(TileExportError) {
    var stretches = plan.stretches.makeIterator()
    var stretch = stretches.next()
    var position = 0
    for run in journal.table.runs {
      try checkCancellation()
      let end = position + Int(run.count)
      while position < end, let current = stretch {
        let inside = position - current.position
        let count = min(end - position, current.count - inside)
        try body(Entry(firstID: current.firstID + inside, count: count, content: Int(run.content)))
        position += count
        if inside + count == current.count { stretch = stretches.next() }
      }
    }
  }

  /// Calls a function with every content, by number.
  func forEachContent(
    _ body: (_ number: Int, ArraySlice<UInt8>) throws(TileExportError) -> Void
  ) throws(TileExportError) {
    var number = 0
    for block in journal.blocks {
      try checkCancellation()
      let bytes = try journal.contents(of: block)
      var start = 0
      while start < bytes.count {
        let end = start + Int(contentLengths[number])
        try body(number, bytes[start..<end])
        start = end
        number += 1
      }
    }
  }

  /// Calls a function with the contents joined, piece by piece.
  func forEachBlock(
    _ body: ([UInt8]) throws(TileExportError) -> Void
  ) throws(TileExportError) {
    for block in journal.blocks {
      try checkCancellation()
      try body(try journal.contents(of: block))
    }
  }

  private func checkCancellation() throws(TileExportError) {
    if isCancelled() { throw .interrupted(done: plan.count, total: plan.count) }
  }
}
