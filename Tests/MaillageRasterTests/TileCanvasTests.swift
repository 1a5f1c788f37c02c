import MaillagePictureSupport
import MaillageRaster
import MaillageTestSupport
import Testing

@Suite("A canvas of inks")
struct TileCanvasTests {
  /// Discs, lines and areas of random inks at random places.
  private func drawScene(seed: UInt64, on canvas: inout TileCanvas, inks count: Int) throws {
    var generator = SplitMix64(seed: seed)
    let (width, height) = (canvas.width, canvas.height)
    var rasterizer = Rasterizer(width: width, height: height)
    let text = try SampleFont.semibold().shape("Cholet 1,2 k", size: 15)
    for _ in 0..<6 {
      func ink() -> UInt8 { UInt8.random(in: 0..<UInt8(count), using: &generator) }
      var lines = LineBatch()
      let points = (0..<3).map { _ in PixelPoint.random(within: 70, using: &generator) }
      lines.add(points.turningClockwise, area: 1, pen: 1)
      switch Int.random(in: 0...3, using: &generator) {
      case 0: rasterizer.fillAreas(of: lines, inks: [ink()], on: &canvas)
      case 1:
        let stroke = Stroke(width: .random(in: 0.5...8, using: &generator), join: .miter)
        rasterizer.stroke(lines, pens: 1, stroke, ink: ink(), on: &canvas)
      case 2:
        let mask = InkMask(.circle(center: points[0], radius: 11))
        canvas.draw(mask, atX: 20, y: 30, ink: ink())
      default:
        canvas.draw(InkMask(text, halo: 1.5), atX: points[1].x >> 8, y: 30, ink: ink())
        canvas.draw(InkMask(text), atX: points[1].x >> 8, y: 30, ink: ink())
      }
    }
  }

  private func colors(seed: UInt64) -> [Color] {
    var generator = SplitMix64(seed: seed)
    return (0..<5).map { _ in Color.random(using: &generator) }
  }

  @Test("is written as its own pixels", arguments: UInt64(1)...24)
  func written(seed: UInt64) throws {
    let colors = colors(seed: seed)
    let inks: Inks =
      switch seed % 3 {
      case 0: .palette(colors)
      case 1: .trueColor(colors)
      default: .trueColor([.transparent] + colors)
      }
    let (width, height) = (Int(seed) * 3 % 61 + 5, Int(seed) * 7 % 53 + 3)
    var canvas = TileCanvas(width: width, height: height, inks: inks)
    try drawScene(seed: seed, on: &canvas, inks: 5)
    var encoder = PNGEncoder()
    let header = TileCanvas.pngHeader(width: width, height: height, inks: inks)
    let file = try canvas.png(header: header, using: &encoder)
    #expect(DecodedPNG(file) == DecodedPNG(canvas.pixmap), "seed \(seed)")
    let type: UInt8 = inks.palette != nil ? 3 : seed % 3 == 1 ? 2 : 6
    #expect(DecodedPNG.colorType(of: file) == type)
    let again = try canvas.png(header: header, using: &encoder)
    #expect(file == again)
  }

  /// Each layer quantises coverage to 16 steps, and may be off by 15: here up to four lie on top.
  @Test("looks nearly the same as a palette and as RGBA", arguments: UInt64(1)...24)
  func fallback(seed: UInt64) throws {
    let colors = colors(seed: seed)
    var palette = TileCanvas(width: 64, height: 64, inks: .palette(colors))
    var trueColor = TileCanvas(width: 64, height: 64, inks: .trueColor(colors))
    try drawScene(seed: seed, on: &palette, inks: 5)
    try drawScene(seed: seed, on: &trueColor, inks: 5)
    let (one, other) = (palette.pixmap, trueColor.pixmap)
    #expect(one.distance(to: other) <= 64, "seed \(seed)")
    var off = 0
    for y in 0..<64 {
      for x in 0..<64 where one[x, y].distance(to: other[x, y]) > 16 { off += 1 }
    }
    #expect(off * 50 < 64 * 64, "seed \(seed): \(off) pixels")
  }

  @Test("covers areas as a picture fills them", arguments: UInt64(1)...60)
  func areas(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let reach = [8, 40, 3_000, 1 << 30].randomElement(using: &generator) ?? 8
    let corners = (0..<3).map { _ in PixelPoint.random(within: reach, using: &generator) }
    var lines = LineBatch()
    lines.add(corners.turningClockwise, area: 3)
    var rasterizer = Rasterizer(width: 33, height: 29)
    var expected = Pixmap(width: 33, height: 29, background: .black)
    expected.fill(.polygon(corners), color: .white)
    for (inks, tolerance) in [
      (Inks.trueColor([.black, .white]), 2), (.palette([.black, .white]), 20),
    ] {
      var canvas = TileCanvas(width: 33, height: 29, inks: inks)
      rasterizer.fillAreas(of: lines, inks: [0, 0, 1], on: &canvas)
      #expect(canvas.pixmap.distance(to: expected) <= tolerance, "seed \(seed)")
    }
  }

  @Test("takes a step for what lies left of it")
  func steps() {
    var whole = LineBatch()
    let (top, bottom, right) = (3 * 256 + 77, 9 * 256 + 200, 8 * 256 + 100)
    whole.add(
      [(-3_000, top), (right, top), (right, bottom), (-3_000, bottom)].map {
        PixelPoint(x: $0.0, y: $0.1)
      }, area: 2)
    var part = LineBatch()
    part.addLeftStep(at: top, area: 2, count: 1)
    part.addLeftStep(at: bottom, area: 2, count: -1)
    part.beginLine(after: nil, left: 0, right: 2, pen: 0)
    part.addPoint(PixelPoint(x: right, y: top))
    part.addPoint(PixelPoint(x: right, y: bottom))
    part.endLine(before: nil)
    var rasterizer = Rasterizer(width: 12, height: 12)
    var (one, other) = (
      TileCanvas(width: 12, height: 12, inks: .trueColor([.black, .white])),
      TileCanvas(width: 12, height: 12, inks: .trueColor([.black, .white]))
    )
    rasterizer.fillAreas(of: whole, inks: [0, 1], on: &one)
    rasterizer.fillAreas(of: part, inks: [0, 1], on: &other)
    #expect(one.pixmap == other.pixmap)
    #expect(one.pixmap[0, 5] == .white && one.pixmap[0, 0] == .black)
  }
}

extension [PixelPoint] {
  /// The corners of a triangle, clockwise on the screen.
  fileprivate var turningClockwise: [PixelPoint] {
    let (first, second, third) = (self[0], self[1], self[2])
    let before = (Double(second.x - first.x), Double(second.y - first.y))
    let after = (Double(third.x - first.x), Double(third.y - first.y))
    let turn = before.0 * after.1 - before.1 * after.0
    return turn >= 0 ? self : reversed()
  }
}
