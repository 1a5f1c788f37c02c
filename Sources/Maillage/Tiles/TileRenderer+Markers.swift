import MaillageIndex
import MaillageRaster

extension TileRenderer {
  /// The radius of the dots in place of too many markers, in CSS pixels.
  static let dotRadius = 1.5

  /// Draws a dot.
  func drawDot(
    atX x: Int, y: Int, _ scale: Double, _ inks: MapInks, on canvas: inout TileCanvas
  ) {
    let (quartersX, quartersY) = ((x + 32) >> 6, (y + 32) >> 6)
    let mask = masks.disc(
      radius: Self.dotRadius * scale, quartersX: quartersX & 3, quartersY: quartersY & 3)
    canvas.draw(
      mask, atX: quartersX >> 2, y: quartersY >> 2,
      ink: inks.ink(style.clusters.symbols[0].color))
  }

  /// Which kinds of structures the clusters of a selection hold; `nil` when the style has no ring.
  func tally(of selection: Selection, _ snapshot: Snapshot?) -> ClusterTally? {
    guard let pie = style.clusters.pie, let snapshot else { return nil }
    return selection.tally(of: pie.field, values: pie.colors.map(\.value), in: snapshot)
  }
}

extension ContentSearch {
  /// Adds the shares of a cluster's ring.
  ///
  /// - Returns: Where they begin; `nil` without a tally.
  mutating func addShares(of feature: ClusterHierarchy.Feature, _ tally: ClusterTally?) -> Int? {
    guard let tally else { return nil }
    let first = content.shares.count
    tally.collectCounts(of: feature, into: &counts)
    content.shares.append(contentsOf: counts)
    content.shares.append(feature.count - counts.reduce(0, +))
    content.shareCount = tally.categoryCount + 1
    return first
  }
}
