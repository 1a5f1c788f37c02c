import Foundation
import MaillageTestSupport
import Testing

@testable import MaillageRaster

/// Lines no map has: whatever is drawn, nothing crashes, nothing is written out of bounds (run under
/// the address sanitizer by `Scripts/test --long`), and nothing of it is left for the next drawing.
@Suite("Hostile lines")
struct HostileDrawingTests {
  private static let isLong = ProcessInfo.processInfo.environment["MAILLAGE_LONG"] == "1"
  private static let sizes = [(1, 1), (63, 5), (64, 64), (65, 3), (128, 1), (1, 300), (200, 130)]
  private static let widths = [
    0, -1, .nan, 1e-9, 0.01, 0.5, 1, 3, 8, 30, 1_000, 65_536, 1e12, Double.infinity,
  ]
  private static let inks = [
    Inks.palette([.black, .white, Color(red: 200, green: 30, blue: 30), .transparent]),
    Inks.trueColor([.black, .white, Color(red: 200, green: 30, blue: 30, alpha: 90), .transparent]),
  ]

  private static func coordinate(_ generator: inout SplitMix64) -> Int {
    let limits = [0, 1, 255, 256, 2_000, 60_000, 1 << 20, 1 << 32, 1 << 40, 1 << 44]
    let limit = limits.randomElement(using: &generator) ?? 0
    // Often on a limit itself, or on a whole pixel.
    switch Int.random(in: 0...4, using: &generator) {
    case 0: return limit
    case 1: return -limit
    case 2: return Int.random(in: -limit...limit, using: &generator) & ~255
    default: return Int.random(in: -limit...limit, using: &generator)
    }
  }

  private static func point(_ generator: inout SplitMix64) -> PixelPoint {
    PixelPoint(x: coordinate(&generator), y: coordinate(&generator))
  }

  /// Spikes, points on top of each other, lines back and forth, without end or without length.
  private static func points(_ count: Int, _ generator: inout SplitMix64) -> [PixelPoint] {
    var points: [PixelPoint] = []
    while points.count < count {
      switch Int.random(in: 0...5, using: &generator) {
      case 0 where points.count > 0: points.append(points[points.count - 1])
      case 1 where points.count > 1: points.append(points[points.count - 2])
      case 2 where points.count > 0:
        var next = points[points.count - 1]
        next.x += Int.random(in: -2...2, using: &generator)
        next.y += Int.random(in: -2...2, using: &generator)
        points.append(next)
      default: points.append(point(&generator))
      }
    }
    return points
  }

  private static func batch(_ generator: inout SplitMix64) -> LineBatch {
    var lines = LineBatch()
    for _ in 0..<Int.random(in: 0...6, using: &generator) {
      let points = points(Int.random(in: 0...12, using: &generator), &generator)
      func lead() -> PixelPoint? {
        Bool.random(using: &generator)
          ? points.randomElement(using: &generator) ?? point(&generator) : nil
      }
      lines.beginLine(
        after: lead(), left: .random(in: 0...4, using: &generator),
        right: .random(in: 0...4, using: &generator),
        pen: UInt8(1) << UInt8.random(in: 0...3, using: &generator))
      for point in points { lines.addPoint(point) }
      lines.endLine(before: lead())
    }
    for _ in 0..<Int.random(in: 0...6, using: &generator) {
      lines.addLeftStep(
        at: coordinate(&generator), area: .random(in: 0...4, using: &generator),
        count: .random(in: -3...3, using: &generator))
    }
    return lines
  }

  private static func stroke(_ generator: inout SplitMix64) -> Stroke {
    Stroke(
      width: widths.randomElement(using: &generator) ?? 1,
      join: [.round, .miter, .bevel].randomElement(using: &generator) ?? .round,
      cap: [.round, .butt, .square].randomElement(using: &generator) ?? .round)
  }

  private static func fill(
    _ corners: [PixelPoint], _ rasterizer: inout Rasterizer, _ canvas: inout TileCanvas
  ) {
    var lines = LineBatch()
    lines.add(corners, area: 1, pen: 1)
    rasterizer.fillAreas(of: lines, inks: [1], on: &canvas)
    rasterizer.stroke(lines, pens: 1, Stroke(width: 2), ink: 2, on: &canvas)
  }

