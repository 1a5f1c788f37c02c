import MaillageRaster
import MaillageTestSupport
import Testing

@Suite("A canvas")
struct PixmapTests {
  @Test("keeps the colour it was made with")
  func background() {
    let opaque = Color(red: 12, green: 200, blue: 7)
    #expect(Pixmap(width: 3, height: 2, background: opaque)[2, 1] == opaque)
    #expect(Pixmap(width: 3, height: 2)[0, 0] == .transparent)
    // At full alpha all colours survive; at half alpha they do to within a step.
    let half = Pixmap(width: 1, height: 1, background: Color(hex: "#c8640a80"))[0, 0]
    #expect(half.alpha == 128 && abs(Int(half.red) - 200) <= 1 && abs(Int(half.blue) - 10) <= 1)
  }

  @Test("blends colours as the source-over rule says, to half a step")
  func sourceOver() {
    for seed in UInt64(1)...200 {
      var generator = SplitMix64(seed: seed)
      func color(_ alpha: UInt8) -> Color {
        Color(
          red: .random(in: 0...255, using: &generator),
          green: .random(in: 0...255, using: &generator),
          blue: .random(in: 0...255, using: &generator), alpha: alpha)
      }
      let below = color(255)
      let above = color(.random(in: 0...255, using: &generator))
      var pixmap = Pixmap(width: 1, height: 1, background: below)
      pixmap.draw(Pixmap(width: 1, height: 1, background: above), atX: 0, y: 0)
      let alpha = Double(above.alpha) / 255
      for channel in [\Color.red, \.green, \.blue] {
        let exact =
          Double(above[keyPath: channel]) * alpha + Double(below[keyPath: channel]) * (1 - alpha)
        #expect(abs(Double(pixmap[0, 0][keyPath: channel]) - exact) <= 1, "seed \(seed)")
      }
      #expect(pixmap[0, 0].alpha == 255)
    }
  }

  @Test("crops and pastes parts inside, across and outside its edges")
  func parts() {
    var pixmap = Pixmap(width: 9, height: 7, background: .white)
    pixmap.fill(.circle(center: PixelPoint(x: 1_100, y: 900), radius: 2.4), color: .black)
    var copy = Pixmap(width: 9, height: 7)
    for x in [0, 5] {
      for y in [0, 3] {
        copy.draw(pixmap.cropped(x: x, y: y, width: 5, height: 4), atX: x, y: y)
      }
    }
    #expect(copy == pixmap)
    let corner = pixmap.cropped(x: -2, y: -1, width: 4, height: 3)
    #expect(corner[1, 1] == .transparent && corner[2, 1] == pixmap[0, 0])
    let outside = pixmap.cropped(x: 9, y: 0, width: 2, height: 2)
    #expect(outside == Pixmap(width: 2, height: 2))
    let far = pixmap.cropped(x: .max, y: -.max, width: 2, height: 2)
    #expect(far == Pixmap(width: 2, height: 2))
    #expect(pixmap.cropped(x: 3, y: 3, width: 0, height: 0) == Pixmap(width: 0, height: 0))
  }

  @Test("keeps its most frequent colours, and the nearest of them for the others")
  func reduction() {
    var pixmap = Pixmap(width: 60, height: 60, background: .white)
    #expect(pixmap.reduced(toColors: 1) == pixmap)
    for (index, radius) in [26.3, 17.8, 9.1].enumerated() {
      pixmap.fill(
        .circle(center: PixelPoint(x: 7_700, y: 7_650), radius: radius),
        color: Color(red: UInt8(90 * index), green: 40, blue: UInt8(200 - 80 * index)))
    }
    func colors(_ pixmap: Pixmap) -> Set<Color> {
      Set((0..<60).flatMap { y in (0..<60).map { x in pixmap[x, y] } })
    }
    #expect(colors(pixmap).count > 40)
    let reduced = pixmap.reduced(toColors: 100)
    #expect(colors(reduced).count == 100)
    #expect(colors(reduced).isSubset(of: colors(pixmap)))
    let largest = (0..<3_600).map { place in
      let (before, after) = (pixmap[place % 60, place / 60], reduced[place % 60, place / 60])
      return [\Color.red, \.green, \.blue].map {
        abs(Int(before[keyPath: $0]) - Int(after[keyPath: $0]))
      }.max() ?? 0
    }.max()
    #expect((1...32).contains(largest ?? 0))
  }
}
