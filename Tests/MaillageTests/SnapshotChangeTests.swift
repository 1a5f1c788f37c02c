import Foundation
import MaillageGeometry
import MaillageIndex
import MaillageModel
import MaillageTestSupport
import Testing

@testable import Maillage

@Suite struct SnapshotChangeTests {
  /// Compares all that two snapshots answer to some questions.
  private func expectEqual(
    _ one: Snapshot, _ other: Snapshot, filters: [Filter], areas: [StructureQuery.Area],
    _ comment: Comment
  ) {
    #expect(Array(one.structures) == Array(other.structures), comment)
    #expect(one.structures.count == other.structures.count, comment)
    for filter in filters {
      let (selection, anew) = (one.selection(for: filter), other.selection(for: filter))
      #expect(selection.rows == anew.rows, comment)
      #expect(selection.count == anew.count && selection.unplaced == anew.unplaced, comment)
      for zoom in [0, 5, 9, 14, 20] {
        #expect(
          one.markers(in: .world, zoom: zoom, selection: selection)
            == other.markers(in: .world, zoom: zoom, selection: anew), comment)
      }
      for area in areas {
        #expect(one.facetCounts(for: filter, in: area) == other.facetCounts(for: filter, in: area))
        for order in StructureQuery.Order.allCases {
          let query = StructureQuery(area: area, filter: filter, order: order)
          #expect(one.answer(query) == other.answer(query), comment)
        }
      }
    }
  }

  @Test(arguments: 0..<40)
  func anUpdateEqualsARebuild(seed: Int) {
    var places = RandomPlaces(seed: 1_000 + UInt64(seed))
    var structures = places.structures(count: [0, 1, 40, 1_500][seed % 4])
    var snapshot = RandomPlaces.snapshot(structures)
    let filters = [Filter()] + (0..<3).map { _ in places.filter() }
    let areas = [places.area(), places.area()]
    for step in 1...6 {
      // Selections and clusters are there at some edits and not at others.
      for (number, filter) in filters.enumerated() where (step + number) % 2 == 0 {
        let selection = snapshot.selection(for: filter)
        if step % 3 != 0 { _ = selection.clusters }
      }
      if step == 2 { _ = (snapshot.names, snapshot.territories, snapshot.facets) }
      let changes = places.changes(of: structures, count: [0, 1, 3, 30][(seed / 4 + step) % 4])
      structures = structures.applying(changes)
      snapshot = snapshot.applying(changes, revision: step)
      #expect(snapshot.revision == step)
      if step % 2 == 0 {
        expectEqual(
          snapshot, RandomPlaces.snapshot(structures), filters: filters, areas: areas,
          "seed \(seed), step \(step)")
      }
    }
  }

  @Test func chunksThatAreNotTouchedAreShared() {
    var places = RandomPlaces(seed: 5)
    let structures = places.structures(count: 5_000)
    let snapshot = RandomPlaces.snapshot(structures)
    let next = snapshot.applying([.put(places.structure())])
    let before = Set(snapshot.structures.chunks.map(ObjectIdentifier.init))
    let shared = next.structures.chunks.count { before.contains(ObjectIdentifier($0)) }
    #expect(shared == snapshot.structures.chunks.count - 1)
  }

  @Test func clustersThatNothingTouchesAreCarriedOver() {
    var places = RandomPlaces(seed: 6)
    let structures = places.structures(count: 400)
    let snapshot = RandomPlaces.snapshot(structures)
    var filter = Filter(searchedFields: RandomPlaces.schema.searchableFields)
    filter.choices["source"] = ["nobody"]
    _ = snapshot.selection(for: filter).clusters
    let size = snapshot.selections.size
    let next = snapshot.applying([.remove(id: structures[3].id)])
    #expect(next.selections.count == 1)
    #expect(next.selections.size == size)
    #expect(next.selection(for: filter).count == 0)
  }

  @Test func aSelectionNobodyAsksForIsDroppedInTheEnd() {
    var places = RandomPlaces(seed: 8)
    var structures = places.structures(count: 200)
    var snapshot = RandomPlaces.snapshot(structures)
    _ = snapshot.selection(for: Filter())
    for _ in 0..<20 {
      let changes = places.changes(of: structures, count: 20)
      structures = structures.applying(changes)
      snapshot = snapshot.applying(changes)
    }
    #expect(snapshot.selections.count == 0)
    #expect(snapshot.selection(for: Filter()).count == structures.count)
  }
}

@Suite struct RowMapTests {
  private func edit(count: Int, _ generator: inout SplitMix64) -> (RowEdit, count: Int) {
    let removed = (0..<count).filter { _ in Int.random(in: 0..<4, using: &generator) == 0 }
    let added = Int.random(in: 0...6, using: &generator)
    let total = count - removed.count + added
    let inserted = (0..<total).shuffled(using: &generator).prefix(added).sorted()
    return (RowEdit(removed: removed, inserted: inserted), total)
  }

  /// The rows after an edit, each with its name before, or a negative one when it came in.
  private func apply(_ edit: RowEdit, to rows: [Int], new: Int) -> [Int] {
    var kept = rows.enumerated().filter { !edit.removed.contains($0.offset) }.map(\.element)
    for row in edit.inserted { kept.insert(new, at: row) }
    return kept
  }

  @Test(arguments: 0..<200)
  func rowsAreRenamedAsAPlainListIs(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    // A few changes are counted, more are looked up.
    let count = seed % 2 == 0 ? seed % 23 : 60 + seed
    let (first, middle) = edit(count: count, &generator)
    let (second, _) = edit(count: middle, &generator)
    let once = apply(first, to: Array(0..<count), new: -1)
    let map = RowMap(first, count: count)
    for row in 0..<count {
      let name = once.firstIndex(of: row)
      #expect(first.newRow(of: row) == name, "seed \(seed)")
      #expect(map.names([UInt32(row)]) == [name.map(UInt32.init) ?? RowMap.none], "seed \(seed)")
    }
    let twice = apply(second, to: once, new: -1)
    #expect(
      apply(first.followed(by: second), to: Array(0..<count), new: -1) == twice, "seed \(seed)")
  }
}
