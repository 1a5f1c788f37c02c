import MaillageTestSupport
import Testing

@testable import MaillageRaster

@Suite("Inks")
struct InksTests {
  /// What an ink over another makes, exactly.
  private func blend(_ over: Color, _ coverage: UInt8, over under: Color) -> Color {
    let share = Double(coverage) / 255
    func channel(_ over: UInt8, _ under: UInt8) -> UInt8 {
      UInt8((Double(over) * share + Double(under) * (1 - share)).rounded())
    }
    return Color(
      red: channel(over.red, under.red), green: channel(over.green, under.green),
      blue: channel(over.blue, under.blue))
  }

  @Test("of a map blend nearly as they should where they meet", arguments: UInt64(1)...20)
  func blends(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let colors = (0..<6).map { _ in Color.random(using: &generator) }
    let meetings = (1..<6).map { Inks.Meeting(UInt8($0), over: UInt8($0 - 1)) }
    let inks = Inks(colors, meetings: meetings)
    let indexed = try #require(inks.indexed)
    let palette = try #require(inks.palette)
    #expect(palette.count <= 256)
    #expect(Array(palette.prefix(6)) == colors)
    for meeting in meetings {
      let (over, under) = (colors[Int(meeting.over)], colors[Int(meeting.under)])
      for coverage in UInt8.min...255 {
        let entry = indexed.blend(Int(meeting.over), coverage: coverage, over: meeting.under)
        // 16 steps of coverage are up to 15/255 off; entries closer than 3√3 are shared.
        let allowed = Double(over.distance(to: under)) * 15 / 255 + 6
        let off = palette[Int(entry)].distance(to: blend(over, coverage, over: under))
        #expect(Double(off) <= allowed, "seed \(seed), \(over) over \(under) by \(coverage)")
      }
      #expect(indexed.blend(Int(meeting.over), coverage: 0, over: meeting.under) == meeting.under)
      #expect(indexed.blend(Int(meeting.over), coverage: 255, over: meeting.under) == meeting.over)
    }
  }

  @Test("fill a palette of 256 and no more, however many meet")
  func crowded() throws {
    var generator = SplitMix64(seed: 5)
    for count in [1, 2, 30, 96] {
      let inks = Inks.palette((0..<count).map { _ in Color.random(using: &generator) })
      let palette = try #require(inks.palette)
      #expect(palette.count <= 256)
      #expect(count < 30 || palette.count == 256)
      let indexed = try #require(inks.indexed)
      // Even blends without an entry of their own stay in the palette, and whole coverage is exact.
      for ink in 0..<count {
        for under in palette.indices {
          #expect(indexed.blend(ink, coverage: 255, over: UInt8(under)) == UInt8(ink))
          #expect(Int(indexed.blend(ink, coverage: 99, over: UInt8(under))) < palette.count)
        }
      }
    }
  }

  @Test("are RGBA beyond 96")
  func many() {
    let colors = (0..<97).map { Color(red: UInt8($0), green: 0, blue: 0) }
    #expect(Inks(colors, meetings: []).palette == nil)
    #expect(Inks(Array(colors.prefix(96)), meetings: []).palette != nil)
  }

  @Test("that are translucent blend over nothing and over each other")
  func translucent() throws {
    let glow = Color(red: 200, green: 80, blue: 20, alpha: 128)
    let inks = Inks([.transparent, glow], meetings: [.init(1, over: 0)])
    var canvas = TileCanvas(width: 8, height: 8, inks: inks)
    var rasterizer = Rasterizer(width: 8, height: 8)
    var lines = LineBatch()
    let corners = [(1, 1), (7, 1), (7, 7), (1, 7)].map { PixelPoint(x: $0.0 * 256, y: $0.1 * 256) }
    lines.add(corners, area: 1)
    rasterizer.fillAreas(of: lines, inks: [1], on: &canvas)
    let pixmap = canvas.pixmap
    #expect(pixmap[4, 4].distance(to: glow) <= 2)
    #expect(pixmap[0, 0].alpha == 0)
  }
}
