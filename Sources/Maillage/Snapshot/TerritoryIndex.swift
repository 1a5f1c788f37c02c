import MaillageIndex
import MaillageModel
import MaillageTerritories

/// Which structures of a snapshot lie in which territories.
struct TerritoryIndex: Sendable {
  private var levels: [TerritoryLevel: ValueIndex] = [:]

  /// Assigns every structure to its territories.
  init(_ structures: StructureList, basemap: Basemap) {
    var builders: [ValueIndex.Builder] = TerritoryLevel.allCases.map { _ in
      ValueIndex.Builder(capacity: structures.count)
    }
    for (row, structure) in structures.enumerated() {
      let assignment = TerritoryAssignment(structure, basemap: basemap)
      for (number, level) in TerritoryLevel.allCases.enumerated() {
        if let code = assignment.code(level) { builders[number].add(code, row: row) }
      }
    }
    for (level, builder) in zip(TerritoryLevel.allCases, builders) {
      levels[level] = builder.finish()
    }
  }

  /// The rows of the structures that lie in a territory.
  func rows(_ level: TerritoryLevel, code: String) -> Bitset? {
    levels[level]?.rows(ofAny: [code])
  }

  /// How many rows of a set lie in each territory of a level that has any, by code.
  func counts(_ level: TerritoryLevel, within rows: Bitset) -> [String: Int] {
    guard let index = levels[level] else { return [:] }
    let counted = zip(index.values, index.counts(within: rows)).filter { $0.1 > 0 }
    return Dictionary(counted, uniquingKeysWith: +)
  }

  /// The index after an edit.
  func applying(_ edit: SnapshotEdit, basemap: Basemap) -> TerritoryIndex {
    func codes(_ structures: [Structure]) -> [TerritoryAssignment] {
      structures.map { TerritoryAssignment($0, basemap: basemap) }
    }
    let (left, came) = (codes(edit.removed), codes(edit.inserted))
    var result = self
    for (level, index) in levels {
      func values(_ assignments: [TerritoryAssignment]) -> [[String]] {
        assignments.map { $0.code(level).map { [$0] } ?? [] }
      }
      result.levels[level] = index.applying(
        edit.rows, newRows: edit.newRows, left: values(left), came: values(came))
    }
    return result
  }
}
