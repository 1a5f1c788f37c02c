/// Writes PMTiles 3: one file, read over HTTP by byte ranges.
///
/// Source: https://github.com/protomaps/PMTiles, spec/v3/spec.md.
struct PMTilesArchive: SingleFileArchive {
  func write(
    _ tiles: ExportedTiles, _ description: TilesetDescription, to draft: String
  ) throws(TileExportError) {
    var offsets: [Int] = []
    var end = 0
    for length in tiles.contentLengths {
      offsets.append(end)
      end += Int(length)
    }
    var entries: [PMTilesDirectory.Entry] = []
    try tiles.forEachEntry { (entry) throws(TileExportError) in
      entries.append(
        .init(
          id: entry.firstID, offset: offsets[entry.content],
          length: Int(tiles.contentLengths[entry.content]), runLength: entry.count))
    }
    guard let directory = PMTilesDirectory(entries),
      let metadata = Gzip.compress(description.pmtilesMetadata.bytes)
    else { throw .io(path: draft, reason: "zlib cannot get its memory") }

    var header = PMTilesHeader()
    header.rootLength = directory.root.count
    header.metadataLength = metadata.count
    header.leavesLength = directory.leaves.count
    header.tilesLength = end
    header.tileCount = tiles.plan.count
    header.entryCount = entries.count
    header.contentCount = offsets.count
    header.zooms = tiles.plan.zooms
    header.bounds = tiles.plan.bounds
    header.center = tiles.plan.center
    header.centerZoom = tiles.plan.centerZoom

    let file = try ExportFile(draft, .create)
    let front = header.bytes + directory.root + metadata + directory.leaves
    try file.write(front[...], at: 0)
    var position = front.count
    try tiles.forEachBlock { (block) throws(TileExportError) in
      try file.write(block[...], at: position)
      position += block.count
    }
  }
}

extension TilesetDescription {
  fileprivate var pmtilesMetadata: JSON {
    [
      "name": .string(name), "description": .string(description),
      "attribution": .string(attribution), "type": .string(type), "version": .string("\(revision)"),
      "format": "png", "scale": .string("\(scale)"),
    ]
  }
}
