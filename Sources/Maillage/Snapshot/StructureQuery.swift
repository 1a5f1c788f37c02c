public import MaillageGeometry
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
