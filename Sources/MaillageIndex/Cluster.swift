public import MaillageGeometry

extension ClusterHierarchy {
  /// Points that one marker stands for at some zooms, or a single point.
  public struct Cluster: Hashable, Sendable {
    /// The cluster's name, the same for the same points in any order.
    public let id: ID
    /// The number of points, at least 1.
    public let count: Int
    /// The mean of the points' positions, exact but for one rounding.
    public let position: WorldPoint
    /// The row of the only point; `nil` when there are several.
    public let row: Int?
    /// Whether there are several points and all share one position.
    ///
    /// Such a stack never splits: its points are to be listed instead.
    public let isStack: Bool
    /// The first zoom at which the cluster is several; `nil` for single points and stacks.
    public let expansionZoom: Int?

    init(id: ID, count: Int, position: WorldPoint, row: Int?) {
      self.id = id
      self.count = count
      self.position = position
      self.row = row
      let isWhole = id.zoom == Tile.maximumZoom
      isStack = isWhole && count > 1
      expansionZoom = isWhole ? nil : id.zoom + 1
    }
  }
}

extension ClusterHierarchy.Cluster {
  /// The deepest zoom at which a cluster exists, and the key of its seed.
  ///
  /// Written `12-00c0ffee00c0ffee`: the zoom in decimal, the key as 16 hexadecimal digits.
  public struct ID: Hashable, Sendable, LosslessStringConvertible {
    /// The deepest zoom at which the cluster exists; ``Tile/maximumZoom`` if it never splits.
    public let zoom: Int
    /// The key of the point the cluster grew around.
    public let seed: UInt64

    /// Creates an id from its parts, whether or not such a cluster exists.
    ///
    /// - Parameters:
    ///   - zoom: The deepest zoom, 0 … ``Tile/maximumZoom``.
    ///   - seed: The seed's key.
    public init(zoom: Int, seed: UInt64) {
      self.zoom = zoom
      self.seed = seed
    }

    /// Reads what ``description`` writes; `nil` for any other text.
    public init?(_ description: String) {
      let parts = description.split(separator: "-", omittingEmptySubsequences: false)
      guard parts.count == 2, let zoom = Int(parts[0]), let seed = UInt64(parts[1], radix: 16)
      else { return nil }
      self.init(zoom: zoom, seed: seed)
      guard (0...Tile.maximumZoom).contains(zoom), self.description == description else {
        return nil
      }
    }

    /// The zoom and the seed's key, joined by a hyphen.
    public var description: String {
      let digits = String(seed, radix: 16)
      return "\(zoom)-\(String(repeating: "0", count: 16 - digits.count))\(digits)"
    }
  }
}
