import Foundation
import Glibc
import Maillage
import MaillageGeometry
import MaillageIndex
import MaillageModel
import MaillageTerritories

/// What one edit does to the tiles that are kept: `EditedTiles FONT [STRUCTURES] [TILES]`.
///
/// Asks for tiles of zooms 6 to 14 around structures drawn by a seed, moves one structure by about a
/// hundred metres, asks again, and counts the tiles whose entity tag is the same and whose bytes are
/// the very memory handed out before. Fails below 99 %, and when the edit changes no tile at all.
@main
enum EditedTiles {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard (2...4).contains(arguments.count) else { exit(64) }
    let count = arguments.count > 2 ? Int(arguments[2]) ?? 0 : 1_000_000
    let tileCount = arguments.count > 3 ? Int(arguments[3]) ?? 0 : 10_000
    let places = SyntheticPoints.clustered(count: count, seed: 1)
    let structures = places.enumerated().map { number, place in
      Structure(
        id: "lieu-\(number)", coordinate: place, values: ["nom": .text("Lieu \(number)")])
    }
    let header = Data("name,latitude,longitude,population,departement,region\n".utf8)
    let basemap = Basemap(layers: [:], gazetteer: try Gazetteer(csv: header, fileName: "none.csv"))
    let service = MapService(
      snapshot: Snapshot(
        structures: structures, schema: .standard, basemap: basemap,
        timeZone: Hub.default.timeZone),
      fonts: try MapFonts(regular: arguments[1], bold: arguments[1]), cacheBytes: 1 << 30)
    let requests = Self.requests(tileCount, around: places)

    let before = try requests.map(service.tile)
    // One in the middle of tiles that were asked for.
    var moved = structures[8 * 7919 % count]
    moved.coordinate?.longitude += 0.001
    let start = clock()
    service.publish(service.snapshot.applying([.put(moved)]))
    let after = try requests.map(service.tile)
    let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)

    var tags = 0
    var hits = 0
    for (old, new) in zip(before, after) {
      tags += old.etag == new.etag ? 1 : 0
      hits += address(old.bytes) == address(new.bytes) ? 1 : 0
    }
    print("\(count) structures, \(requests.count) tiles")
    print("entity tags the same: \(tags); hits: \(hits)")
    print("the edit and all tiles after it: \(seconds) s of processor time")
    if min(tags, hits) * 100 < requests.count * 99 || tags == requests.count { exit(1) }
  }

  /// Different tiles around structures, zoom after zoom.
  private static func requests(_ count: Int, around places: [Coordinate]) -> [TileRequest] {
    var requests: Set<TileRequest> = []
    var number = 0
    while requests.count < count, number < places.count {
      let zoom = 6 + number % 9
      let place = WorldPoint(places[number * 7919 % places.count])
      let tile = Tile(zoom: zoom, containing: place)
      if let request = TileRequest(tileset: .structures, tile: tile) { requests.insert(request) }
      number += 1
    }
    return requests.sorted {
      ($0.tile.zoom, $0.tile.x, $0.tile.y) < ($1.tile.zoom, $1.tile.x, $1.tile.y)
    }
  }

  private static func address(_ bytes: [UInt8]) -> UInt {
    unsafe bytes.withUnsafeBufferPointer { unsafe UInt(bitPattern: $0.baseAddress) }
  }
}
