/// A box in CSS pixels of the world at a zoom, sides included.
struct WorldBox: Hashable, Sendable {
  var minimumX: Double
  var minimumY: Double
  var maximumX: Double
  var maximumY: Double

  func intersects(_ other: WorldBox) -> Bool {
    minimumX <= other.maximumX && other.minimumX <= maximumX
      && minimumY <= other.maximumY && other.minimumY <= maximumY
  }

  func expanded(by margin: Double) -> WorldBox {
    WorldBox(
      minimumX: minimumX - margin, minimumY: minimumY - margin, maximumX: maximumX + margin,
      maximumY: maximumY + margin)
  }

  /// The smallest box that holds both.
  mutating func formUnion(_ other: WorldBox) {
    minimumX = min(minimumX, other.minimumX)
    minimumY = min(minimumY, other.minimumY)
    maximumX = max(maximumX, other.maximumX)
    maximumY = max(maximumY, other.maximumY)
  }

  /// Whether a disc meets the box.
  func meetsDisc(x: Double, y: Double, radius: Double) -> Bool {
    let dx = max(minimumX - x, 0, x - maximumX)
    let dy = max(minimumY - y, 0, y - maximumY)
    return dx * dx + dy * dy <= radius * radius
  }
}

extension PixelWindow {
  /// The window in CSS pixels of the world.
  var box: WorldBox {
    let scale = Double(scale)
    return WorldBox(
      minimumX: Double(x) / scale, minimumY: Double(y) / scale,
      maximumX: Double(x + width) / scale, maximumY: Double(y + height) / scale)
  }

  /// A window of CSS pixels around a box.
  init(around box: WorldBox, zoom: Int) {
    self.init(
      zoom: zoom, scale: 1, x: Int(box.minimumX.rounded(.down)),
      y: Int(box.minimumY.rounded(.down)), width: Int(box.maximumX - box.minimumX) + 2,
      height: Int(box.maximumY - box.minimumY) + 2)
  }
}
