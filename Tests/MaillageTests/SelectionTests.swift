import Foundation
import MaillageGeometry
import MaillageIndex
import MaillageModel
import MaillageTerritories
import Synchronization
import Testing

@testable import Maillage

@Suite struct SelectionTests {
  private static let zone = Hub.default.timeZone

  @Test(arguments: 0..<40)
  func aSelectionEqualsAPlainScan(seed: Int) {
    var places = RandomPlaces(seed: UInt64(seed))
    let structures = places.structures(count: 20 + seed * 30)
    let snapshot = RandomPlaces.snapshot(structures)
    for _ in 0..<10 {
      let filter = places.filter()
      let expected = structures.filter { filter.matches($0, timeZone: Self.zone) }
      let selection = snapshot.selection(for: filter)
      #expect(
        Set(selection.rows.map { snapshot.structures[$0].id }) == Set(expected.map(\.id)),
        "seed \(seed), \(filter.canonicalKey)")
      #expect(selection.count == expected.count)
      #expect(selection.unplaced == expected.count { $0.coordinate == nil })
    }
  }

  @Test(arguments: 0..<40)
  func facetCountsEqualAPlainScan(seed: Int) {
    var places = RandomPlaces(seed: 100 + UInt64(seed))
    let structures = places.structures(count: 20 + seed * 30)
    let snapshot = RandomPlaces.snapshot(structures)
    for _ in 0..<8 {
      let (filter, area) = (places.filter(), places.area())
      let inside = structures.filter { lies($0, in: area) }
      var expected: Set<FacetCount> = []
      for facet in RandomPlaces.schema.facets {
        var others = filter
        others.choices[facet.name] = nil
        var counts: [String: Int] = [:]
        for structure in inside where others.matches(structure, timeZone: Self.zone) {
          for value in structure.list(facet.name) { counts[value, default: 0] += 1 }
        }
        for (value, count) in counts {
          expected.insert(FacetCount(facet: facet.name, value: value, count: count))
        }
      }
      let counts = snapshot.facetCounts(for: filter, in: area)
      #expect(Set(counts) == expected, "seed \(seed), \(filter.canonicalKey) in \(area)")
      #expect(counts.count == expected.count)
      #expect(
        snapshot.count(for: filter, in: area)
          == inside.count { filter.matches($0, timeZone: Self.zone) })
    }
  }

  @Test(arguments: 0..<30)
  func anAnswerEqualsAPlainScan(seed: Int) throws {
    var places = RandomPlaces(seed: 200 + UInt64(seed))
    let structures = places.structures(count: 20 + seed * 30)
    let snapshot = RandomPlaces.snapshot(structures)
    for order in StructureQuery.Order.allCases {
      let (filter, area) = (places.filter(), places.area())
      let expected = sorted(
        structures.filter { filter.matches($0, timeZone: Self.zone) && lies($0, in: area) },
        by: order, area: area)
      var query = StructureQuery(area: area, filter: filter, order: order)
      let whole = try #require(snapshot.answer(query))
      let ids = expected.map(\.id)
      #expect(whole.matches.map(\.structure.id) == ids, "seed \(seed), \(order) in \(area)")
      #expect(whole.numberMatched == ids.count && !whole.hasMore)
      query.limit = 7
      var pages: [String] = []
      while let page = snapshot.answer(query) {
        pages += page.matches.map(\.structure.id)
        guard page.hasMore else { break }
        query.after = pages.last
      }
      #expect(pages == ids, "seed \(seed), pages \(order) in \(area)")
    }
  }

  private func lies(_ structure: Structure, in area: StructureQuery.Area) -> Bool {
    switch area {
    case .everywhere: true
    case .box(let box): structure.coordinate.map(box.contains) == true
    case .circle(let center, let radius):
      structure.coordinate.map { Geodesic.distance(from: center, to: $0) <= radius } == true
    case .territory(let level, let code):
      TerritoryAssignment(structure, basemap: TestMap.basemap).code(level) == code
    }
  }

  private func sorted(
    _ structures: [Structure], by order: StructureQuery.Order, area: StructureQuery.Area
  ) -> [Structure] {
    let byID = structures.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    let keys: [(name: String, distance: Double)] = byID.map { structure in
      let distance: Double? =
        switch area {
        case .box(let box):
          structure.coordinate.map { Geodesic.distance(from: box.center, to: $0) }
        case .circle(let center, _):
          structure.coordinate.map { Geodesic.distance(from: center, to: $0) }
        case .everywhere, .territory: nil
        }
      return (folded(structure.name), distance ?? .infinity)
    }
    return byID.indices.sorted { first, second in
      switch order {
      case .id: first < second
      case .name: (keys[first].name, first) < (keys[second].name, second)
      case .distance: (keys[first].distance, first) < (keys[second].distance, second)
      }
    }.map { byID[$0] }
  }

  @Test func aClustersCountsAreThoseOfItsStructures() throws {
    var places = RandomPlaces(seed: 9)
    let snapshot = RandomPlaces.snapshot(places.structures(count: 300))
    var filter = places.filter()
    filter.choices = ["frais_a_charge": ["Gratuit", "Payant"]]
    let selection = snapshot.selection(for: filter)
    let clusters = snapshot.markers(in: .world, zoom: 6, selection: selection).compactMap(
      \.clusterID)
    #expect(!clusters.isEmpty)
    for id in clusters {
      let leaves = try #require(
        snapshot.leaves(of: id, limit: 1_000, offset: 0, selection: selection))
      for facet in ["services", "source"] {
        let counts = try #require(snapshot.counts(of: id, by: facet, selection: selection))
        for item in counts {
          #expect(item.count == leaves.count { $0.list(facet).contains(item.value) }, "\(id)")
        }
        #expect(
          counts.reduce(0) { $0 + $1.count } == leaves.reduce(0) { $0 + $1.list(facet).count })
      }
      #expect(snapshot.counts(of: id, by: "nom", selection: selection) == [])
    }
    #expect(snapshot.counts(of: "3-00", by: "services", selection: selection) == nil)
  }

  @Test func rowsFollowTheIndex() {
    var places = RandomPlaces(seed: 7)
    let snapshot = RandomPlaces.snapshot(places.structures(count: 700))
    let codes = snapshot.structures.compactMap(\.coordinate).map { MortonCode(WorldPoint($0)) }
    #expect(codes == codes.sorted())
    #expect(snapshot.structures.prefix(codes.count).allSatisfy { $0.coordinate != nil })
    #expect(snapshot.structures.count == 700)
    #expect(snapshot.quadtree.rows(in: .world) == Array(0..<codes.count))
  }

  @Test func anIdIsFoundHoweverItsAccentsAreEncoded() {
    let snapshot = TestMap.snapshot([
      TestMap.structure("é1", nil), TestMap.structure("e\u{301}2", nil),
    ])
    #expect(snapshot.structure(id: "e\u{301}1")?.id == "é1")
    #expect(snapshot.structure(id: "é2") != nil)
    #expect(snapshot.structure(id: "é") == nil)
    #expect(snapshot.structure(id: "z") == nil)
  }
}

