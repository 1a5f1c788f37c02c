import Maillage
import MaillageGeometry
import MaillageModel
import MaillageTerritories
import Testing

@Suite struct StructureQueryTests {
  private static let structures =
    TestMap.structures(count: 300, seed: 11) + [
      TestMap.structure("zz-sans-position", nil, ["code_insee": .text("49007")])
    ]
  private static let snapshot = TestMap.snapshot(structures)
  private let angers = Coordinate(longitude: -0.5518, latitude: 47.4711)

  @Test func aCircleEqualsAPlainScan() throws {
    let answer = try #require(
      Self.snapshot.answer(
        StructureQuery(area: .circle(center: angers, radius: 30_000), order: .distance)))
    let expected = Self.structures.filter { structure in
      structure.coordinate.map { Geodesic.distance(from: angers, to: $0) <= 30_000 } == true
    }
    #expect(!expected.isEmpty)
    #expect(Set(answer.matches.map(\.structure.id)) == Set(expected.map(\.id)))
    #expect(answer.numberMatched == expected.count)
    let distances = answer.matches.compactMap(\.distance)
    #expect(distances == distances.sorted())
    #expect(distances.count == expected.count)
  }

  @Test(arguments: StructureQuery.Order.allCases)
  func pagesTogetherAreTheWholeAnswer(order: StructureQuery.Order) throws {
    let box = BoundingBox(west: -2, south: 46, east: 1, north: 49)
    let whole = try #require(Self.snapshot.answer(StructureQuery(area: .box(box), order: order)))
    var pages: [String] = []
    var query = StructureQuery(area: .box(box), order: order, limit: 37)
    while true {
      let page = try #require(Self.snapshot.answer(query))
      pages += page.matches.map(\.structure.id)
      #expect(page.numberMatched == whole.numberMatched)
      guard page.hasMore else { break }
      query.after = page.matches.last?.structure.id
    }
    #expect(pages == whole.matches.map(\.structure.id))
  }

  @Test func anUnknownCursorHasNoAnswer() {
    #expect(Self.snapshot.answer(StructureQuery(after: "nobody")) == nil)
  }

  @Test func aStructureWithoutPositionIsListedButNeverPlaced() throws {
    let all = try #require(Self.snapshot.answer(StructureQuery()))
    #expect(all.numberMatched == 301)
    let world = try #require(Self.snapshot.answer(StructureQuery(area: .box(.world))))
    #expect(world.numberMatched == 300)
    #expect(Self.snapshot.selection(for: Filter()).unplaced == 1)
    let territory = try #require(
      Self.snapshot.answer(
        StructureQuery(area: .territory(level: .commune, code: "49007"))))
    #expect(territory.matches.contains { $0.structure.id == "zz-sans-position" })
  }

  @Test func clustersCountEveryStructureWithAPosition() {
    let selection = Self.snapshot.selection(for: Filter())
    for zoom in 0...20 {
      let markers = Self.snapshot.markers(in: .world, zoom: zoom, selection: selection)
      #expect(markers.reduce(0) { $0 + $1.count } == 300, "zoom \(zoom)")
    }
  }
}
