import MaillageIndex
public import MaillageTerritories
import Synchronization

/// What layers of the map count in a selection: made when first drawn, and kept with the selection.
final class LayerCounts: Sendable {
  private struct ClassesKey: Hashable {
    let choropleth: Style.Choropleth
    let level: TerritoryLevel
  }

  private struct TallyKey: Hashable {
    let field: String
    let values: [String]
  }

  private struct Kept {
    var classes: [ClassesKey: [UInt8]] = [:]
    var tallies: [TallyKey: ClusterTally] = [:]
    var byteCount = 0
  }

  private let kept = Mutex(Kept())

  /// The bytes of all that is kept.
  var byteCount: Int { kept.withLock { $0.byteCount } }

  /// The classes of territories, made now if they have not been; who asks meanwhile waits for them.
  ///
  /// - Returns: The classes, and how many bytes are kept since.
  fileprivate func classes(
    _ choropleth: Style.Choropleth, _ level: TerritoryLevel, _ make: () -> [UInt8]
  ) -> (classes: [UInt8], newBytes: Int) {
    kept.withLock { kept in
      let key = ClassesKey(choropleth: choropleth, level: level)
      if let known = kept.classes[key] { return (known, 0) }
      let classes = make()
      kept.classes[key] = classes
      kept.byteCount += classes.count
      return (classes, classes.count)
    }
  }

  /// The tally of values of a field, made now if it has not been.
  fileprivate func tally(
    _ field: String, _ values: [String], _ make: () -> (tally: ClusterTally, bytes: Int)
  ) -> (tally: ClusterTally, newBytes: Int) {
    kept.withLock { kept in
      let key = TallyKey(field: field, values: values)
      if let known = kept.tallies[key] { return (known, 0) }
      let made = make()
      kept.tallies[key] = made.tally
      kept.byteCount += made.bytes
      return (made.tally, made.bytes)
    }
  }
}

extension Selection {
  /// The classes of the territories of a choropleth.
  ///
  /// - Parameters:
  ///   - choropleth: What the classes are.
  ///   - level: The level counted.
  ///   - make: Finds them out.
  /// - Returns: A class for each territory drawn.
  func classes(
    of choropleth: Style.Choropleth, _ level: TerritoryLevel, _ make: () -> [UInt8]
  ) -> [UInt8] {
    let (classes, newBytes) = layerCounts.classes(choropleth, level, make)
    if newBytes > 0 { grow(by: newBytes) }
    return classes
  }

  /// How many structures of each cluster have which of some values of a facet; of those that have
  /// several, the first counts, so that no structure is counted twice.
  ///
  /// - Parameters:
  ///   - facet: The facet's field name; no structure is counted where the field is no facet.
  ///   - values: The values, by category.
  ///   - snapshot: The snapshot that the selection is of.
  /// - Returns: A tally of as many categories as values.
  func tally(of facet: String, values: [String], in snapshot: Snapshot) -> ClusterTally {
    let clusters = clusters
    let (tally, newBytes) = layerCounts.tally(facet, values) {
      var counted = Bitset(count: snapshot.structures.count)
      let index = snapshot.facets.facets[facet]
      let categories = values.map { value in
        var rows = index?.rows(ofAny: [value]) ?? Bitset(count: snapshot.structures.count)
        rows.subtract(counted)
        counted.formUnion(rows)
        return rows
      }
      // 16 bytes for 64 points of each category.
      let bytes = (clusters.count / 64 + 1) * 16 * categories.count
      return (ClusterTally(clusters, categories: categories), bytes)
    }
    if newBytes > 0 { grow(by: newBytes) }
    return tally
  }
}

extension Snapshot {
  /// How many structures of a selection lie in each territory of a level.
  ///
  /// Which territory a structure lies in is decided as for filters: its INSEE code, else its postal
  /// code, else the polygon around its position.
  ///
  /// - Returns: Counts above 0 by the territory's code.
  /// - Complexity: O(v·n / 64), n the number of structures, v that of territories with many of them,
  ///   plus the number of all others.
  public func territoryCounts(_ level: TerritoryLevel, for selection: Selection) -> [String: Int] {
    territories.counts(level, within: selection.rows)
  }
}
