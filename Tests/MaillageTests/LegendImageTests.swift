import Foundation
import Maillage
import MaillageModel
import MaillageRaster
import Testing

@Suite struct LegendImageTests {
  private func image(
    _ tileset: Tileset, _ style: Style, _ language: Language = .fr, scale: Int = 1
  ) -> Pixmap {
    LegendImage(
      Legend(tileset, style: style, language: language), style: style, fonts: TestMap.fonts
    ).pixmap(scale: scale)
  }

  @Test(arguments: Tileset.allCases, Style.builtIn)
  func nothingTouchesTheEdge(tileset: Tileset, style: Style) {
    for scale in Tileset.scales {
      let map = image(tileset, style, scale: scale)
      let paper = map[0, 0]
      var inked = 0
      for inset in 0..<10 * scale {
        for x in 0..<map.width {
          if map[x, inset] != paper || map[x, map.height - 1 - inset] != paper { inked += 1 }
        }
        for y in 0..<map.height {
          if map[inset, y] != paper || map[map.width - 1 - inset, y] != paper { inked += 1 }
        }
      }
      #expect(inked == 0)
      let isDark = paper.luminance < 0.2
      #expect(isDark == (style.name == "dark"))
    }
  }

  @Test func classesAreThereInTheirColours() {
    let style = Style.highContrast
    let map = image(.choropleth, style)
    var seen: Set<Color> = []
    for y in 0..<map.height { for x in 0..<map.width { seen.insert(map[x, y]) } }
    for color in style.choropleth.colors { #expect(seen.contains(color)) }
  }

  @Test func longLabelsTakeMoreRoomAndNotAll() {
    var style = Style.light
    let usual = image(.places, style)
    style.places.symbols[0].label = LocalizedText(
      fr: "Lieux numériques, et bien d’autres lieux dont le nom est long au point de tenir en "
        + "plusieurs lignes, sans que rien n’en soit coupé", en: "x")
    let long = image(.places, style)
    #expect(long.height > usual.height)
    #expect(long.width > usual.width && long.width < 380)
    style.places.symbols[0].label = LocalizedText(
      fr: String(repeating: "interminable", count: 10_000), en: "x")
    let endless = image(.places, style, scale: 3)
    #expect(endless.width < 3 * 380 && endless.height < 3 * 600)
  }

  @Test func theJSONSaysWhatIsDrawn() throws {
    let legend = Legend(.choropleth, style: .light, language: .en)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(legend.json.bytes)) as? [String: Any])
    let sections = try #require(object["sections"] as? [[String: Any]])
    #expect(object["language"] as? String == "en")
    #expect(sections.map { $0["subject"] as? String } == ["choropleth"])
    let entries = try #require(sections[0]["entries"] as? [[String: Any]])
    #expect(entries.count == 1 + Style.light.choropleth.classes.count)
    #expect(entries[0]["label"] as? String == "no structure")
    #expect(entries[0]["kind"] as? String == "paint")
    #expect(entries[1]["colors"] as? [String] == ["#f6cba9"])
    let markers = Legend(.places, style: .light, language: .fr).json.text
    #expect(markers.contains(##""kind":"marker","shape":"star","radius":8,"##))
    #expect(Legend(.boundaries, style: .light, language: .fr).sections.map(\.subject) == [.borders])
  }
}
