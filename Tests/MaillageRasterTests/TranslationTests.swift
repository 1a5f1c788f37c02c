import MaillageRaster
import MaillageTestSupport
import Testing

/// Tiles fit because of what this suite shows: a picture does not depend on where its canvas ends.
@Suite("A drawing moved by whole pixels")
struct TranslationTests {
  /// One shape of a scene, around the origin.
  private enum Shape {
    case fill(Path, FillRule, Color)
    case stroke(Path, Double, Color)
    case text(ShapedText, PixelPoint, Color, Halo?)
  }

  private static func scene(seed: UInt64, font: Font) -> [Shape] {
    var generator = SplitMix64(seed: seed)
    func color() -> Color {
      Color(
        red: .random(in: 0...255, using: &generator),
        green: .random(in: 0...255, using: &generator),
        blue: .random(in: 0...255, using: &generator),
        alpha: Bool.random(using: &generator) ? 255 : .random(in: 1...254, using: &generator))
    }
    func path() -> Path {
      // From smaller than a pixel to the size of the world at zoom 19.
      let reach = [1, 20, 60, 2_000, 1 << 28, 1 << 32].randomElement(using: &generator) ?? 1
      var path = Path()
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let center = PixelPoint.random(within: 40, using: &generator)
        path.append(
          (0..<Int.random(in: 1...7, using: &generator)).map { _ in
            let point = PixelPoint.random(within: reach, using: &generator)
            return PixelPoint(x: point.x + center.x, y: point.y + center.y)
          }, isClosed: Bool.random(using: &generator))
      }
      return path
    }
    return (0..<6).map { _ in
      switch Int.random(in: 0...4, using: &generator) {
      case 0, 1: .fill(path(), Bool.random(using: &generator) ? .nonZero : .evenOdd, color())
      case 2: .stroke(path(), .random(in: 0.2...9, using: &generator), color())
      case 3:
        .fill(
          .circle(
            center: .random(within: 50, using: &generator),
            radius: .random(in: 0.1...40, using: &generator)), .nonZero, color())
      default:
        .text(
          font.shape("Châtelaillon-Plage", size: .random(in: 8...30, using: &generator)),
          .random(within: 90, using: &generator), color(),
          Bool.random(using: &generator)
            ? Halo(color: color(), width: .random(in: 0.3...3, using: &generator)) : nil)
      }
    }
  }

  private static func draw(
    _ scene: [Shape], width: Int, height: Int, movedBy dx: Int, _ dy: Int
  ) -> Pixmap {
    var pixmap = Pixmap(width: width, height: height, background: Color(hex: "#dfe8ee80"))
    let origin = PixelPoint(x: dx * 256, y: dy * 256)
    for shape in scene {
      switch shape {
      case .fill(let path, let rule, let color):
        pixmap.fill(path, rule: rule, color: color, at: origin)
      case .stroke(let path, let lineWidth, let color):
        pixmap.stroke(path.translated(by: origin.x, dy: origin.y), width: lineWidth, color: color)
      case .text(let text, let place, let color, let halo):
        let start = PixelPoint(x: place.x + origin.x, y: place.y + origin.y)
        pixmap.draw(text, at: start, color: color, halo: halo)
      }
    }
    return pixmap
  }

  @Test("is the same, whatever canvas shows it", arguments: UInt64(1)...500)
  func invariance(seed: UInt64) throws {
    let scene = Self.scene(seed: seed, font: try Self.font.get())
    var generator = SplitMix64(seed: seed ^ 0xFACE)
    let large = Self.draw(scene, width: 130, height: 120, movedBy: 65, 60)
    for _ in 0..<3 {
      let x = Int.random(in: 0...90, using: &generator)
      let y = Int.random(in: 0...90, using: &generator)
      let width = Int.random(in: 1...130 - x, using: &generator)
      let height = Int.random(in: 1...120 - y, using: &generator)
      let small = Self.draw(scene, width: width, height: height, movedBy: 65 - x, 60 - y)
      #expect(small == large.cropped(x: x, y: y, width: width, height: height), "seed \(seed)")
    }
  }

  private static let font = Result { try SampleFont.regular() }

  @Test("is the same far from the origin")
  func farAway() {
    for seed in UInt64(1)...50 {
      var generator = SplitMix64(seed: seed)
      let corners = (0..<6).map { _ in PixelPoint.random(within: 30, using: &generator) }
      let distance = PixelPoint(
        x: Int.random(in: 0...1 << 33, using: &generator) * 256,
        y: Int.random(in: 0...1 << 33, using: &generator) * 256)
      var near = Pixmap(width: 25, height: 25)
      near.fill(.polygon(corners), color: .white)
      near.stroke(.polygon(corners), width: 1.5, color: .black)
      var far = Pixmap(width: 25, height: 25)
      let moved = Path.polygon(corners).translated(by: distance.x, dy: distance.y)
      let back = PixelPoint(x: -distance.x, y: -distance.y)
      far.fill(moved, color: .white, at: back)
      far.stroke(moved, width: 1.5, color: .black, at: back)
      #expect(near == far, "seed \(seed)")
    }
  }
}
