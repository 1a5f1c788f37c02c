/// A way of keeping the tiles of an export.
public enum TileArchiveFormat: String, Hashable, Sendable, CaseIterable {
  /// A folder with `z/x/y.png` and a TileJSON file.
  case directory
  /// One file that a browser reads over plain HTTP (PMTiles 3).
  case pmtiles
  /// An SQLite file (MBTiles 1.3).
  case mbtiles

  var archive: any TileArchive {
    switch self {
    case .directory: DirectoryArchive()
    case .pmtiles: PMTilesArchive()
    case .mbtiles: MBTilesArchive()
    }
  }
}

/// What writes an archive.
///
/// Equal tiles and an equal description give equal bytes.
protocol TileArchive {
  /// Refuses a path that an archive of this kind must not replace.
  func check(_ path: String) throws(TileExportError)

  /// Writes the archive under a draft's name; what an earlier run left there is replaced.
  func write(
    _ tiles: ExportedTiles, _ description: TilesetDescription, to draft: String
  ) throws(TileExportError)

  /// Gives a finished draft its name.
  func publish(_ draft: String, as path: String) throws(TileExportError)
}

/// An archive that is one file.
protocol SingleFileArchive: TileArchive {}

extension SingleFileArchive {
  func check(_ path: String) throws(TileExportError) {
    if FileStatus(path) == .folder { throw .occupied(path: path, reason: "is a folder") }
  }

  func publish(_ draft: String, as path: String) throws(TileExportError) {
    try ExportFile(draft, .read).synchronize()
    try ExportFile.move(draft, to: path)
  }
}
