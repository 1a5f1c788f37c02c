import Foundation
import MaillageGeometry
import MaillageTestSupport
import Testing

@testable import Maillage

@Suite struct TileExportArchiveTests {
  @Test(arguments: TileArchiveFormat.allCases)
  func theArchiveDependsOnTheTilesAlone(format: TileArchiveFormat) throws {
    let fixture = try TileExportFixture()
    let plan = try westOfFrance(0...10)
    for (number, threads) in [1, 2, 7].enumerated() {
      _ = try fixture.export(plan, format, "map-\(number)", batchTiles: 50 + 13 * number).run(
        threads: threads, draw: fixture.draw)
    }
    if format == .directory {
      func contents(_ name: String) throws -> [String: Data?] {
        let folder = fixture.folder.appending(path: name)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return Dictionary(
          uniqueKeysWithValues: paths.map { path in
            (path, try? Data(contentsOf: folder.appending(path: path)))
          })
      }
      #expect(try contents("map-0") == contents("map-1"))
      #expect(try contents("map-0") == contents("map-2"))
    } else {
      #expect(try fixture.read("map-0") == fixture.read("map-1"))
      #expect(try fixture.read("map-0") == fixture.read("map-2"))
    }
  }

  @Test(arguments: [
    (BoundingBox(west: -5.2, south: 44.9, east: 2.1, north: 49.1), 0...10),
    (BoundingBox(west: 165, south: -23, east: -178, north: -19), 2...8),
    (BoundingBox.world, 0...7),
    (BoundingBox(west: 2, south: 48, east: 2, north: 48), 19...19),
  ])
  func pmtilesHoldEveryTileOnce(box: BoundingBox, zooms: ClosedRange<Int>) throws {
    let fixture = try TileExportFixture()
    let plan = try TilePlan(box, zooms: zooms)
    _ = try fixture.export(plan, .pmtiles, "map.pmtiles").run(draw: fixture.draw)
    let archive = try PMTilesReader(try fixture.read("map.pmtiles"))
    for tile in plan {
      #expect(archive.tiles[HilbertCurve.id(of: tile)] == TileExportFixture.bytes(tile), "\(tile)")
    }
    let contents = Set(plan.map(TileExportFixture.bytes))
    #expect(archive.tiles.count == plan.count)
    #expect(archive.number(at: 72) == plan.count)
    #expect(archive.number(at: 80) == archive.entryCount)
    #expect(archive.number(at: 88) == contents.count)
    #expect(archive.number(at: 64) == contents.reduce(0) { $0 + $1.count })
    #expect(archive.isClustered)
    #expect(archive.bytes[96...99] == [1, 2, 1, 2])
    #expect(archive.bytes[100...101].map { Int($0) } == [zooms.lowerBound, zooms.upperBound])
    #expect(archive.number(at: 16) + 127 < 16_384)
    let metadata = try #require(
      try JSONSerialization.jsonObject(with: Data(archive.metadata)) as? [String: String])
    #expect(metadata["name"] == "Carte « à l’essai »")
    #expect(metadata["type"] == "overlay")
    #expect(metadata["scale"] == "2")
  }

  @Test func pmtilesHeaderNamesTheBox() throws {
    let fixture = try TileExportFixture()
    let plan = try westOfFrance(3...9)
    _ = try fixture.export(plan, .pmtiles, "map.pmtiles").run(draw: fixture.draw)
    let archive = try PMTilesReader(try fixture.read("map.pmtiles"))
    let degrees = [102, 106, 110, 114, 119, 123].map {
      Int32(truncatingIfNeeded: archive.number(at: $0, width: 4))
    }
    #expect(
      degrees == [-52_000_000, 449_000_000, 21_000_000, 491_000_000, -15_500_000, 470_000_000])
  }

  @Test func directoriesOfManyEntriesHaveLeaves() throws {
    let fixture = try TileExportFixture()
    // No two neighbours are equal, so that every tile is an entry of its own.
    let plan = try TilePlan(.world, zooms: 0...8)
    @Sendable func bytes(_ tile: Tile) -> [UInt8] {
      var generator = SplitMix64(seed: UInt64(HilbertCurve.id(of: tile) % 5_003))
      return (0..<20).map { _ in .random(in: 0...255, using: &generator) }
    }
    let summary = try fixture.export(plan, .pmtiles, "map.pmtiles", batchTiles: 10_000).run(
      draw: bytes)
    #expect(summary.contents == 5_003)
    let archive = try PMTilesReader(try fixture.read("map.pmtiles"))
    #expect(archive.number(at: 48) > 0)
    #expect(archive.number(at: 16) + 127 < 16_384)
    #expect(archive.entryCount == plan.count)
    #expect(archive.isClustered)
    #expect(plan.allSatisfy { archive.tiles[HilbertCurve.id(of: $0)] == bytes($0) })
  }

  @Test(arguments: [
    (BoundingBox(west: -5.2, south: 44.9, east: 2.1, north: 49.1), 0...9),
    (BoundingBox(west: 165, south: -23, east: -178, north: -19), 2...8),
  ])
  func mbtilesHoldEveryTileOnce(box: BoundingBox, zooms: ClosedRange<Int>) throws {
    let fixture = try TileExportFixture()
    let plan = try TilePlan(box, zooms: zooms)
    _ = try fixture.export(plan, .mbtiles, "map.mbtiles").run(draw: fixture.draw)
    let path = fixture.folder.appending(path: "map.mbtiles").path
    #expect(try fixture.read("map.mbtiles")[68..<72] == [0x4d, 0x50, 0x42, 0x58])
    let database = try SQLiteReader(path)
    #expect(try database.rows("PRAGMA quick_check") == [["ok"]])
    let tiles = try database.rows(
      "SELECT zoom_level, tile_column, tile_row, lower(hex(tile_data)) FROM tiles")
    let expected = plan.map { tile in
      let hexadecimal = TileExportFixture.bytes(tile).map { byte in
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
      return ["\(tile.zoom)", "\(tile.x)", "\(1 << tile.zoom - 1 - tile.y)", hexadecimal.joined()]
    }
    #expect(Set(tiles) == Set(expected))
    #expect(tiles.count == plan.count)
    let contents = Set(plan.map(TileExportFixture.bytes)).count
    #expect(try database.rows("SELECT count(*) FROM images") == [["\(contents)"]])
    let metadata = Dictionary(
      uniqueKeysWithValues: try database.rows("SELECT name, value FROM metadata").map {
        ($0[0], $0[1])
      })
    #expect(metadata["format"] == "png")
    #expect(metadata["minzoom"] == "\(zooms.lowerBound)")
    #expect(metadata["maxzoom"] == "\(zooms.upperBound)")
    #expect(
      metadata["bounds"] == (box.crossesAntimeridian ? "-180,-23,180,-19" : "-5.2,44.9,2.1,49.1"))
    #expect(metadata["type"] == "overlay")
    #expect(metadata["version"] == "7")
    #expect(metadata["attribution"] == "© <b>Essai</b>")
  }

  @Test func aDirectoryHasAFileForEveryTile() throws {
    let fixture = try TileExportFixture()
    let plan = try westOfFrance(0...9)
    _ = try fixture.export(plan, .directory, "map").run(draw: fixture.draw)
    let folder = fixture.folder.appending(path: "map")
    var files: [[UInt8]: Set<Int>] = [:]
    for tile in plan {
      let url = folder.appending(path: "\(tile.zoom)/\(tile.x)/\(tile.y)@2x.png")
      let bytes = [UInt8](try Data(contentsOf: url))
      #expect(bytes == TileExportFixture.bytes(tile), "\(tile)")
      let number = try FileManager.default.attributesOfItem(atPath: url.path)[.systemFileNumber]
      files[bytes, default: []].insert(try #require((number as? NSNumber)?.intValue))
    }
    #expect(files.values.allSatisfy { $0.count == 1 }, "equal tiles are one file")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    #expect(paths.count { $0.hasSuffix(".png") } == plan.count)
    let tileJSON = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: folder.appending(path: "tiles.json")))
        as? [String: Any])
    #expect(tileJSON["tiles"] as? [String] == ["{z}/{x}/{y}@2x.png"])
    #expect(tileJSON["bounds"] as? [Double] == [-5.2, 44.9, 2.1, 49.1])
    #expect(tileJSON["maxzoom"] as? Int == 9)
  }

  @Test func aDirectoryReplacesAnEarlierExportAndNothingElse() throws {
    let fixture = try TileExportFixture()
    _ = try fixture.export(try westOfFrance(0...6), .directory, "map").run(draw: fixture.draw)
    let smaller = try westOfFrance(0...4)
    _ = try fixture.export(smaller, .directory, "map").run(draw: fixture.draw)
    let map = fixture.folder.appending(path: "map")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: map.path)
    #expect(paths.count { $0.hasSuffix(".png") } == smaller.count)
    #expect(try fixture.names == ["map"])

    let own = fixture.folder.appending(path: "own")
    try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    try fixture.write("mine".utf8, to: "own/notes.txt")
    #expect(throws: TileExportError.self) {
      try fixture.export(smaller, .directory, "own").run(draw: fixture.draw)
    }
    #expect(throws: TileExportError.self) {
      try fixture.export(smaller, .mbtiles, "own").run(draw: fixture.draw)
    }
    #expect(try fixture.read("own/notes.txt") == Array("mine".utf8))
  }

  /// The reader its authors wrote, from PyPI.
  @Test(.enabled(if: PMTilesReader.hasPython, "Scripts/setup --tests has not run"))
  func pmtilesAreReadByTheirOwnLibrary() throws {
    let fixture = try TileExportFixture()
    let plan = try TilePlan(
      BoundingBox(west: -60, south: -40, east: 70, north: 60), zooms: 0...8)
    _ = try fixture.export(plan, .pmtiles, "map.pmtiles").run(draw: fixture.draw)
    let listed = try PMTilesReader.listWithPython(fixture.folder.appending(path: "map.pmtiles"))
    let expected = plan.map { tile in
      let bytes = TileExportFixture.bytes(tile)
      return "\(tile.zoom)/\(tile.x)/\(tile.y) \(bytes.count) \(bytes.reduce(0) { $0 + Int($1) })"
    }
    #expect(listed == expected)
  }
}
