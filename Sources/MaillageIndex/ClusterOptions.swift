import MaillageGeometry

extension ClusterHierarchy {
  /// What decides the size and the depth of clusters.
  public struct Options: Hashable, Sendable {
    /// How far a cluster reaches from its seed, in CSS pixels on 256-pixel tiles; not negative.
    ///
    /// A greater radius gives fewer and larger clusters. For pixels on 512-pixel tiles, as
    /// supercluster and MapLibre count them, take half the number.
    public var radius: Double
    /// Radii of single zooms in the same pixels; ``radius`` holds for all others.
    public var radii: [Int: Double]
    /// The fewest points a seed and its neighbours must have together to become one cluster.
    ///
    /// Where there are fewer, each stays as it is at that zoom, and may be taken in at the next.
    /// Points that share a position are one marker all the same.
    public var minimumPoints: Int
    /// The deepest zoom at which points are clustered, 0 … 23.
    ///
    /// Deeper zooms show single points and stacks of points that share a position.
    public var maximumZoom: Int

    /// Creates options; the defaults are those of the tiles.
    public init(
      radius: Double = 60, radii: [Int: Double] = [:], minimumPoints: Int = 2,
      maximumZoom: Int = 18
    ) {
      self.radius = radius
      self.radii = radii
      self.minimumPoints = minimumPoints
      self.maximumZoom = maximumZoom
    }

    /// The clusters of the tiles: 60 pixels, zooms 0 … 18.
    public static let tiles = Options()
    /// Wide clusters that end early: 75 pixels, zooms 0 … 14, as the hub's former map had them.
    public static let regional = Options(radius: 75, maximumZoom: 14)
    /// 50 pixels, zooms 0 … 16, as the national map of digital mediation has them.
    public static let national = Options(radius: 50, maximumZoom: 16)
    /// The defaults of supercluster: 40 pixels on 512-pixel tiles, zooms 0 … 16.
    public static let supercluster = Options(radius: 20, maximumZoom: 16)

    /// The radius of a zoom in units of ``WorldPoint``.
    func worldRadius(zoom: Int) -> Double {
      (radii[zoom] ?? radius) / 256 * WorldPoint.side / Double(1 << zoom)
    }

    /// Stops the program when an option is outside what it may be.
    func check() {
      precondition((0..<Tile.maximumZoom).contains(maximumZoom), "maximumZoom is 0 … 23")
      precondition(
        ([radius] + radii.values).allSatisfy { $0 >= 0 && $0.isFinite },
        "a radius is not negative")
    }
  }
}
