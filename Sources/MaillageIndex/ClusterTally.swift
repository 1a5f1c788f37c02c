/// How many points of each cluster belong to categories: for markers that show shares.
///
/// The points of a cluster are one run, so two counts at its ends, one less the other, are the
/// answer, however many points there are. A bit for each point and category, with the number of bits
/// before every 64th, gives these counts.
///
/// Source: G. Jacobson, "Space-efficient static trees and graphs", FOCS 1989, section 2.
public struct ClusterTally: Sendable {
  /// The number of categories.
  public let categoryCount: Int
  private let clusters: ClusterHierarchy
  /// The bits of 64 points and how many are before them, category by category.
  private let blocks: [Block]
  private let blocksPerCategory: Int

  private struct Block: Sendable {
    var bits: UInt64
    var before: UInt32
  }

  /// Counts once for all clusters.
  ///
  /// - Parameters:
  ///   - clusters: The clusters to ask about.
  ///   - categories: The rows of each category, of the capacity of the clusters' rows; a row may
  ///     belong to several or to none.
  /// - Complexity: O(n) for each category, n the number of points; 2 bits a point.
  public init(_ clusters: ClusterHierarchy, categories: [Bitset]) {
    self.clusters = clusters
    categoryCount = categories.count
    let rows = clusters.columns.rows
    let blocksPerCategory = rows.count / 64 + 1
    self.blocksPerCategory = blocksPerCategory
    blocks = Array(capacity: blocksPerCategory * categories.count) { blocks in
      for category in categories {
        var before: UInt32 = 0
        for start in stride(from: 0, through: rows.count, by: 64) {
          var bits: UInt64 = 0
          for (place, row) in rows[start..<min(start + 64, rows.count)].enumerated()
          where category.contains(Int(row)) {
            bits |= 1 << UInt64(place)
          }
          blocks.append(Block(bits: bits, before: before))
          before += UInt32(bits.nonzeroBitCount)
        }
      }
    }
  }

  /// The number of points of a feature in each category.
  ///
  /// - Parameters:
  ///   - feature: What ``ClusterHierarchy/collectFeatures(in:zoom:into:)`` found.
  ///   - counts: Takes a number for each category in place of what it held.
  /// - Complexity: O(c), c the number of categories.
  public func collectCounts(of feature: ClusterHierarchy.Feature, into counts: inout [Int]) {
    collect(clusters.columns.points(of: feature.node), into: &counts)
  }

  /// The number of points of a cluster in each category; `nil` when there is no such cluster.
  ///
  /// - Complexity: O(log n + c), n the number of points, c that of categories.
  public func counts(of id: ClusterHierarchy.Cluster.ID) -> [Int]? {
    clusters.cluster(id).map { cluster in
      let first = Int(cluster.firstPoint)
      var counts: [Int] = []
      collect(first..<first + cluster.count, into: &counts)
      return counts
    }
  }

  private func collect(_ points: Range<Int>, into counts: inout [Int]) {
    counts.removeAll(keepingCapacity: true)
    for category in 0..<categoryCount {
      counts.append(
        count(before: points.upperBound, of: category)
          - count(before: points.lowerBound, of: category))
    }
  }

  /// How many of the first points belong to a category.
  private func count(before point: Int, of category: Int) -> Int {
    let block = blocks[category * blocksPerCategory + point >> 6]
    let bits = block.bits & (1 << UInt64(point & 63) - 1)
    return Int(block.before) + bits.nonzeroBitCount
  }
}
