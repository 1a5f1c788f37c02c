import Maillage
import MaillageModel
import Synchronization

/// How many structures each value of each facet would leave, kept for the present snapshot.
///
/// A facet's own choice is set aside for its counts: values of one facet are alternatives, so each
/// count says what choosing that value too would give.
final class FacetCounts: Sendable {
  /// Counts by facet and value.
  typealias Counts = [String: [String: Int]]

  private struct Kept {
    weak var snapshot: Snapshot?
    var counts: [String: Counts] = [:]
  }

  private let kept = Mutex(Kept())
  private static let capacity = 64

  /// The counts for a filter.
  ///
  /// - Complexity: O(n·f) the first time, n the number of structures, f that of the facets.
  func counts(for filter: Filter, in snapshot: Snapshot) -> Counts {
    let key = filter.canonicalKey
    let known = kept.withLock { $0.snapshot === snapshot ? $0.counts[key] : nil }
    if let known { return known }
    let counts = Self.count(filter, in: snapshot)
    kept.withLock {
      if $0.snapshot !== snapshot || $0.counts.count >= Self.capacity {
        $0 = Kept(snapshot: snapshot)
      }
      $0.counts[key] = counts
    }
    return counts
  }

  private static func count(_ filter: Filter, in snapshot: Snapshot) -> Counts {
    var counts: Counts = [:]
    let all = snapshot.structures(matching: filter)
    for facet in snapshot.schema.facets {
      var found = all
      if filter.choices[facet.name]?.isEmpty == false {
        var others = filter
        others.choices[facet.name] = nil
        found = snapshot.structures(matching: others)
      }
      var values: [String: Int] = [:]
      for structure in found {
        for item in structure.list(facet.name) { values[item, default: 0] += 1 }
      }
      counts[facet.name] = values
    }
    return counts
  }
}

extension Snapshot {
  /// The structures a filter accepts, placed or not.
  fileprivate func structures(matching filter: Filter) -> [Structure] {
    if filter.isEmpty { return structures }
    return answer(StructureQuery(filter: filter))?.matches.map(\.structure) ?? []
  }
}

extension Field {
  /// The values to offer: the vocabulary in its order, else what occurs, the most frequent first.
  ///
  /// - Parameters:
  ///   - counts: How often each value occurs.
  ///   - limit: The most values offered of an open vocabulary.
  /// - Returns: The values with labels and counts.
  func offers(_ counts: [String: Int], limit: Int = 50) -> [(term: Term, count: Int)] {
    if !terms.isEmpty { return terms.map { ($0, counts[$0.value] ?? 0) } }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(limit).map {
      (Term(value: $0.key, label: LocalizedText(fr: $0.key, en: $0.key)), $0.value)
    }
  }
}
