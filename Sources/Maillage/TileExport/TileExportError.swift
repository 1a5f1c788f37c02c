public import MaillageGeometry

/// Why an export did not come to its end.
public enum TileExportError: Error, Hashable, CustomStringConvertible {
  /// The box and the zooms have more tiles than one export may have.
  case tooManyTiles(count: Int, limit: Int)
  /// It was told to stop; what is done is kept, and the same export goes on from there.
  case interrupted(done: Int, total: Int)
  /// Another process writes the same export at this moment.
  case busy(path: String)
  /// Something stands where the export, or its unfinished part, would be written.
  case occupied(path: String, reason: String)
  /// The file system refused.
  case io(path: String, reason: String)
  /// SQLite refused.
  case database(path: String, reason: String)
  /// A tile could not be made.
  case tile(Tile, reason: String)

  /// The reason in a sentence.
  public var description: String {
    switch self {
    case .tooManyTiles(let count, let limit):
      "this export would have \(count) tiles, the most is \(limit): "
        + "choose a smaller box or fewer zooms"
    case .interrupted(let done, let total):
      "interrupted with \(done) of \(total) tiles done"
    case .busy(let path): "another export is writing \(path)"
    case .occupied(let path, let reason): "\(path) \(reason)"
    case .io(let path, let reason): "cannot write \(path): \(reason)"
    case .database(let path, let reason): "cannot write \(path): SQLite says \(reason)"
    case .tile(let tile, let reason):
      "tile \(tile.zoom)/\(tile.x)/\(tile.y) cannot be drawn: \(reason)"
    }
  }
}
