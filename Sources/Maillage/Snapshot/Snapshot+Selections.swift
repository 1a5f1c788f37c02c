import MaillageIndex
public import MaillageModel

extension Snapshot {
  /// The structures a filter accepts, with their clusters.
  ///
  /// The answer is kept, so that all tiles of a filter share it; those who ask for a new one at the
  /// same time wait for the same.
  ///
  /// - Complexity: O(v·n / 64) the first time, n the number of structures, v that of the values
  ///   chosen; with a text, proportional also to the texts of the structures that the rest leaves.
  public func selection(for filter: Filter) -> Selection {
    let key = cacheKey(of: filter)
    return selections.selection(for: key) { earlier in
      let hasGrown: @Sendable (Selection) -> Void = { [weak selections] selection in
        selections?.weigh(selection, key: key)
      }
      guard let earlier else {
        return Selection(
          filter, rows: rows(for: filter) ?? everyRow, source: clusterSource, hasGrown: hasGrown)
      }
      return Selection(
        earlier,
        accepting: earlier.edit.inserted.filter {
          filter.matches(structures[$0], timeZone: timeZone)
        },
        source: clusterSource, hasGrown: hasGrown)
    }
  }

  /// Makes ready what nearly every answer needs: the facets, and the clusters of all structures.
  ///
  /// Without it the first who asks waits for them.
  public func prepare() {
    _ = facets
    _ = selection(for: Filter()).clusters
  }

  /// Every row.
  var everyRow: Bitset { Bitset(count: structures.count, all: true) }

  /// A filter's canonical key; where it searches other fields than the schema's, with their names.
  private func cacheKey(of filter: Filter) -> String {
    let key = filter.canonicalKey
    guard !filter.searchedWords.isEmpty, filter.searchedFields != schema.searchableFields else {
      return key
    }
    return "\(key)&@in=\(filter.searchedFields.joined(separator: ","))"
  }

  /// The rows a filter accepts; `nil` for all.
  private func rows(for filter: Filter) -> Bitset? {
    var rows: Bitset?
    for facet in filter.choices.keys {
      guard let chosen = self.rows(choosing: facet, of: filter) else { continue }
      rows.formIntersection(chosen)
    }
    return self.rows(of: filter, among: rows)
  }

  /// The rows that have one of a filter's values for a facet; `nil` when it chooses none.
  func rows(choosing facet: String, of filter: Filter) -> Bitset? {
    guard let values = filter.choices[facet], !values.isEmpty else { return nil }
    if let index = facets.facets[facet] { return index.rows(ofAny: values) }
    var rows = Bitset(count: structures.count)
    for (row, structure) in structures.enumerated()
    where filter.hasChosenValue(structure, in: facet) {
      rows.insert(row)
    }
    return rows
  }

  /// The rows among some where what a filter says of opening and text holds.
  ///
  /// - Parameters:
  ///   - filter: The filter; its choices do not count.
  ///   - rows: The rows to look among; all when `nil`.
  /// - Returns: Rows; `nil` for all.
  private func rows(of filter: Filter, among rows: Bitset?) -> Bitset? {
    var rows = rows
    if let instant = filter.open {
      rows.formIntersection(facets.rows(openAt: instant, in: timeZone))
    }
    let words = filter.searchedWords.map { Array($0.utf8) }
    guard !words.isEmpty else { return rows }
    var found = Bitset(count: structures.count)
    let isFolded = filter.searchedFields == schema.searchableFields
    var chunk = 0
    for row in rows ?? everyRow {
      while structures.starts[chunk + 1] <= row { chunk += 1 }
      let position = row - structures.starts[chunk]
      let known =
        isFolded
        ? structures.chunks[chunk].texts(of: filter.searchedFields).hold(words, at: position) : nil
      if known ?? filter.hasSearchedWords(structures.chunks[chunk].structures[position]) {
        found.insert(row)
      }
    }
    return found
  }

  /// The rows where what a filter says of opening and text holds, whatever its choices are; `nil` for
  /// all.
  func rowsBeforeChoices(of filter: Filter) -> Bitset? {
    guard filter.open != nil || !filter.searchedWords.isEmpty else { return nil }
    var rest = filter
    rest.choices = [:]
    return selection(for: rest).rows
  }
}

extension Bitset? {
  /// Keeps only the rows of a set; `nil` stands for all rows.
  mutating func formIntersection(_ rows: Bitset) {
    if self == nil { self = rows } else { self?.formIntersection(rows) }
  }
}
