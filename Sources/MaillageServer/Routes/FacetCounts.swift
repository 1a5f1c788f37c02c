import Maillage
import MaillageModel

/// How often values occur, by facet and value.
typealias FacetCounts = [String: [String: Int]]

extension Snapshot {
  /// How many structures each value of each facet would leave of a selection, by facet and value.
  func countsByFacet(
    for filter: Filter, in area: StructureQuery.Area = .everywhere
  ) -> FacetCounts {
    facetCounts(for: filter, in: area).reduce(into: [:]) { counts, item in
      counts[item.facet, default: [:]][item.value] = item.count
    }
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
