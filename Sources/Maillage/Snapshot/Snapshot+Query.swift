import MaillageGeometry
import MaillageIndex
import MaillageModel

extension Snapshot {
  /// Answers a question.
  ///
  /// A structure without a position lies in no box and in no circle. When ``StructureQuery/after``
  /// names a structure that is not in the answer (any more), the answer is `nil`.
  ///
  /// - Complexity: O(n / 64 + m log m), n the number of structures, m that of those in the area, plus
  ///   the filter's first use; a page by id or name of most structures takes a time of its own
  ///   length.
  public func answer(_ query: StructureQuery) -> QueryAnswer? {
    let selection = selection(for: query.filter)
    if case .circle(let center, let radius) = query.area {
      let found = quadtree.neighbors(of: center, within: radius, selection: selection.rows)
      return page(
        of: sorted(found.map { Found(row: $0.row, distance: $0.distance) }, by: query.order),
        for: query)
    }
    var rows = selection.rows
    if let area = self.rows(in: query.area) { rows.formIntersection(area) }
    switch (query.order, query.area) {
    case (.distance, .box(let box)):
      let found = rows.map { row in
        Found(row: row, distance: Geodesic.distance(from: box.center, to: structures[row].position))
      }
      return page(
        of: sorted(found, by: .distance).map { Found(row: $0.row, distance: nil) }, for: query)
    case (.name, _): return page(of: rows, by: names, for: query)
    default: return page(of: rows, by: ids, for: query)
    }
  }

  /// The rows in an area; `nil` for everywhere.
  func rows(in area: StructureQuery.Area) -> Bitset? {
    var rows = Bitset(count: structures.count)
    switch area {
    case .everywhere: return nil
    case .box(let box):
      // Rows stand along the curve, so a run of places is a run of rows.
      for run in quadtree.runs(in: box) { rows.insert(run) }
    case .circle(let center, let radius):
      var found: [UInt32] = []
      quadtree.collectRows(of: center, within: radius, into: &found)
      rows.insert(contentsOf: found[...])
    case .territory(let level, let code):
      return territories.rows(level, code: code) ?? rows
    }
    return rows
  }

  /// A row found, with its distance where the area has a centre.
  private struct Found {
    var row: Int
    var distance: Double?
  }

  private func sorted(_ found: [Found], by order: StructureQuery.Order) -> [Found] {
    let ranks = order == .name ? names.ranks : ids.ranks
    return found.sorted {
      let (rank, other) = (ranks[$0.row], ranks[$1.row])
      guard order == .distance else { return rank < other }
      return ($0.distance ?? .infinity, rank) < ($1.distance ?? .infinity, other)
    }
  }

  /// The page of a question out of all that was found, in order.
  private func page(of found: [Found], for query: StructureQuery) -> QueryAnswer? {
    var rest = found[...]
    if let after = query.after {
      let row = row(id: after)
      guard let place = found.firstIndex(where: { $0.row == row }) else { return nil }
      rest = rest.dropFirst(place + 1)
    }
    return answer(rest.prefix(query.limit ?? rest.count), of: found.count, rest: rest.count)
  }

  /// The page of a question out of a set of rows, by an order of all rows.
  private func page(
    of rows: Bitset, by order: RowOrder, for query: StructureQuery
  ) -> QueryAnswer? {
    var start = 0
    if let after = query.after {
      guard let row = row(id: after), rows.contains(row) else { return nil }
      start = Int(order.ranks[row]) + 1
    }
    let count = rows.count
    let limit = min(query.limit ?? count, count)
    // Where most rows are found the next ones come soon along the order; few are sooner sorted.
    var found: [Found] = []
    if count * 16 > structures.count {
      for row in order.rows[start...] where rows.contains(Int(row)) {
        found.append(Found(row: Int(row)))
        if found.count > limit { break }
      }
    } else {
      let ranks = order.ranks
      found = rows.filter { ranks[$0] >= start }.sorted { ranks[$0] < ranks[$1] }
        .map { Found(row: $0) }
    }
    return answer(found.prefix(limit), of: count, rest: found.count)
  }

  private func answer(_ page: ArraySlice<Found>, of count: Int, rest: Int) -> QueryAnswer {
    QueryAnswer(
      matches: page.map { Match(structure: structures[$0.row], distance: $0.distance) },
      numberMatched: count, hasMore: page.count < rest)
  }
}
