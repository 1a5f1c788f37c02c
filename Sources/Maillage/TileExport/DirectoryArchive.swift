import Foundation
import Glibc
import MaillageGeometry

/// Writes a folder of PNG files, `z/x/y.png`, with a TileJSON 3.0.0 file, for any web server.
///
/// Equal tiles are one file under many names where the file system can do that.
struct DirectoryArchive: TileArchive {
  /// By this file an earlier export is known, which may be replaced.
  private static let tileJSONName = "tiles.json"

  func check(_ path: String) throws(TileExportError) {
    switch FileStatus(path) {
    case nil: return
    case .folder:
      guard FileStatus("\(path)/\(Self.tileJSONName)") == nil else { return }
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      guard names.isEmpty else {
        throw .occupied(
          path: path, reason: "is a folder that holds no earlier export: choose another")
      }
    case .file, .other: throw .occupied(path: path, reason: "is no folder")
    }
  }

  func write(
    _ tiles: ExportedTiles, _ description: TilesetDescription, to draft: String
  ) throws(TileExportError) {
    try Self.removeFolder(draft)
    for zoom in tiles.plan.zooms {
      for column in tiles.plan.columns(zoom: zoom) {
        try Self.makeFolder("\(draft)/\(zoom)/\(column)")
      }
    }
    func path(_ tile: Tile) -> String {
      "\(draft)/\(tile.zoom)/\(tile.x)/\(tile.y)\(description.suffix).png"
    }
    // Which file has a content: a tile's number on the curve.
    var files = [Int](repeating: -1, count: tiles.contentLengths.count)
    try tiles.forEachEntry { (entry) throws(TileExportError) in
      if files[entry.content] < 0 { files[entry.content] = entry.firstID }
    }
    let firsts = files
    try tiles.forEachContent { (number, bytes) throws(TileExportError) in
      guard let tile = HilbertCurve.tile(id: firsts[number]) else { return }
      try ExportFile.write(bytes, to: path(tile))
    }
    try tiles.forEachEntry { (entry) throws(TileExportError) in
      for id in entry.firstID..<entry.firstID + entry.count where id != firsts[entry.content] {
        guard let tile = HilbertCurve.tile(id: id),
          let twin = HilbertCurve.tile(id: files[entry.content])
        else { continue }
        if try !Self.link(path(twin), to: path(tile)) { files[entry.content] = id }
      }
    }
    try ExportFile.write(
      description.tileJSON(tiles.plan).bytes[...], to: "\(draft)/\(Self.tileJSONName)")
  }

  func publish(_ draft: String, as path: String) throws(TileExportError) {
    // One call for all files is less than one for each.
    sync()
    let former = "\(path).former"
    try Self.removeFolder(former)
    if FileStatus(path) != nil { try ExportFile.move(path, to: former) }
    try ExportFile.move(draft, to: path)
    try Self.removeFolder(former)
  }

  /// Gives a file a second name; `false` where it had to be copied, because it has too many names or
  /// the file system knows only one.
  private static func link(_ path: String, to name: String) throws(TileExportError) -> Bool {
    if unsafe Glibc.link(path, name) == 0 { return true }
    guard [EMLINK, EPERM, ENOTSUP].contains(errno) else {
      throw .io(path: name, reason: ExportFile.reason)
    }
    let file = try ExportFile(path, .read)
    try ExportFile.write(try file.read(at: 0, count: try file.length())[...], to: name)
    return false
  }

  private static func makeFolder(_ path: String) throws(TileExportError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .io(path: path, reason: error.localizedDescription)
    }
  }

  private static func removeFolder(_ path: String) throws(TileExportError) {
    guard FileStatus(path) != nil else { return }
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw .io(path: path, reason: error.localizedDescription)
    }
  }
}

extension TilesetDescription {
  fileprivate func tileJSON(_ plan: TilePlan) -> JSON {
    let (bounds, center) = (plan.bounds, plan.center)
    return [
      "tilejson": "3.0.0",
      "name": .string(name),
      "description": .string(description),
      "version": .string("1.0.\(revision)"),
      "attribution": .string(attribution),
      "scheme": "xyz",
      "tiles": [.string("{z}/{x}/{y}\(suffix).png")],
      "minzoom": .integer(plan.zooms.lowerBound),
      "maxzoom": .integer(plan.zooms.upperBound),
      "bounds": [
        .number(bounds.west), .number(bounds.south), .number(bounds.east), .number(bounds.north),
      ],
      "center": [
        .number(center.longitude), .number(center.latitude), .integer(plan.centerZoom),
      ],
    ]
  }
}
