import MaillageGeometry

/// Writes MBTiles 1.3: an SQLite file with rows counted from the south.
///
/// Equal tiles are one row of `images`; the table `tiles` that readers ask is a view.
///
/// Source: https://github.com/mapbox/mbtiles-spec, 1.3/spec.md.
struct MBTilesArchive: SingleFileArchive {
  /// "MPBX", by which programs know the file.
  private static let applicationID = 0x4d50_4258

  func write(
    _ tiles: ExportedTiles, _ description: TilesetDescription, to draft: String
  ) throws(TileExportError) {
    try ExportFile.remove(draft)
    let database = try SQLiteFileWriter(draft)
    try database.execute(
      """
      PRAGMA application_id = \(Self.applicationID);
      BEGIN;
      CREATE TABLE metadata (name text, value text);
      CREATE TABLE images (tile_id integer PRIMARY KEY, tile_data blob);
      CREATE TABLE map (
        zoom_level integer, tile_column integer, tile_row integer, tile_id integer);
      CREATE VIEW tiles AS SELECT zoom_level, tile_column, tile_row, tile_data
        FROM map JOIN images ON images.tile_id = map.tile_id;
      """)
    let metadata = try database.prepare("INSERT INTO metadata VALUES (?, ?)")
    for (name, value) in description.mbtilesMetadata(tiles.plan) {
      try metadata.run(.text(name), .text(value))
    }
    let images = try database.prepare("INSERT INTO images VALUES (?, ?)")
    try tiles.forEachContent { (number, bytes) throws(TileExportError) in
      try images.run(.integer(number), .blob(bytes))
    }
    let map = try database.prepare("INSERT INTO map VALUES (?, ?, ?, ?)")
    try tiles.forEachEntry { (entry) throws(TileExportError) in
      for tile in entry.tiles {
        let row = 1 << tile.zoom - 1 - tile.y
        try map.run(
          .integer(tile.zoom), .integer(tile.x), .integer(row), .integer(entry.content))
      }
    }
    // Indices made afterwards are sorted once instead of being torn apart by the curve.
    try database.execute(
      """
      CREATE UNIQUE INDEX name ON metadata (name);
      CREATE UNIQUE INDEX map_index ON map (zoom_level, tile_column, tile_row);
      COMMIT;
      """)
  }
}

extension TilesetDescription {
  fileprivate func mbtilesMetadata(_ plan: TilePlan) -> [(name: String, value: String)] {
    func list(_ numbers: Double...) -> String {
      numbers.map { DecimalNumber.text($0) }.joined(separator: ",")
    }
    let (bounds, center) = (plan.bounds, plan.center)
    return [
      ("name", name), ("format", "png"),
      ("bounds", list(bounds.west, bounds.south, bounds.east, bounds.north)),
      ("center", list(center.longitude, center.latitude, Double(plan.centerZoom))),
      ("minzoom", "\(plan.zooms.lowerBound)"), ("maxzoom", "\(plan.zooms.upperBound)"),
      ("attribution", attribution), ("description", description), ("type", type),
      ("version", "\(revision)"), ("scale", "\(scale)"),
    ]
  }
}
