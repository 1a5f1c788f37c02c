public import Foundation
import MaillageGeometry
public import MaillageIndex
public import MaillageModel
import MaillageTerritories
import Synchronization

/// One immutable state of the map: every answer is read from exactly one of these.
///
/// Structures stand in the order of their ids (UTF-8). Those with a position also have a *row* in
/// the spatial index; rows follow the same order.
public final class Snapshot: Sendable {
  /// All structures, by id.
  public let structures: [Structure]
  /// The fields they may have.
  public let schema: Schema
  /// The zone in which opening hours are read.
  public let timeZone: TimeZone
  /// The store's revision this state was read at.
  public let revision: Int
  /// Whether these are the fictitious structures that come with the product.
  public let isDemonstration: Bool
  /// Boundaries and names under the structures.
  public let basemap: Basemap
  /// The index over the structures that have a position.
  public let quadtree: Quadtree
  /// How clusters are formed.
  public let clusterOptions: ClusterHierarchy.Options
  /// When this state was read.
  public let date: Date

  /// The structure of each row: an index into ``structures``.
  let structureOfRow: [Int]
  /// Where each structure lies administratively, in the order of ``structures``.
  let assignments: [TerritoryAssignment]
  /// One stable hash per row, which decides cluster priorities.
  let keys: [UInt64]
  private let indexOfID: [String: Int]
  private let selections = Mutex(SelectionCache(capacity: 64))

  /// Builds the index over a set of structures.
  ///
  /// - Parameters:
  ///   - structures: Any order; ids must be distinct.
  ///   - schema: The fields structures may have.
  ///   - basemap: Boundaries and names.
  ///   - revision: The store's revision.
  ///   - isDemonstration: Whether the structures are the product's own fictitious ones.
  ///   - timeZone: The zone of opening hours.
  ///   - clusterOptions: How clusters are formed.
  /// - Complexity: O(n log n), n the number of structures; clusters are built when first asked for.
  public init(
    structures: [Structure], schema: Schema, basemap: Basemap, revision: Int = 0,
    isDemonstration: Bool = false, timeZone: TimeZone,
    clusterOptions: ClusterHierarchy.Options = .init()
  ) {
    self.structures = structures.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    self.schema = schema
    self.basemap = basemap
    self.revision = revision
    self.isDemonstration = isDemonstration
    self.timeZone = timeZone
    self.clusterOptions = clusterOptions
    date = Date()

    var structureOfRow: [Int] = []
    var coordinates: [Coordinate] = []
    var keys: [UInt64] = []
    for (index, structure) in self.structures.enumerated() {
      guard let coordinate = structure.coordinate else { continue }
      structureOfRow.append(index)
      coordinates.append(coordinate)
      keys.append(FNV1a.digest(structure.id.utf8))
    }
    self.structureOfRow = structureOfRow
    self.keys = keys
    quadtree = Quadtree(coordinates)
    assignments = self.structures.map { TerritoryAssignment($0, basemap: basemap) }
    indexOfID = Dictionary(
      self.structures.enumerated().map { ($0.element.id, $0.offset) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The structure of an id; `nil` when there is none.
  public func structure(id: String) -> Structure? {
    indexOfID[id].map { structures[$0] }
  }

  /// The structure that stands in a row of the index.
  public func structure(row: Int) -> Structure {
    structures[structureOfRow[row]]
  }

  /// The structures a filter accepts, with their clusters.
  ///
  /// The answer is kept, so that all tiles of a filter share it.
  ///
  /// - Complexity: O(n) the first time, n the number of structures.
  public func selection(for filter: Filter) -> Selection {
    let key = filter.canonicalKey
    if let known = selections.withLock({ $0.selection(for: key) }) { return known }
    let selection = Selection(filter, of: self)
    // Two threads may have built it at once: the first one kept serves both.
    return selections.withLock { $0.keep(selection, for: key) }
  }
}
