import Foundation
import MaillageIndex
import MaillageModel

/// Which structures of a snapshot hold which values, for what filters ask about them.
struct FacetIndex: Sendable {
  /// The field that says when a structure is open.
  private static let hoursField = "horaires"

  /// The values of every facet, by its field's name.
  private(set) var facets: [String: ValueIndex]
  /// The texts of opening hours.
  private var hours: ValueIndex
  private let parsedHours: ParsedHours

  /// Reads every structure once.
  ///
  /// - Complexity: O(n·f), n the number of structures, f that of facets.
  init(_ structures: StructureList, facets names: [String]) {
    var builders = names.map { _ in ValueIndex.Builder(capacity: structures.count) }
    var hours = ValueIndex.Builder(capacity: structures.count)
    structures.visitValues { row, values in
      for (number, name) in names.enumerated() {
        switch values[name] {
        case nil: break
        case .text(let text): builders[number].add(text, row: row)
        case .list(let items): for item in items { builders[number].add(item, row: row) }
        case .some(let value): for item in value.items { builders[number].add(item, row: row) }
        }
      }
      if case .text(let text) = values[Self.hoursField] { hours.add(text, row: row) }
    }
    facets = [:]
    for (name, builder) in zip(names, builders) { facets[name] = builder.finish() }
    self.hours = hours.finish()
    parsedHours = ParsedHours()
  }

  /// The index after an edit.
  func applying(_ edit: SnapshotEdit) -> FacetIndex {
    var result = self
    for (name, index) in facets {
      result.facets[name] = index.applying(
        edit.rows, newRows: edit.newRows, left: edit.removed.map { $0.distinct(name) },
        came: edit.inserted.map { $0.distinct(name) })
    }
    func texts(_ structures: [Structure]) -> [[String]] {
      structures.map { $0.text(Self.hoursField).map { [$0] } ?? [] }
    }
    result.hours = hours.applying(
      edit.rows, newRows: edit.newRows, left: texts(edit.removed), came: texts(edit.inserted))
    return result
  }

  /// The rows of structures that are open at an instant.
  ///
  /// - Complexity: O(t + k), t the number of distinct texts, k that of the structures open.
  func rows(openAt date: Date, in timeZone: TimeZone) -> Bitset {
    let open = hours.values.indices.filter { code in
      hours.counts[code] > 0
        && parsedHours.hours(hours.values[code])?.isOpen(at: date, in: timeZone) == true
    }
    return hours.rows(ofAny: Array(open))
  }

  /// The bytes that the index takes.
  var byteCount: Int {
    facets.values.reduce(hours.byteCount) { $0 + $1.byteCount }
  }
}

extension Structure {
  /// The items of a field, each once.
  fileprivate func distinct(_ field: String) -> [String] {
    let items = list(field)
    guard items.count > 1 else { return items }
    var seen: Set<String> = []
    return items.filter { seen.insert($0).inserted }
  }
}