@Suite struct SelectionCacheTests {
  private func filter(_ source: String) -> Filter {
    var filter = Filter(searchedFields: RandomPlaces.schema.searchableFields)
    filter.choices["source"] = [source]
    return filter
  }

  @Test func theLeastRecentlyUsedGoFirstAndBytesStayBounded() {
    var places = RandomPlaces(seed: 1)
    let structures = places.structures(count: 2_000)
    let one = RandomPlaces.snapshot(structures).selection(for: filter("a")).byteCount
    let snapshot = Snapshot(
      structures: structures, schema: RandomPlaces.schema, basemap: TestMap.basemap,
      timeZone: Hub.default.timeZone, selectionBytes: one * 8)
    let first = snapshot.selection(for: filter("a"))
    for number in 0..<20 {
      _ = snapshot.selection(for: filter("s\(number)"))
      // Asked for again and again, it stays.
      #expect(snapshot.selection(for: filter("a")) === first)
      #expect(snapshot.selections.size <= one * 8)
    }
    let forgotten = snapshot.selection(for: filter("s19"))
    for number in 0..<12 { _ = snapshot.selection(for: filter("s\(number)")) }
    #expect(snapshot.selection(for: filter("s19")) !== forgotten)
  }

  @Test func clustersCountTowardsTheBytes() {
    var places = RandomPlaces(seed: 2)
    let snapshot = RandomPlaces.snapshot(places.structures(count: 2_000))
    let selection = snapshot.selection(for: Filter())
    let before = snapshot.selections.size
    let clusters = selection.clusters
    #expect(snapshot.selections.size == before + clusters.byteCount)
    #expect(selection.byteCount == snapshot.selections.size)
  }

  @Test func oneThatIsTooLargeIsKeptAlone() {
    var places = RandomPlaces(seed: 3)
    let snapshot = Snapshot(
      structures: places.structures(count: 500), schema: RandomPlaces.schema,
      basemap: TestMap.basemap, timeZone: Hub.default.timeZone, selectionBytes: 0)
    let first = snapshot.selection(for: filter("a"))
    #expect(snapshot.selection(for: filter("a")) === first)
    _ = snapshot.selection(for: filter("b"))
    #expect(snapshot.selection(for: filter("a")) !== first)
    #expect(snapshot.selections.count == 1)
  }

  @Test func manyWhoAskAtOnceShareOne() async {
    var places = RandomPlaces(seed: 4)
    let snapshot = RandomPlaces.snapshot(places.structures(count: 3_000))
    let made = await withTaskGroup(of: ObjectIdentifier.self) { group in
      for _ in 0..<32 {
        group.addTask {
          let selection = snapshot.selection(for: self.filter("a"))
          _ = selection.clusters
          return ObjectIdentifier(selection)
        }
      }
      return await group.reduce(into: Set<ObjectIdentifier>()) { $0.insert($1) }
    }
    #expect(made.count == 1)
  }
}
