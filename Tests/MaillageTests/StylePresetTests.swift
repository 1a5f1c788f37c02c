import Foundation
import MaillageModel
import MaillageRaster
import MaillageTerritories
import Testing

@testable import Maillage

@Suite struct StylePresetTests {
  /// What names and markers can stand on.
  private func grounds(_ style: Style) -> [Color] {
    [style.ground] + style.fills.flatMap(\.colors)
  }

  @Test(arguments: Style.builtIn) func countsAreReadableOnEveryDisc(style: Style) {
    #expect(style.clusters.symbols.count >= 4)
    for symbol in style.clusters.symbols {
      #expect(style.clusters.count.color.contrast(with: symbol.color) >= 4.5)
    }
  }

  @Test(arguments: Style.builtIn) func namesAreReadableWithAndWithoutTheirHalo(style: Style) throws
  {
    let texts = [
      style.names.region?.text, style.names.departement?.text, style.names.places?.text,
    ]
    for text in texts {
      let text = try #require(text)
      #expect(text.halo >= 1)
      for color in [text.haloColor] + grounds(style) {
        #expect(text.color.contrast(with: color) >= 4.5)
      }
    }
  }

  @Test(arguments: Style.builtIn) func discsGrowAndKeepClearOfEachOther(style: Style) {
    #expect(style.clusters.symbols.map(\.minimumCount) == [2, 10, 100, 1_000, 10_000])
    for (symbol, next) in zip(style.clusters.symbols, style.clusters.symbols.dropFirst()) {
      #expect(symbol.radius < next.radius)
      #expect(abs(symbol.color.luminance - next.color.luminance) > 0.01)
    }
    for symbol in style.clusters.symbols {
      #expect(2 * symbol.radius + style.clusters.stroke.width <= 0.65 * 60)
    }
  }

  @Test(arguments: Style.builtIn) func markersShowOnEveryGround(style: Style) {
    for symbol in style.places.symbols + [style.places.fallback] {
      #expect(symbol.radius <= 8)
      for ground in grounds(style) {
        let contrast = max(
          symbol.fill.contrast(with: ground), symbol.stroke.color.contrast(with: ground))
        #expect(contrast >= 3, "\(symbol.label.en) on \(ground.hexText)")
      }
    }
  }

  @Test(arguments: Style.builtIn) func markersDifferInShapeAndInColourForEveryEye(style: Style) {
    let symbols = style.places.symbols + [style.places.fallback]
    #expect(Set(symbols.map(\.shape)).count == symbols.count)
    // The fallback is told by its edge: its inside is the ground.
    let colors = style.places.symbols.map(\.fill) + [style.places.fallback.stroke.color]
    for eye in Eye.allCases {
      for (position, color) in colors.enumerated() {
        for other in colors[..<position] {
          // A difference of 2.3 is just noticeable; 15 shows at a glance.
          #expect(
            eye.difference(color, other) >= 15,
            "\(style.name), \(eye): \(color.hexText) and \(other.hexText)")
        }
      }
    }
  }

  @Test(arguments: Style.builtIn) func classesStepInLightnessOneWay(style: Style) {
    let colors = [style.choropleth.noStructure] + style.choropleth.classes.map(\.color)
    let steps = zip(colors, colors.dropFirst()).map { $1.luminance - $0.luminance }
    #expect(steps.allSatisfy { $0 > 0 } || steps.allSatisfy { $0 < 0 })
    for (color, next) in zip(colors, colors.dropFirst()) {
      #expect(color.contrast(with: next) >= 1.25)
      for eye in Eye.allCases { #expect(eye.difference(color, next) >= 12) }
    }
  }

  @Test(arguments: Style.builtIn) func aBuiltInStyleFitsTogether(style: Style) {
    #expect(StyleCheck(style).problems.map { "\($0.place): \($0.reason)" } == [])
  }

  @Test func everyGroupHoldsKindsOfTheStandardAndNoneTwice() throws {
    let field = try #require(Schema.standard.field("typologie"))
    let codes = Style.light.places.symbols.flatMap(\.values)
    #expect(Set(codes).count == codes.count)
    #expect(Set(codes).isSubset(of: field.terms.map(\.value)))
    #expect(codes.count > 40)
  }

  @Test func theFirstMarkerThatFitsIsDrawn() {
    let places = Style.light.places
    #expect(places.symbol(values: ["ASSO", "BIB"]).label.fr == "Bibliothèques")
    #expect(places.symbol(values: ["Autre"]) == places.fallback)
    #expect(places.symbol(values: []) == places.fallback)
  }

  @Test func aNumberChoosesItsDiscAndItsReach() {
    let style = Style.light
    #expect(style.symbol(count: 9).minimumCount == 2)
    #expect(style.symbol(count: 10).minimumCount == 10)
    #expect(style.symbol(count: 1_000_000).minimumCount == 10_000)
    #expect(style.reach(count: 2) == 12.5 + 0.75)
    #expect(style.reach(count: 1) == 8 + 0.75)
    #expect(style.symbolReach == 18.5 + 0.75)
  }

  @Test func placesAndTerritoriesFollowTheZoom() {
    let style = Style.light
    let population = { (zoom: Int) in style.names.places?.minimumPopulation(zoom: zoom) }
    #expect(population(5) == nil)
    #expect(population(6) == 200_000)
    #expect(population(9) == 8_000)
    #expect(population(19) == 0)
    #expect(
      (0...19).map { style.choropleth.level(zoom: $0)?.rawValue.first }
        == Array("rrrrrrdddccccccccccc"))
  }

  @Test func aTerritoryTakesTheLastClassItReaches() {
    var choropleth = Style.light.choropleth
    let colors = choropleth.classes.map(\.color)
    #expect(choropleth.color(count: 0, areaKm2: 100) == choropleth.noStructure)
    #expect(choropleth.color(count: 1, areaKm2: 1_000) == colors[0])
    #expect(choropleth.color(count: 1, areaKm2: 100) == colors[1])
    #expect(choropleth.color(count: 100, areaKm2: 100) == colors[5])
    choropleth.measure = .count
    #expect(choropleth.color(count: 4, areaKm2: 1) == colors[2])
    #expect(choropleth.color(count: 5, areaKm2: 1) == colors[3])
  }
}

/// How people see colours.
///
/// Source: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based Model for
/// Simulation of Color Vision Deficiency", IEEE TVCG 15 (6), 2009, severity 1.0, on linear light.
private enum Eye: CaseIterable {
  case trichromat, protanope, deuteranope, tritanope

  private var matrix: [[Double]] {
    switch self {
    case .trichromat: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protanope:
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    case .deuteranope:
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    case .tritanope:
      [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
      ]
    }
  }

  /// The distance of two colours in CIELAB (CIE 1976), as this eye sees them.
  func difference(_ one: Color, _ other: Color) -> Double {
    zip(lab(one), lab(other)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }

  private func lab(_ color: Color) -> [Double] {
    let light = [color.red, color.green, color.blue].map { channel in
      let value = Double(channel) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    func product(_ rows: [[Double]], _ vector: [Double]) -> [Double] {
      rows.map { row in zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    let seen = product(matrix, light).map { min(1, max(0, $0)) }
    let toXYZ = [
      [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
      [0.0193339, 0.1191920, 0.9503041],
    ]
    let curved = zip(product(toXYZ, seen), [0.95047, 1, 1.08883]).map { value, white in
      value / white > 0.008856 ? cbrt(value / white) : 7.787 * value / white + 16.0 / 116
    }
    return [
      116 * curved[1] - 16, 500 * (curved[0] - curved[1]), 200 * (curved[1] - curved[2]),
    ]
  }
}
