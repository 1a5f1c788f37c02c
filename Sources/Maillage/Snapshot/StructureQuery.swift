public import MaillageGeometry
import MaillageIndex
public import MaillageModel
public import MaillageTerritories

/// A question about structures: where, which, in what order, how many.
public struct StructureQuery: Hashable, Sendable {
  /// Where the structures must be.
  public enum Area: Hashable, Sendable {
    /// Anywhere, with or without a position.
    case everywhere
    /// In a box, sides included.
    case box(BoundingBox)
    /// At most `radius` metres from a position along the WGS 84 geodesic, edge included.
    case circle(center: Coordinate, radius: Double)
    /// In a territory, by its INSEE code.
    case territory(level: TerritoryLevel, code: String)
  }

  /// The order of the answer; equal keys follow the id.
  public enum Order: String, Hashable, Sendable, CaseIterable {
    /// By id.
    case id
    /// By name, accents and case aside.
    case name = "nom"
    /// By distance from the centre of the circle or box; by id without either.
    case distance
  }

  /// Where the structures must be.
  public var area: Area
  /// Which structures are accepted.
  public var filter: Filter
  /// The order of the answer.
  public var order: Order
  /// The most structures the answer holds; `nil` for all.
  public var limit: Int?
  /// The answer goes on behind the structure of this id; `nil` to begin at the first.
  public var after: String?

  /// Creates a question.
  public init(
    area: Area = .everywhere, filter: Filter = Filter(), order: Order = .id, limit: Int? = nil,
    after: String? = nil
  ) {
    self.area = area
    self.filter = filter
    self.order = order
    self.limit = limit
    self.after = after
  }
}

/// One structure of an answer.
public struct Match: Hashable, Sendable {
  /// The structure.
  public let structure: Structure
  /// Metres from the circle's centre; `nil` when the question has no circle.
  public let distance: Double?
}

/// The answer to a ``StructureQuery``.
public struct QueryAnswer: Hashable, Sendable {
  /// One page of structures, in the order asked for.
  public let matches: [Match]
  /// How many structures the area and the filter accept in all.
  public let numberMatched: Int
  /// Whether more follow behind this page.
  public let hasMore: Bool
}

extension Snapshot {
  /// Answers a question.
  ///
  /// A structure without a position lies in no box and in no circle. When ``StructureQuery/after``
  /// names a structure that is not in the answer (any more), the answer is `nil`.
  ///
  /// - Complexity: O(m log m), m the number of structures in the area, plus the filter's first use.
  public func answer(_ query: StructureQuery) -> QueryAnswer? {
    var found = matches(in: query.area, selection: selection(for: query.filter))
    sort(&found, by: query.order, area: query.area)
    let numberMatched = found.count
    var page = found[...]
    if let after = query.after {
      guard let index = found.firstIndex(where: { structures[$0.index].id == after }) else {
        return nil
      }
      page = page.dropFirst(index + 1)
    }
    let limited = query.limit.map { page.prefix($0) } ?? page
    return QueryAnswer(
      matches: limited.map { Match(structure: structures[$0.index], distance: $0.distance) },
      numberMatched: numberMatched, hasMore: limited.count < page.count)
  }

  /// A structure found, by its index, with its distance when the area has a centre.
  private typealias Found = (index: Int, distance: Double?)

  private func matches(in area: StructureQuery.Area, selection: Selection) -> [Found] {
    switch area {
    case .everywhere:
      return selection.indices.map { ($0, nil) }
    case .box(let box):
      return quadtree.rows(in: box, selection: selection.rows).map { (structureOfRow[$0], nil) }
    case .circle(let center, let radius):
      return quadtree.neighbors(of: center, within: radius, selection: selection.rows)
        .map { (structureOfRow[$0.row], $0.distance) }
    case .territory(let level, let code):
      return selection.indices.filter { assignments[$0].code(level) == code }.map { ($0, nil) }
    }
  }

  private func sort(
    _ found: inout [Found], by order: StructureQuery.Order, area: StructureQuery.Area
  ) {
    switch order {
    case .id:
      found.sort { $0.index < $1.index }
    case .name:
      let names = found.map { (found: $0, name: folded(structures[$0.index].name)) }
      found = names.sorted { ($0.name, $0.found.index) < ($1.name, $1.found.index) }.map(\.found)
    case .distance:
      if case .box(let box) = area {
        let center = box.center
        found = found.map { index, _ in
          (index, structures[index].coordinate.map { Geodesic.distance(from: center, to: $0) })
        }
      }
      found.sort {
        ($0.distance ?? .infinity, $0.index) < ($1.distance ?? .infinity, $1.index)
      }
      if case .box = area { found = found.map { ($0.index, nil) } }
    }
  }
}
