import Foundation
import MaillageModel
import MaillageRaster
import MaillageTerritories
import MaillageTestSupport
import Testing

@testable import Maillage

@Suite struct StyleFileTests {
  private func read(_ json: String, fileName: String = "style.json") throws(StyleError) -> Style {
    try Style(json: Data(json.utf8), fileName: fileName)
  }

  /// A style with everything the built-in ones leave out.
  private static let full = {
    var style = Style.light
    style.name = "full \"é\""
    style.names.commune = .init(
      text: .init(color: .black, size: 10.5, halo: 1.25, haloColor: .white), zooms: 13...19)
    style.names.region = nil
    style.names.overlap = true
    style.fills.append(.init(level: .commune, colors: [.white, Color(0xf0f0f0)], zooms: 12...19))
    style.clusters.pie = .init(
      field: "services", width: 3.5,
      colors: [
        .init(value: "un", color: .black),
        .init(value: "deux", color: .white, label: .init(fr: "a", en: "b")),
      ], other: Color(0x808080))
    style.places = .init(field: "dispositif", fallback: style.places.fallback)
    style.choropleth.measure = .count
    return style
  }()

  @Test(arguments: Style.builtIn + [full]) func whatIsWrittenIsReadBackTheSame(style: Style) throws
  {
    #expect(try read(style.json()) == style)
    // Whatever it starts from, since every key is written.
    let text = style.json().replacing("{", with: #"{"extends": "dark","#, maxReplacements: 1)
    #expect(try read(text) == style)
    let lines = style.json().split(separator: "\n")
    #expect(lines.count > 40)
    #expect(lines.allSatisfy { $0.count <= 120 || $0.contains("\"values\"") })
  }

  @Test func aFileSaysOnlyWhatDiffers() throws {
    #expect(try read("{}", fileName: "dir/mine.json").name == "mine")
    var expected = Style.dark
    expected.name = "nuit"
    expected.ground = .black
    expected.names.places = nil
    expected.names.region?.text.size = 15
    expected.clusters.stroke.width = 1
    expected.heat.colors = [Color(0x000000, alpha: 0), Color(0xffffff, alpha: 128)]
    expected.choropleth.levels = [.init(level: .departement, zooms: 0...19)]
    let style = try read(
      #"""
      {"name": "nuit", "extends": "dark", "ground": "#000",
       "names": {"places": null, "region": {"text": {"size": 15}}},
       "clusters": {"stroke": {"width": 1}},
       "heat": {"colors": ["#00000000", "#FFFFFF80"]},
       "choropleth": {"levels": [{"level": "departement", "zooms": [0, 19]}]}}
      """#)
    #expect(style == expected)
  }

  @Test(arguments: [
    // What cannot be read.
    (##"{"ground":"##, "style.json: not valid JSON."),
    (##"[]"##, "style.json: must be an object, not an array."),
    (##"{"grund":"#fff"}"##, "style.json: unknown key “grund”; known keys: name,"),
    (##"{"grund":"#fff"}"##, "Did you mean “ground”?"),
    (##"{"clusters":{"raduis":3}}"##, "style.json: clusters: unknown key “raduis”"),
    (##"{"extends":"night"}"##, "extends: “night” is no built-in style; known: light, dark, high-"),
    (##"{"name":3}"##, "style.json: name: must be a text, not a number."),
    (##"{"ground":"red"}"##, "ground: “red” is no colour; write #rgb, #rrggbb or #rrggbbaa."),
    (##"{"ground":"#12345"}"##, "ground: “#12345” is no colour"),
    (##"{"ground":"#ffffff80"}"##, "ground: must be opaque"),
    (##"{"fills":[{"level":"commune"}]}"##, "fills[0]: needs “colors”."),
    (
      ##"{"fills":[{"level":"ville","colors":["#fff"]}]}"##, "fills[0].level: “ville” is not known;"
    ),
    (
      ##"{"fills":[{"level":"commune","colors":["#fff","#fff","#fff","#fff","#fff"]}]}"##,
      "fills[0].colors: must have 1 to 4 items, not 5."
    ),
    (
      ##"{"borders":[{"kind":"region","color":"#fff","width":1,"zooms":[6,20]}]}"##,
      "borders[0].zooms[1]: must be a whole number from 0 to 19."
    ),
    (
      ##"{"borders":[{"kind":"region","color":"#fff","width":1,"zooms":[6.5,9]}]}"##,
      "borders[0].zooms[0]: must be a whole number from 0 to 19."
    ),
    (
      ##"{"borders":[{"kind":"region","color":"#fff","width":1,"zooms":[9,6]}]}"##,
      "borders[0].zooms: the first zoom, 9, is above the last, 6."
    ),
    (
      ##"{"borders":[{"kind":"region","color":"#fff","width":1,"zooms":[9]}]}"##,
      "borders[0].zooms: must be [first zoom, last zoom]."
    ),
    (
      ##"{"borders":[{"kind":"river","color":"#fff","width":0}]}"##,
      "borders[0].kind: “river” is not known; known: outline, region, departement, commune."
    ),
    (
      ##"{"borders":[{"kind":"region","color":"#fff","width":0}]}"##,
      "borders[0].width: must be a number from 0.1 to 10.0."
    ),
    (##"{"names":{"region":{"zooms":7}}}"##, "names.region.zooms: must be an array, not a number."),
    (##"{"names":{"commune":{}}}"##, "names.commune: needs “text”."),
    (
      ##"{"names":{"commune":{"text":{},"zooms":[9,19]}}}"##, "names.commune.text: needs “color”."
    ),
    (##"{"names":{"overlap":1}}"##, "names.overlap: must be true or false, not a number."),
    (##"{"names":{"places":{"text":{"size":90}}}}"##, "names.places.text.size: must be a number"),
    (
      ##"{"names":{"places":{"minimumPopulation":[{"zoom":6}]}}}"##,
      "names.places.minimumPopulation[0]: needs “population”."
    ),
    (##"{"clusters":{"count":{"halo":1}}}"##, "clusters.count: unknown key “halo”"),
    (##"{"clusters":{"symbols":[]}}"##, "clusters.symbols: must have 1 to 12 items, not 0."),
    (##"{"clusters":{"symbols":null}}"##, "clusters.symbols: must be an array, not null."),
    (
      ##"{"clusters":{"pie":{"field":"services","colors":[]}}}"##, "clusters.pie: needs “other”."
    ),
    (
      ##"{"places":{"fallback":{"shape":"heart"}}}"##,
      "places.fallback.shape: “heart” is not known; known: circle, square,"
    ),
    (##"{"places":{"fallback":{"radius":9}}}"##, "places.fallback.radius: must be a number from 2"),
    (##"{"places":{"fallback":{"values":[]}}}"##, "places.fallback: unknown key “values”"),
    (
      ##"{"places":{"symbols":[{"values":[],"label":"a","shape":"star","radius":8,"fill":"#000"}]}}"##,
      "places.symbols[0].values: needs a value."
    ),
    (
      ##"{"choropleth":{"measure":"area"}}"##,
      "measure: “area” is not known; known: count, per100km2"
    ),
    (##"{"choropleth":{"border":{"color":1}}}"##, "choropleth.border.color: must be a text"),
    (##"{"heat":{"colors":["#fff"]}}"##, "heat.colors: must have 2 to 12 items, not 1."),
    (##"{"heat":{"saturation":0}}"##, "heat.saturation: must be a number from 1.0"),
    // What does not fit together.
    (
      ##"{"clusters":{"count":{"color":"#000"}}}"##,
      "clusters.count.color: #000000 on #a94c22 (clusters.symbols[1].color) has a contrast of 3.74;"
    ),
    (
      ##"{"clusters":{"symbols":[{"minimumCount":3,"radius":12,"color":"#000"}]}}"##,
      "clusters.symbols[0].minimumCount: the first disc must begin at 2."
    ),
    (
      ##"{"clusters":{"symbols":[{"minimumCount":2,"radius":12,"color":"#000"},{"minimumCount":2,"radius":13,"color":"#000"}]}}"##,
      "clusters.symbols[1].minimumCount: must be above 2, where the disc before begins."
    ),
    (
      ##"{"clusters":{"symbols":[{"minimumCount":2,"radius":19,"color":"#000"}]}}"##,
      "clusters.symbols[0].radius: with its stroke the disc is 39.5 wide; at most 39 keeps"
    ),
    (
      ##"{"clusters":{"pie":{"field":"f","width":7,"other":"#000","colors":[{"value":"a","color":"#fff"}]}}}"##,
      "clusters.pie.width: must be at most 6.25, half the smallest disc’s radius"
    ),
    (
      ##"{"clusters":{"pie":{"field":"f","other":"#000","colors":[{"value":"a","color":"#fff"},{"value":"a","color":"#000"}]}}}"##,
      "clusters.pie.colors[1].value: “a” is there twice."
    ),
    (
      ##"{"names":{"region":{"text":{"color":"#999"}}}}"##,
      "names.region.text.color: #999999 on #fbf9f4 (names.region.text.haloColor) has a contrast of"
    ),
    (
      ##"{"names":{"region":{"text":{"color":"#707070","halo":0}}}}"##,
      "names.region.text.color: #707070 on #e3e9ed (ground) has a contrast of 4.0"
    ),
    (
      ##"{"names":{"region":{"text":{"halo":0.5}}},"fills":[{"level":"region","colors":["#fff","#555"]}]}"##,
      "names.region.text.color: #5c5449 on #555555 (fills[0].colors[1]) has a contrast of 1.0"
    ),
    (
      ##"{"names":{"places":{"minimumPopulation":[{"zoom":9,"population":5},{"zoom":9,"population":1}]}}}"##,
      "names.places.minimumPopulation[1].zoom: must be above 9, the zoom before."
    ),
    (
      ##"{"places":{"symbols":[{"values":["A","A"],"label":"a","shape":"star","radius":8,"fill":"#000"}]}}"##,
      "places.symbols[0].values[1]: “A” is already in places.symbols[0]."
    ),
    (
      ##"{"places":{"symbols":[{"values":["A"],"label":"a","shape":"star","radius":8,"fill":"#000"},{"values":["B"],"label":"b","shape":"star","radius":8,"fill":"#333"}]}}"##,
      "places.symbols[1].shape: is that of places.symbols[0], and only the colour differs"
    ),
    (
      ##"{"places":{"symbols":[{"values":["A"],"label":"a","shape":"star","radius":8,"fill":"#ccc"}]}}"##,
      "places.symbols[0].fill: #cccccc on #e3e9ed (ground) has a contrast of 1.3"
    ),
    (
      ##"{"choropleth":{"levels":[{"level":"region","zooms":[0,6]},{"level":"commune","zooms":[6,19]}]}}"##,
      "choropleth.levels[1].zooms: zooms 6 to 19 overlap those of region."
    ),
    (
      ##"{"choropleth":{"classes":[{"minimum":5,"color":"#fff"},{"minimum":5,"color":"#000"}]}}"##,
      "choropleth.classes[1].minimum: must be above 5, where the class before begins."
    ),
    (
      ##"{"choropleth":{"classes":[{"minimum":1,"color":"#fff"},{"minimum":5,"color":"#f4f4f4"}]}}"##,
      "choropleth.classes[1].color: #f4f4f4 on #ffffff (choropleth.classes[0].color) has a"
    ),
    (
      ##"{"choropleth":{"classes":[{"minimum":1,"color":"#fff"},{"minimum":5,"color":"#444"},{"minimum":6,"color":"#999"}]}}"##,
      "choropleth.classes[2].color: classes must go all lighter or all darker"
    ),
    (
      ##"{"heat":{"colors":["#ffffff80","#ffffff40"]}}"##,
      "heat.colors[1]: must be as opaque as the colour before, or more."
    ),
  ])
  func aMistakeIsNamedByFileAndKey(json: String, message: String) {
    let error = #expect(throws: StyleError.self) { try read(json) }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
    #expect(error?.problems.allSatisfy { $0.file == "style.json" } == true)
  }

  @Test func allMistakesAreReportedAtOnce() {
    let error = #expect(throws: StyleError.self) {
      try read(
        ##"""
        {"ground": "white", "heat": {"radius": "wide", "colour": 1},
         "clusters": {"symbols": [{"minimumCount": 2, "radius": 12}, {"radius": 99}]}}
        """##)
    }
    #expect(
      error?.problems.map(\.place) == [
        "ground", "clusters.symbols[0]", "clusters.symbols[1]", "clusters.symbols[1]",
        "clusters.symbols[1].radius", "heat", "heat.radius",
      ])
    let misfits = #expect(throws: StyleError.self) {
      try read(
        ##"{"heat": {"colors": ["#000", "#00000000"]}, "names": {"region": {"text": {"color": "#999"}}}}"##
      )
    }
    #expect(misfits?.problems.map(\.place) == ["names.region.text.color", "heat.colors[1]"])
  }

  @Test(arguments: 0..<40) func aBrokenFileIsRefusedOrReadButNeverWorse(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let pieces = ["null", "[]", "{}", "-1", "1e300", "\"\"", "\"#fff\"", "[0, 19]", ",", "}", "é"]
    for _ in 0..<15 {
      var text = Array(Self.full.json())
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let start = Int.random(in: 0..<text.count, using: &random)
        let end = min(text.count, start + Int.random(in: 0...8, using: &random))
        text.replaceSubrange(start..<end, with: pieces.randomElement(using: &random) ?? "")
      }
      do {
        let style = try read(String(text))
        #expect(StyleCheck(style).problems.isEmpty, "seed \(seed)")
      } catch {
        #expect(!error.problems.isEmpty && !error.description.isEmpty, "seed \(seed)")
      }
    }
  }
}
