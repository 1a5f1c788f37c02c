public import MaillageGeometry
import MaillageRaster

/// A rectangle of pixels of the world drawn at one zoom and scale.
///
/// At zoom *z* and scale *s* the world is 256 · s · 2ᶻ pixels wide; `x` and `y` count from its
/// north-western corner. A tile is the window of its own pixels; any other window shows the same
/// pixels at the same places, which is what makes tiles fit together.
public struct PixelWindow: Hashable, Sendable {
  /// The zoom drawn.
  public let zoom: Int
  /// Device pixels per CSS pixel.
  public let scale: Int
  /// The western edge, in pixels of the world.
  public let x: Int
  /// The northern edge, in pixels of the world.
  public let y: Int
  /// Pixels from west to east.
  public let width: Int
  /// Pixels from north to south.
  public let height: Int

  /// Creates a window.
  public init(zoom: Int, scale: Int, x: Int, y: Int, width: Int, height: Int) {
    self.zoom = zoom
    self.scale = scale
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// The window of a tile.
  public init(_ tile: Tile, scale: Int) {
    let side = 256 * scale
    self.init(
      zoom: tile.zoom, scale: scale, x: tile.x * side, y: tile.y * side, width: side, height: side)
  }

  /// Where a value of ``WorldPoint`` lies along its axis, in 1/256 pixels of the world.
  static func subpixel(_ world: UInt32, zoom: Int, scale: Int) -> Int {
    let scaled = Int(world) * scale
    return zoom <= 16 ? scaled >> (16 - zoom) : scaled << (zoom - 16)
  }

  /// A point of the world relative to the window's corner.
  func point(_ world: WorldPoint) -> PixelPoint {
    PixelPoint(
      x: Self.subpixel(world.x, zoom: zoom, scale: scale) - x << 8,
      y: Self.subpixel(world.y, zoom: zoom, scale: scale) - y << 8)
  }

  /// What the window and a margin around it cover, cut off at the edges of the world.
  ///
  /// - Parameter margin: CSS pixels added on every side.
  /// - Returns: `nil` when all of it lies outside of the world.
  func rectangle(margin: Double) -> WorldRectangle? {
    let unitsPerPixel = WorldPoint.side / Double(256 * scale << zoom)
    let spread = margin * Double(scale)
    func bound(_ pixel: Double) -> Double { (pixel * unitsPerPixel).rounded(.down) }
    let west = bound(Double(x) - spread)
    let north = bound(Double(y) - spread)
    let east = bound(Double(x + width) + spread)
    let south = bound(Double(y + height) + spread)
    guard east >= 0, south >= 0, west < WorldPoint.side, north < WorldPoint.side else { return nil }
    return WorldRectangle(
      minimum: WorldPoint(x: Self.clamped(west), y: Self.clamped(north)),
      maximum: WorldPoint(x: Self.clamped(east), y: Self.clamped(south)))
  }

  private static func clamped(_ value: Double) -> UInt32 {
    UInt32(min(max(value, 0), WorldPoint.side - 1))
  }
}
