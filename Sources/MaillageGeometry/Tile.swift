import Glibc

/// A tile of the Web Mercator pyramid: zoom, column from the west, row from the north.
public struct Tile: Hashable, Sendable {
  /// The level, 0 (one tile) … ``maximumZoom``.
  public let zoom: Int
  /// Column, 0 at longitude −180°.
  public let x: Int
  /// Row, 0 at the northern edge.
  public let y: Int

  /// The deepest level a ``WorldPoint`` can tell apart with a pixel to spare.
  public static let maximumZoom = 24

  /// Creates a tile; `nil` when zoom, column or row lies outside the pyramid.
  public init?(zoom: Int, x: Int, y: Int) {
    guard (0...Self.maximumZoom).contains(zoom) else { return nil }
    let count = 1 << zoom
    guard (0..<count).contains(x), (0..<count).contains(y) else { return nil }
    self.init(unchecked: zoom, x, y)
  }

  private init(unchecked zoom: Int, _ x: Int, _ y: Int) {
    self.zoom = zoom
    self.x = x
    self.y = y
  }

  /// The tile of a zoom that holds a point.
  ///
  /// - Parameters:
  ///   - zoom: The level, 0 … ``maximumZoom``.
  ///   - point: Any point of the world.
  public init(zoom: Int, containing point: WorldPoint) {
    precondition((0...Self.maximumZoom).contains(zoom), "zoom must be 0 … \(Self.maximumZoom)")
    self.init(
      unchecked: zoom, Int(UInt64(point.x) >> (32 - zoom)), Int(UInt64(point.y) >> (32 - zoom)))
  }

  /// The tile one level up that covers this one; `nil` at zoom 0.
  public var parent: Tile? {
    zoom == 0 ? nil : Tile(unchecked: zoom - 1, x >> 1, y >> 1)
  }

  /// The four tiles one level down, row by row from the north-west; empty at ``maximumZoom``.
  public var children: [Tile] {
    guard zoom < Self.maximumZoom else { return [] }
    return [(0, 0), (1, 0), (0, 1), (1, 1)].map {
      Tile(unchecked: zoom + 1, x << 1 + $0.0, y << 1 + $0.1)
    }
  }

  /// The tile's address as one base-4 digit a level, as Bing Maps writes it; empty at zoom 0.
  public var quadkey: String {
    String(
      (0..<zoom).reversed().map { level in
        Character("\((x >> level & 1) | (y >> level & 1) << 1)")
      })
  }

  /// The side of a tile of this zoom, in units of ``WorldPoint``.
  public var side: UInt64 { 1 << UInt64(32 - zoom) }

  /// The tile's north-western corner.
  public var origin: WorldPoint {
    WorldPoint(x: UInt32(UInt64(x) << (32 - zoom)), y: UInt32(UInt64(y) << (32 - zoom)))
  }

  /// The tile's sides in degrees.
  public var boundingBox: BoundingBox {
    let count = Double(1 << zoom)
    return BoundingBox(
      west: Double(x) / count * 360 - 180,
      south: Self.latitude(ofRow: Double(y + 1) / count),
      east: Double(x + 1) / count * 360 - 180,
      north: Self.latitude(ofRow: Double(y) / count))
  }

  private static func latitude(ofRow row: Double) -> Double {
    atan(sinh(.pi * (1 - 2 * row))) * 180 / .pi
  }
}
