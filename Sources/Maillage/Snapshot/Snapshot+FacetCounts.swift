import MaillageIndex
public import MaillageModel

/// How many structures have a value of a facet.
public struct FacetCount: Hashable, Sendable {
  /// The facet's field name.
  public let facet: String
  /// The value.
  public let value: String
  /// The number of structures, at least 1.
  public let count: Int

  /// Creates a count.
  public init(facet: String, value: String, count: Int) {
    self.facet = facet
    self.value = value
    self.count = count
  }
}

extension Snapshot {
  /// How many structures a filter accepts in an area.
  public func count(for filter: Filter, in area: StructureQuery.Area = .everywhere) -> Int {
    let selection = selection(for: filter)
    return rows(in: area)?.intersectionCount(selection.rows) ?? selection.count
  }

  /// How many structures each value of each facet would leave of a selection.
  ///
  /// A facet's own choice is set aside for its counts: values of one facet are alternatives, so each
  /// count says what choosing that value too would give.
  ///
  /// - Parameters:
  ///   - filter: The selection.
  ///   - area: Where the structures must be.
  /// - Returns: The values that any structure has, by facet in the schema's order; the values of a
  ///   vocabulary in its order, then others in the order of their bytes.
  /// - Complexity: O(v·n / 64), n the number of structures, v that of values many of them have, plus
  ///   the number of entries of all other values.
  public func facetCounts(
    for filter: Filter, in area: StructureQuery.Area = .everywhere
  ) -> [FacetCount] {
    var base = rowsBeforeChoices(of: filter)
    if let area = rows(in: area) { base.formIntersection(area) }
    let chosen = filter.choices.keys.compactMap { facet in
      rows(choosing: facet, of: filter).map { (facet: facet, rows: $0) }
    }
    // What all chosen facets but one leave: those before it and those behind it.
    var behind: [Bitset?] = [nil]
    for choice in chosen.reversed() {
      var rows = behind[behind.count - 1]
      rows.formIntersection(choice.rows)
      behind.append(rows)
    }
    var before = base
    var others: [String: Bitset?] = [:]
    for (number, choice) in chosen.enumerated() {
      var rows = before
      if let rest = behind[chosen.count - 1 - number] { rows.formIntersection(rest) }
      others[choice.facet] = .some(rows)
      before.formIntersection(choice.rows)
    }
    return schema.facets.flatMap { field in
      counts(of: field, within: others[field.name] ?? before)
    }
  }

  /// How many structures of a cluster have each value of a facet, as for a marker drawn as a pie.
  ///
  /// - Parameters:
  ///   - clusterID: A cluster's identifier.
  ///   - facet: The facet's field name.
  ///   - selection: The selection the cluster belongs to.
  /// - Returns: The values in the order of ``facetCounts(for:in:)``; none where the field is no facet;
  ///   `nil` when the selection has no such cluster.
  /// - Complexity: O(k + v·n / 64), k the number of structures of the cluster, n that of all, v that
  ///   of values many of them have.
  public func counts(
    of clusterID: String, by facet: String, selection: Selection
  ) -> [FacetCount]? {
    let clusters = selection.clusters
    guard let id = ClusterHierarchy.Cluster.ID(clusterID), let cluster = clusters.cluster(id),
      let leaves = clusters.leaves(of: id, limit: cluster.count, offset: 0)
    else { return nil }
    var rows = Bitset(count: structures.count)
    for row in leaves { rows.insert(row) }
    return schema.field(facet).map { counts(of: $0, within: rows) } ?? []
  }

  private func counts(of field: Field, within rows: Bitset?) -> [FacetCount] {
    guard let index = facets.facets[field.name] else { return [] }
    let counts = index.counts(within: rows)
    func count(_ code: Int) -> FacetCount {
      FacetCount(facet: field.name, value: index.values[code], count: counts[code])
    }
    let terms = field.terms.compactMap { index.code(of: $0.value) }
    let known = Set(terms)
    return (terms + index.sortedCodes.filter { !known.contains($0) }).lazy.map(count)
      .filter { $0.count > 0 }
  }
}
