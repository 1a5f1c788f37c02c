public import Foundation
import MaillageGeometry
public import MaillageIndex
public import MaillageModel
import MaillageTerritories

/// One immutable state of the map: every answer is read from exactly one of these.
///
/// Structures stand in the order of the spatial index: along the Morton curve, those at one place by
/// their ids (UTF-8), those without a position last. A *row* is a structure's place in that order, in
/// ``structures``, in the index, in selections and facets alike, so that what lies side by side on
/// the map is a run of neighbouring bits. Answers that are by id follow an order kept beside.
public final class Snapshot: Sendable {
  /// All structures, by row.
  public let structures: StructureList
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

  /// The rows by id, in the order of UTF-8 bytes.
  let ids: RowOrder
  /// The rows by folded name, then id.
  let lazyNames: Lazy<RowOrder>
  let lazyFacets: Lazy<FacetIndex>
  let lazyTerritories: Lazy<TerritoryIndex>
  /// What clusters of selections are made of.
  let clusterSource: ClusterSource
  /// The selections asked for lately.
  let selections: SelectionCache

  /// The most memory that the selections of a snapshot take, unless it is told another: 512 MB.
  public static let defaultSelectionBytes = 512 << 20

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
  ///   - selectionBytes: The most memory that kept selections and their clusters take; the one last
  ///     used is kept even if it takes more.
  /// - Complexity: O(n log n), n the number of structures, O(n) when they come by id; facets and
  ///   clusters are built when first asked for.
  public init(
    structures: [Structure], schema: Schema, basemap: Basemap, revision: Int = 0,
    isDemonstration: Bool = false, timeZone: TimeZone,
    clusterOptions: ClusterHierarchy.Options = .init(),
    selectionBytes: Int = Snapshot.defaultSelectionBytes
  ) {
    self.schema = schema
    self.basemap = basemap
    self.revision = revision
    self.isDemonstration = isDemonstration
    self.timeZone = timeZone
    self.clusterOptions = clusterOptions
    date = Date()

    let byID = Self.sortedByID(structures)
    let order = Quadtree.order(of: byID.map(\.position))
    let list = StructureList(order.lazy.map { byID[Int($0)] })
    let quadtree = Quadtree(
      order.map { byID[Int($0)].position }, threads: ClusterSource.threads)
    var ids = [UInt32](repeating: 0, count: byID.count)
    for (row, place) in order.enumerated() { ids[Int(place)] = UInt32(row) }
    self.structures = list
    self.quadtree = quadtree
    self.ids = RowOrder(ids)
    lazyNames = Lazy()
    lazyFacets = Lazy()
    lazyTerritories = Lazy()
    clusterSource = ClusterSource(quadtree, options: clusterOptions)
    selections = SelectionCache(capacity: selectionBytes)
  }

  /// Makes the snapshot after an edit.
  init(
    _ earlier: Snapshot, after edit: SnapshotEdit, revision: Int, structures: StructureList,
    quadtree: Quadtree
  ) {
    schema = earlier.schema
    basemap = earlier.basemap
    isDemonstration = earlier.isDemonstration
    timeZone = earlier.timeZone
    clusterOptions = earlier.clusterOptions
    self.revision = revision
    date = Date()
    self.structures = structures
    self.quadtree = quadtree
    ids = edit.ids(earlier.ids, in: structures)
    lazyNames = Lazy(
      earlier.lazyNames.made.map { edit.order($0, by: structures.precedesByName) })
    lazyFacets = Lazy(earlier.lazyFacets.made?.applying(edit))
    lazyTerritories = Lazy(
      earlier.lazyTerritories.made?.applying(edit, basemap: earlier.basemap))
    clusterSource = ClusterSource(quadtree, options: clusterOptions)
    selections = SelectionCache(earlier.selections, after: edit, count: structures.count)
  }

  /// The structure of an id; `nil` when there is none.
  ///
  /// - Complexity: O(log n), n the number of structures.
  public func structure(id: String) -> Structure? {
    row(id: id).map { structures[$0] }
  }

  /// The structure that stands in a row of the index.
  public func structure(row: Int) -> Structure {
    structures[row]
  }

  /// The row of the structure of an id; `nil` when there is none.
  func row(id: String) -> Int? {
    // Ids are equal as texts are in Swift, whichever way their accents are encoded.
    for text in [
      id, id.precomposedStringWithCanonicalMapping, id.decomposedStringWithCanonicalMapping,
    ] {
      let place = ids.firstPlace { !precedesInBytes(structures.id(at: $0), text) }
      guard place < ids.rows.count else { continue }
      let row = Int(ids.rows[place])
      if structures.id(at: row) == text { return row }
    }
    return nil
  }

  /// The rows by folded name, then id.
  var names: RowOrder {
    lazyNames.value {
      let names = structures.map { folded($0.name) }
      let ranks = ids.ranks
      return RowOrder(
        (0..<UInt32(names.count)).sorted {
          (names[Int($0)], ranks[Int($0)]) < (names[Int($1)], ranks[Int($1)])
        })
    }
  }

  /// Which structures hold which values.
  var facets: FacetIndex {
    lazyFacets.value { FacetIndex(structures, facets: schema.facets.map(\.name)) }
  }

  /// Which structures lie in which territories.
  var territories: TerritoryIndex {
    lazyTerritories.value { TerritoryIndex(structures, basemap: basemap) }
  }

  private static func sortedByID(_ structures: [Structure]) -> [Structure] {
    let isSorted = zip(structures, structures.dropFirst()).allSatisfy {
      !precedesInBytes($1.id, $0.id)
    }
    return isSorted ? structures : structures.sorted { precedesInBytes($0.id, $1.id) }
  }
}

extension Structure {
  /// Where it stands in the index; not a number where it has no position.
  var position: Coordinate {
    coordinate ?? Coordinate(longitude: .nan, latitude: .nan)
  }
}

extension StructureList {
  /// Whether a structure comes before another by folded name, then id.
  func precedesByName(_ first: Int, _ second: Int) -> Bool {
    let (one, other) = (folded(self[first].name), folded(self[second].name))
    return one == other ? precedesInBytes(id(at: first), id(at: second)) : one < other
  }
}

/// Whether two texts are the same bytes.
func haveEqualBytes(_ first: String, _ second: String) -> Bool {
  let (one, other) = (first.utf8.span, second.utf8.span)
  guard one.count == other.count else { return false }
  var index = 0
  while index < one.count, one[index] == other[index] { index += 1 }
  return index == one.count
}

/// Whether a text comes before another in the order of their UTF-8 bytes.
func precedesInBytes(_ first: String, _ second: String) -> Bool {
  let (one, other) = (first.utf8.span, second.utf8.span)
  let length = min(one.count, other.count)
  var index = 0
  while index < length {
    if one[index] != other[index] { return one[index] < other[index] }
    index += 1
  }
  return one.count < other.count
}