  @Test("leave a rasteriser as it was", arguments: sizes.indices)
  func rasterizers(size: Int) {
    let (width, height) = Self.sizes[size]
    var rasterizer = Rasterizer(width: width, height: height)
    let corners = [(-500, -700), (40_000, 3_000), (9_000, 30_000)].map {
      PixelPoint(x: $0.0, y: $0.1)
    }
    for seed in 0..<(Self.isLong ? 4_000 : 250) {
      var generator = SplitMix64(seed: UInt64(size * 100_000 + seed))
      let inks = Self.inks[seed % 2]
      var canvas = TileCanvas(width: width, height: height, inks: inks)
      for _ in 0..<3 {
        let lines = Self.batch(&generator)
        rasterizer.fillAreas(of: lines, inks: [1, 2, 3, 0], on: &canvas)
        rasterizer.stroke(
          lines, pens: .random(in: 0...15, using: &generator), Self.stroke(&generator), ink: 2,
          on: &canvas)
      }
      canvas.clear()
      Self.fill(corners, &rasterizer, &canvas)
      var fresh = Rasterizer(width: width, height: height)
      var expected = TileCanvas(width: width, height: height, inks: inks)
      Self.fill(corners, &fresh, &expected)
      let isSame = canvas.pixmap == expected.pixmap
      #expect(isSame, "size \(width) × \(height), seed \(seed)")
    }
  }

  @Test("do no harm as paths")
  func paths() {
    for seed in UInt64(0)..<(Self.isLong ? 10_000 : 500) {
      var generator = SplitMix64(seed: seed)
      var path = Path()
      for _ in 0..<3 {
        path.append(
          Self.points(.random(in: 0...9, using: &generator), &generator),
          isClosed: Bool.random(using: &generator))
      }
      var pixmap = Pixmap(width: 70, height: 40)
      pixmap.fill(path, rule: .evenOdd, color: .white, at: Self.point(&generator))
      pixmap.stroke(path, Self.stroke(&generator), color: .black, at: Self.point(&generator))
      let outline = Pixmap.filled(path, width: 70, height: 40)
      #expect(outline.coverage.count == 2_800)
    }
  }

  @Test("do no harm as masks, wherever they are laid")
  func masks() {
    for seed in UInt64(0)..<(Self.isLong ? 5_000 : 300) {
      var generator = SplitMix64(seed: seed)
      let corners = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
        PixelPoint.random(
          within: [0, 1, 20, 60].randomElement(using: &generator) ?? 1, using: &generator)
      }
      let path = Path.polygon(corners)
      let stroke = Stroke(
        width: .random(in: 0...12, using: &generator),
        join: [.round, .miter, .bevel].randomElement(using: &generator) ?? .round)
      for mask in [InkMask(path), InkMask(path, stroke)] {
        #expect(mask.byteCount >= 0)
        var canvas = TileCanvas(width: 65, height: 33, inks: Self.inks[Int(seed) % 2])
        for _ in 0..<4 {
          canvas.draw(
            mask, atX: .random(in: -200...200, using: &generator),
            y: .random(in: -200...200, using: &generator),
            ink: .random(in: 0...3, using: &generator))
        }
        // Out of sight, as far as a window of the deepest zoom may be.
        for far in [1 << 40, -(1 << 40)] {
          canvas.draw(mask, atX: far, y: 3, ink: 1)
          canvas.draw(mask, atX: 3, y: far, ink: 1)
        }
      }
    }
  }

  @Test("are outlined only as far as they can be seen")
  func outlinesEnd() {
    // A line of 2³² px in steps of 16: work is bounded by the canvas, not by the length.
    var lines = LineBatch()
    lines.add(
      [PixelPoint(x: -(1 << 44), y: -(1 << 44)), PixelPoint(x: 1 << 44, y: (1 << 44) + 777)], pen: 1
    )
    var rasterizer = Rasterizer(width: 256, height: 256)
    var canvas = TileCanvas(width: 256, height: 256, inks: Self.inks[0])
    let start = ContinuousClock.now
    for width in [0.5, 8, 65_536] {
      for _ in 0..<50 {
        rasterizer.stroke(lines, pens: 1, Stroke(width: width), ink: 1, on: &canvas)
      }
    }
    #expect(ContinuousClock.now - start < .seconds(30))
  }
}
