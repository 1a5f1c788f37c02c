import MaillageRaster
import MaillageTestSupport
import Testing

@Suite("Text")
struct TextTests {
  private func picture(_ text: String, font: Font, size: Double = 14) -> Pixmap {
    var pixmap = Pixmap(width: 200, height: 30)
    pixmap.draw(font.shape(text, size: size), at: PixelPoint(x: 1_024, y: 5_120), color: .white)
    return pixmap
  }

  @Test("is the same whether accents are composed or not")
  func composition() throws {
    let font = try SampleFont.regular()
    let composed = "Île-d’Œuf, Saint-Géréon, Haÿ-les-Roses, ç"
    let apart = "I\u{302}le-d’Œuf, Saint-Ge\u{301}re\u{301}on, Hay\u{308}-les-Roses, c\u{327}"
    #expect(Array(composed.unicodeScalars) != Array(apart.unicodeScalars))
    #expect(picture(composed, font: font) == picture(apart, font: font))
    #expect(picture("É", font: font) != picture("E", font: font))
  }

  @Test("shows a question mark for what the font lacks, a space for any space, a hyphen for any")
  func fallback() throws {
    let font = try SampleFont.regular()
    #expect(picture("a漢b", font: font) == picture("a?b", font: font))
    #expect(picture("1\u{202F}200\u{3000}m", font: font) == picture("1 200 m", font: font))
    #expect(picture("a\u{2011}b", font: font) == picture("a-b", font: font))
    #expect(picture("a\nb\tc", font: font) == picture("a b c", font: font))
    #expect(picture("a\u{AD}b\u{200D}\u{FEFF}", font: font) == picture("ab", font: font))
  }

  @Test("of any scalars never fails")
  func anyScalars() throws {
    let font = try SampleFont.regular()
    for seed in UInt64(1)...30 {
      var generator = SplitMix64(seed: seed)
      let scalars = (0..<40).compactMap { _ in
        Unicode.Scalar(UInt32.random(in: 0...0x10_FFFF, using: &generator))
      }
      let text = font.shape(String(String.UnicodeScalarView(scalars)), size: 12)
      #expect(text.width >= 0, "seed \(seed)")
    }
    for size in [Double.nan, -3, 0, 0.001, .infinity] {
      #expect(font.shape("Nantes", size: size).width > 0)
    }
    #expect(font.shape("", size: 12).bounds == nil)
    #expect(font.shape("   ", size: 12).bounds == nil)
  }

  // Font units of Open Sans 1.10 as fontTools 4.68 reads them: A 1296, V 1219, kerning of AV −82,
  // 2048 to the em.
  @Test("has the font's advances and kerning")
  func advances() throws {
    let font = try SampleFont.regular()
    #expect(font.shape("AV", size: 2_048).width == font.shape("AV", size: 1_024).width)
    #expect(abs(font.shape("A", size: 1_024).width - 648) < 0.01)
    #expect(abs(font.shape("V", size: 1_024).width - 609.5) < 0.01)
    #expect(abs(font.shape("AV", size: 1_024).width - (648 + 609.5 - 41)) < 0.01)
  }

  @Test("keeps its ink and its halo within its bounds")
  func bounds() throws {
    let font = try SampleFont.semibold()
    for (index, size) in [9.0, 11, 12.5, 14, 16, 20, 33].enumerated() {
      let text = font.shape("Ça jaillit, ÿ ŵ Å", size: size)
      for halo in [nil, Halo(color: .white, width: Double(index) * 0.7)] {
        let box = try #require(text.bounds(halo: halo))
        let origin = PixelPoint(x: 40 * 256, y: 60 * 256)
        var pixmap = Pixmap(width: 400, height: 100)
        pixmap.draw(text, at: origin, color: .black, halo: halo)
        var rest = pixmap.coverage
        for y in (box.minimum.y / 256 + 60)..<(box.maximum.y / 256 + 60) {
          for x in (box.minimum.x / 256 + 40)..<(box.maximum.x / 256 + 40) { rest[y * 400 + x] = 0 }
        }
        #expect(rest.allSatisfy { $0 == 0 }, "\(size)")
      }
      #expect(text.capHeight > size * 0.6 && text.capHeight < size * 0.85)
    }
  }

  @Test("has a halo that reaches as far as its width on every side")
  func halo() throws {
    let text = try SampleFont.regular().shape("|", size: 20)
    let box = try #require(text.bounds)
    var pixmap = Pixmap(width: 40, height: 60)
    let halo = Halo(color: .white, width: 3)
    pixmap.draw(text, at: PixelPoint(x: 20 * 256, y: 30 * 256), color: .white, halo: halo)
    let row = (0..<40).map { Int(pixmap[$0, 30].alpha) }.reduce(0, +)
    var plain = Pixmap(width: 40, height: 60)
    plain.draw(text, at: PixelPoint(x: 20 * 256, y: 30 * 256), color: .white)
    let ink = (0..<40).map { Int(plain[$0, 30].alpha) }.reduce(0, +)
    #expect(abs(row - ink - 6 * 255) <= 12)
    #expect(box.width <= 3 * 256)
  }

  @Test("is drawn alike by many threads at once")
  func threads() async throws {
    let font = try SampleFont.regular()
    let expected = picture("Châtelaillon 17", font: font)
    await withTaskGroup(of: Bool.self) { group in
      for index in 0..<16 {
        group.addTask {
          _ = font.shape("Autre texte \(index)", size: Double(9 + index % 5))
          return picture("Châtelaillon 17", font: font) == expected
        }
      }
      for await isSame in group { #expect(isSame) }
    }
  }

  @Test("needs a font that exists and is one")
  func errors() {
    let missing = #expect(throws: FontError.self) { try Font(path: "/nowhere.ttf") }
    #expect(missing?.reason == "the file does not exist or cannot be read")
    let foreign = #expect(throws: FontError.self) { try Font(path: #filePath) }
    #expect(foreign?.reason == "the file is not a font that FreeType knows")
  }
}
