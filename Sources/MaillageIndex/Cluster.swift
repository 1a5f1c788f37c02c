public import MaillageGeometry

extension ClusterHierarchy {
  /// Points that one marker stands for at some zooms, or a single point.
  public struct Cluster: Hashable, Sendable {
    /// The mean of the points' positions, exact but for one rounding.
    public let position: WorldPoint
    /// The position the cluster grew around.
    let seed: WorldPoint
    /// The place of its first point among those of the hierarchy.
    let firstPoint: UInt32
    private let pointCount: UInt32
    /// The row of the first point.
    private let firstRow: UInt32
    private let lastZoom: UInt8

    @inline(__always)
    init(
      position: WorldPoint, seed: WorldPoint, firstPoint: UInt32, count: UInt32, firstRow: UInt32,
      lastZoom: UInt8
    ) {
      self.position = position
      self.seed = seed
      self.firstPoint = firstPoint
      pointCount = count
      self.firstRow = firstRow
      self.lastZoom = lastZoom
    }

    /// The cluster's name, the same for the same points in any order.
    public var id: ID { ID(zoom: Int(lastZoom), seed: MortonCode(seed).bits) }
    /// The number of points, at least 1.
    public var count: Int { Int(pointCount) }
    /// The row of the only point; `nil` when there are several.
    public var row: Int? { pointCount == 1 ? Int(firstRow) : nil }
    /// Whether there are several points and all share one position.
    ///
    /// Such a stack never splits: its points are to be listed instead.
    public var isStack: Bool { pointCount > 1 && lastZoom == Tile.maximumZoom }
    /// The first zoom at which the cluster is several; `nil` for single points and stacks.
    public var expansionZoom: Int? { lastZoom == Tile.maximumZoom ? nil : Int(lastZoom) + 1 }
  }
}

extension ClusterHierarchy {
  /// What a picture needs of a cluster or a single point: where it stands, and for how many.
  public struct Feature: Hashable, Sendable {
    /// The mean of the points' positions.
    public let position: WorldPoint
    fileprivate let pointCount: UInt32
    let node: UInt32

    @inline(__always)
    init(position: WorldPoint, pointCount: UInt32, node: UInt32) {
      self.position = position
      self.pointCount = pointCount
      self.node = node
    }

    /// The number of points, at least 1.
    public var count: Int { Int(pointCount) }
  }
}

extension ClusterHierarchy.Cluster {
  /// The deepest zoom at which a cluster exists, and the position of its seed.
  ///
  /// Written `12-00c0ffee00c0ffee`: the zoom in decimal, the Morton code of the position the cluster
  /// grew around as 16 hexadecimal digits.
  public struct ID: Hashable, Sendable, LosslessStringConvertible {
    /// The deepest zoom at which the cluster exists; ``Tile/maximumZoom`` if it never splits.
    public let zoom: Int
    /// The Morton code of the position the cluster grew around.
    public let seed: UInt64

    /// Creates an id from its parts, whether or not such a cluster exists.
    ///
    /// - Parameters:
    ///   - zoom: The deepest zoom, 0 … ``Tile/maximumZoom``.
    ///   - seed: The Morton code of the seed's position.
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

    /// The zoom and the seed's position, joined by a hyphen.
    public var description: String {
      let digits = String(seed, radix: 16)
      return "\(zoom)-\(String(repeating: "0", count: 16 - digits.count))\(digits)"
    }
  }
}
