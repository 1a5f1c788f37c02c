import MaillageGeometry
import MaillageModel
import MaillageTestSupport
import Testing

@testable import Maillage

/// The same as `Benchmarks/EditedTiles`, which takes a million structures, in small.
@Suite struct EditedTilesTests {
  /// Different tiles that show something, around random structures.
  private static func requests(
    _ count: Int, of snapshot: Snapshot, _ generator: inout SplitMix64
  ) -> [TileRequest] {
    let points = snapshot.structures.compactMap(\.coordinate).map { WorldPoint($0) }
    var tiles: Set<Tile> = []
    var requests: [TileRequest] = []
    while requests.count < count {
      let tile = Tile(
        zoom: .random(in: 6...14, using: &generator),
        containing: points.randomElement(using: &generator) ?? points[0])
      guard tiles.insert(tile).inserted else { continue }
      if let request = TileRequest(tileset: .clusters, tile: tile) { requests.append(request) }
    }
    return requests
  }

  @Test func anEditLeavesNearlyAllTilesAsTheyAre() throws {
    var generator = SplitMix64(seed: 20)
    let snapshot = TestMap.snapshot(TestMap.structures(count: 20_000, seed: 19))
    let service = MapService(snapshot: snapshot, fonts: TestMap.fonts)
    let requests = Self.requests(1_000, of: snapshot, &generator)
    let before = requests.map { service.etag($0) }
    for _ in 0..<3 {
      var structure = snapshot.structure(
        row: .random(in: 0..<snapshot.structures.count, using: &generator))
      let place = try #require(structure.coordinate)
      structure.coordinate = Coordinate(
        longitude: place.longitude + 0.003, latitude: place.latitude)
      let edited = snapshot.applying([.put(structure)])
      let after = requests.map { service.etag($0, of: edited) }
      let same = zip(before, after).count { $0 == $1 }
      #expect(same >= 990, "\(structure.id): \(same) of 1,000 tiles are as they were")
      #expect(same < 1_000, "\(structure.id): the edit shows nowhere")
    }
  }

  /// What is as it was is not rendered again: the same memory is handed out.
  @Test func tilesThatStayComeFromTheCache() throws {
    var generator = SplitMix64(seed: 21)
    let snapshot = TestMap.snapshot(TestMap.structures(count: 2_000, seed: 22))
    let service = MapService(snapshot: snapshot, fonts: TestMap.fonts)
    let requests = Self.requests(60, of: snapshot, &generator)
    let before = try requests.map { try service.tile($0) }
    var structure = snapshot.structure(row: 1_000)
    structure.values["nom"] = .text("Un autre nom")
    let place = try #require(structure.coordinate)
    structure.coordinate = Coordinate(longitude: place.longitude + 0.01, latitude: place.latitude)
    service.publish(snapshot.applying([.put(structure)]))
    var hits = 0
    for (request, old) in zip(requests, before) {
      let new = try service.tile(request)
      let isHit = new.bytes.isIdentical(to: old.bytes)
      #expect(isHit == (new.etag == old.etag))
      hits += isHit ? 1 : 0
    }
    #expect((40..<60).contains(hits), "\(hits) of 60")
  }
}

extension [UInt8] {
  /// Whether both are the same memory.
  fileprivate func isIdentical(to other: [UInt8]) -> Bool {
    unsafe withUnsafeBytes { own in
      unsafe other.withUnsafeBytes { unsafe own.baseAddress == $0.baseAddress }
    }
  }
}
