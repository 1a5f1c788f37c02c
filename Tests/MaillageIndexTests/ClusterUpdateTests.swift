import MaillageGeometry
import MaillageIndex
import MaillageTestSupport
import Testing

@Suite struct ClusterUpdateTests {
  /// Points before and after a few edits, with the selection of each.
  struct Edited {
    let before: [Coordinate]
    let after: [Coordinate]
    let edit: RowEdit
    let selectionBefore: Bitset?
    let selectionAfter: Bitset?

    init(_ layout: PointLayout, count: Int, edits: Int, using generator: inout SplitMix64) {
      before = layout.points(count, using: &generator)
      var isSelected = before.map { _ in Int.random(in: 0..<4, using: &generator) > 0 }
      let isWhole = Bool.random(using: &generator)
      selectionBefore = isWhole ? nil : Self.bitset(isSelected)
      var rows: [Int?] = before.indices.map { $0 }
      var after = before
      let others = layout.points(edits + 1, using: &generator)
      var removed: [Int] = []
      for other in others.prefix(edits) {
        if Bool.random(using: &generator), let row = rows.indices.randomElement(using: &generator) {
          if let old = rows[row] { removed.append(old) }
          rows.remove(at: row)
          after.remove(at: row)
          isSelected.remove(at: row)
        }
        if Bool.random(using: &generator) {
          let row = Int.random(in: 0...rows.count, using: &generator)
          // Near others, upon another, or anywhere.
          let place =
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: after.randomElement(using: &generator) ?? other
            case 1:
              after.randomElement(using: &generator).map {
                Coordinate(
                  longitude: $0.longitude + 1e-4,
                  latitude: max(-90, min(90, $0.latitude + 1e-4)))
              } ?? other
            default: other
            }
          rows.insert(nil, at: row)
          after.insert(place.isValid ? place : other, at: row)
          isSelected.insert(Bool.random(using: &generator), at: row)
        }
      }
      self.after = after
      edit = RowEdit(
        removed: removed.sorted(), inserted: rows.indices.filter { rows[$0] == nil })
      selectionAfter = isWhole ? nil : Self.bitset(isSelected)
    }

    private static func bitset(_ isIn: [Bool]) -> Bitset {
      var rows = Bitset(count: isIn.count)
      for (row, isIn) in isIn.enumerated() where isIn { rows.insert(row) }
      return rows
    }
  }

  @Test(arguments: PointLayout.allCases) func anUpdateEqualsClustersBuiltAnew(
    layout: PointLayout
  ) {
    for seed in 0..<200 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      let edited = Edited(
        layout, count: .random(in: 1...80, using: &generator),
        edits: .random(in: 1...4, using: &generator), using: &generator)
      let options = ClusterHierarchy.Options(
        radius: [60, 20, 0, 200].randomElement(using: &generator) ?? 60,
        maximumZoom: [18, 4, 0].randomElement(using: &generator) ?? 18)
      let tree = Quadtree(edited.after)
      let updated = ClusterHierarchy(
        Quadtree(edited.before), selection: edited.selectionBefore, options: options
      ).applying(edited.edit, to: tree, selection: edited.selectionAfter)
      let anew = ClusterHierarchy(tree, selection: edited.selectionAfter, options: options)
      #expect(Self.difference(updated, anew) == nil, "seed \(seed)")
    }
  }

  @Test func idsOfUntouchedClustersDoNotChange() {
    var generator = SplitMix64(seed: 1)
    let points = PointLayout.clustered.points(2_000, using: &generator)
    let far = Coordinate(longitude: points[0].longitude + 1e-5, latitude: points[0].latitude)
    let before = ClusterHierarchy(Quadtree(points))
    let after = before.applying(
      RowEdit(removed: [], inserted: [points.count]), to: Quadtree(points + [far]))
    for zoom in [0, 5, 10, 18] {
      let ids = Set(before.clusters(in: .world, zoom: zoom).map(\.id))
      let changed = after.clusters(in: .world, zoom: zoom).filter { !ids.contains($0.id) }
      #expect(changed.count <= 3, "zoom \(zoom)")
    }
  }

  /// What differs between two hierarchies first; `nil` when all answers are the same.
  static func difference(_ left: ClusterHierarchy, _ right: ClusterHierarchy) -> String? {
    for zoom in 0...24 {
      let (first, second) = (
        left.clusters(in: .world, zoom: zoom), right.clusters(in: .world, zoom: zoom)
      )
      if first.map(\.id) != second.map(\.id) || first.map(\.position) != second.map(\.position)
        || first.map(\.count) != second.map(\.count) || first.map(\.row) != second.map(\.row)
      {
        return "zoom \(zoom): \(first) and \(second)"
      }
      for cluster in second {
        let id = cluster.id
        if left.leaves(of: id, limit: .max, offset: 0)
          != right.leaves(of: id, limit: .max, offset: 0)
        {
          return "leaves of \(id)"
        }
        if left.children(of: id)?.map(\.id) != right.children(of: id)?.map(\.id) {
          return "children of \(id)"
        }
        if left.boundingRectangle(of: id) != right.boundingRectangle(of: id) {
          return "box of \(id)"
        }
      }
    }
    return nil
  }
}
