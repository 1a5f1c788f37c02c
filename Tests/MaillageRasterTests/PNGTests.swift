import MaillagePictureSupport
import MaillageRaster
import MaillageTestSupport
import Testing

@Suite("A PNG file")
struct PNGTests {
  /// A picture of so many colours, all opaque or not.
  private func picture(colors: Int, isOpaque: Bool) -> Pixmap {
    var pixmap = Pixmap(width: 37, height: 23)
    var generator = SplitMix64(seed: UInt64(colors))
    let palette = (0..<colors).map { index in
      Color(
        red: UInt8(index & 255), green: UInt8(index >> 8),
        blue: .random(in: 0...255, using: &generator),
        alpha: isOpaque ? 255 : .random(in: 0...255, using: &generator))
    }
    for pixel in 0..<37 * 23 {
      let dot = Pixmap(width: 1, height: 1, background: palette[pixel % colors])
      pixmap.draw(dot, atX: pixel % 37, y: pixel / 37)
    }
    return pixmap
  }

  @Test("decodes to the very pixels", arguments: [1, 2, 3, 4, 5, 16, 17, 255, 256, 257, 800])
  func roundTrip(colors: Int) throws {
    for isOpaque in [true, false] {
      let pixmap = picture(colors: colors, isOpaque: isOpaque)
      let file = try pixmap.png()
      #expect(DecodedPNG(file) == DecodedPNG(pixmap), "\(colors) colours")
      #expect(try pixmap.png() == file)
      let type = DecodedPNG.colorType(of: file)
      if colors <= 256 { #expect(type == 3) }
      if colors == 800 { #expect(type == (isOpaque ? 2 : 6)) }
    }
  }

  @Test("of one colour is tiny", arguments: [1, 256, 512, 768])
  func constant(side: Int) throws {
    for color in [Color.white, .transparent, Color(red: 1, green: 2, blue: 3, alpha: 4)] {
      let pixmap = Pixmap(width: side, height: side, background: color)
      let file = try pixmap.png()
      #expect(file.count < 2500, "\(file.count) bytes")
      #expect(DecodedPNG(file) == DecodedPNG(pixmap))
    }
  }

  @Test("needs pixels")
  func errors() {
    let empty = #expect(throws: PNGError.self) { try Pixmap(width: 0, height: 5).png() }
    #expect(empty?.reason == "a picture of 0 × 5 px has no pixels")
  }
}
