import MaillageModel
import MaillageRaster
import Testing

@testable import Maillage

@Suite struct StyleLegendTests {
  private func labels(
    _ style: Style, _ subject: Legend.Subject, _ language: Language = .fr
  ) -> [String]? {
    Legend(style: style, language: language)[subject]?.entries.map(\.label)
  }

  @Test func discsSayWhichNumbersTheyStandFor() {
    #expect(
      labels(.light, .clusters) == [
        "2 à 9", "10 à 99", "100 à 999", "1\u{202F}000 à 9\u{202F}999", "10\u{202F}000 et plus",
      ])
    #expect(labels(.light, .clusters, .en)?.last == "10,000 or more")
    var style = Style.light
    style.clusters.symbols = [2, 3].map { .init(minimumCount: $0, radius: 12, color: .black) }
    #expect(labels(style, .clusters) == ["2", "3 et plus"])
  }

  @Test func markersHaveTheirShapeColourAndLabel() throws {
    let section = try #require(Legend(style: .dark, language: .en)[.places])
    let places = Style.dark.places
    #expect(section.title == "Kind of organisation")
    #expect(
      section.entries.map(\.symbol) == (places.symbols + [places.fallback]).map { .marker($0) })
    #expect(section.entries.first?.label == "Digital places")
    #expect(section.entries.last?.label == "Other structures")
  }

  @Test func densitiesAreRangesWithoutGaps() {
    #expect(
      labels(.light, .choropleth) == [
        "aucune structure", "moins de 1", "de 1 à moins de 2", "de 2 à moins de 5",
        "de 5 à moins de 10", "de 10 à moins de 25", "25 et plus",
      ])
    var style = Style.light
    style.choropleth.classes = [
      .init(minimum: 0, color: .white), .init(minimum: 2.5, color: .black),
    ]
    #expect(labels(style, .choropleth) == ["aucune structure", "moins de 2,5", "2,5 et plus"])
    #expect(labels(style, .choropleth, .en) == ["no structure", "under 2.5", "2.5 or more"])
    style.choropleth.classes.removeLast()
    #expect(labels(style, .choropleth, .en) == ["no structure", "above 0"])
  }

  @Test func everyCountFallsIntoTheEntryOfItsColour() throws {
    var style = Style.light
    style.choropleth.measure = .count
    // No whole number is in the first class, nor between 2.2 and 2.8.
    style.choropleth.classes = [0, 1, 2.2, 2.8, 12, 1_000].enumerated().map {
      .init(minimum: $1, color: Color(UInt32($0)))
    }
    let section = try #require(Legend(style: style, language: .en)[.choropleth])
    #expect(section.title == "Number of structures")
    #expect(
      section.entries.map(\.label)
        == ["no structure", "1 to 2", "3 to 11", "12 to 999", "1,000 or more"])
    for (count, label) in [(1, 1), (2, 1), (3, 2), (11, 2), (12, 3), (999, 3), (1_000, 4)] {
      let color = style.choropleth.color(count: count, areaKm2: 1)
      #expect(section.entries[label].symbol == .paint(color), "\(count)")
    }
  }

  @Test func theRingIsExplainedOnlyWhereThereIsOne() throws {
    #expect(
      Legend(style: .light, language: .fr).sections.map(\.subject) == [
        .clusters, .places, .choropleth, .heat, .borders,
      ])
    var style = Style.light
    style.clusters.pie = .init(
      field: "typologie", width: 3,
      colors: [
        .init(value: "BIB", color: .black), .init(value: "X", color: .white),
        .init(value: "CAF", color: .white, label: .init(fr: "CAF", en: "Family office")),
      ], other: .white)
    let section = try #require(Legend(style: style, language: .en)[.pie])
    #expect(
      section.entries.map(\.label)
        == ["Library / media library", "X", "Family office", "Other or not given"])
    #expect(section.entries[0].symbol == .paint(.black))
  }

  @Test func theGlowIsOneRamp() throws {
    let heat = try #require(Legend(style: .light, language: .fr)[.heat])
    #expect(heat.entries.map(\.symbol) == [.ramp(Style.light.heat.colors)])
  }
}
