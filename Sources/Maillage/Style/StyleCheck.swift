import Foundation
import MaillageRaster
import MaillageTerritories

/// Finds what in a style does not fit together: too little contrast, wrong order, double values.
///
/// Ratios are those of WCAG 2.1: 4.5 for text (1.4.3), 3 for graphics (1.4.11).
struct StyleCheck {
  /// The smallest contrast of a text with what lies behind it.
  static let textContrast = 4.5
  /// The smallest contrast of a marker with what lies behind it.
  static let markerContrast = 3.0
  /// The smallest contrast of a choropleth's class with the next: a step in lightness shows to
  /// everybody, one in hue does not.
  static let classContrast = 1.2
  /// The widest disc, stroke included, in CSS pixels: 0.65 of the 60 pixels that clusters span.
  static let widestDisc = 0.65 * 60

  /// The mistakes, each with its key.
  private(set) var problems: [(place: String, reason: String)] = []
  private let style: Style

  /// Checks a style.
  init(_ style: Style) {
    self.style = style
    checkClusters()
    checkPie()
    checkNames()
    checkPlaces()
    checkChoropleth()
    checkHeat()
  }

  private mutating func report(_ place: String, _ reason: String) {
    problems.append((place, reason))
  }

  /// What names and markers of a map can stand on, with the keys.
  private var grounds: [(place: String, color: Color)] {
    [("ground", style.ground)]
      + style.fills.enumerated().flatMap { position, fill in
        fill.colors.enumerated().map { ("fills[\(position)].colors[\($0)]", $1) }
      }
  }

  private mutating func requireContrast(
    of color: Color, with other: Color, of otherPlace: String, atLeast ratio: Double,
    at place: String
  ) {
    let contrast = color.contrast(with: other)
    guard contrast < ratio else { return }
    // Rounded down, so that a ratio that fails never reads like one that holds.
    let shown = (contrast * 100).rounded(.down) / 100
    report(
      place,
      "\(color.hexText) on \(other.hexText) (\(otherPlace)) has a contrast of \(shown); it must "
        + "be at least \(DecimalNumber.text(ratio)).")
  }

  private mutating func checkClusters() {
    let clusters = style.clusters
    if let first = clusters.symbols.first, first.minimumCount != 2 {
      report("clusters.symbols[0].minimumCount", "the first disc must begin at 2.")
    }
    for (position, symbol) in clusters.symbols.enumerated() {
      let place = "clusters.symbols[\(position)]"
      if position > 0, symbol.minimumCount <= clusters.symbols[position - 1].minimumCount {
        report(
          "\(place).minimumCount",
          "must be above \(clusters.symbols[position - 1].minimumCount), where the disc before "
            + "begins.")
      }
      let width = 2 * symbol.radius + clusters.stroke.width
      if width > Self.widestDisc {
        report(
          "\(place).radius",
          "with its stroke the disc is \(DecimalNumber.text(width)) wide; at most "
            + "\(DecimalNumber.text(Self.widestDisc)) keeps neighbours apart.")
      }
      requireContrast(
        of: clusters.count.color, with: symbol.color, of: "\(place).color",
        atLeast: Self.textContrast, at: "clusters.count.color")
    }
  }

  private mutating func checkPie() {
    guard let pie = style.clusters.pie else { return }
    let smallest = style.clusters.symbols.map(\.radius).min() ?? 0
    if pie.width > smallest / 2 {
      report(
        "clusters.pie.width",
        "must be at most \(DecimalNumber.text(smallest / 2)), half the smallest disc’s radius, so "
          + "that the count has room.")
    }
    var seen: Set<String> = []
    for (position, color) in pie.colors.enumerated() where !seen.insert(color.value).inserted {
      report("clusters.pie.colors[\(position)].value", "“\(color.value)” is there twice.")
    }
  }

  private mutating func checkNames() {
    let names = style.names
    check(names.region?.text, at: "names.region.text")
    check(names.departement?.text, at: "names.departement.text")
    check(names.commune?.text, at: "names.commune.text")
    check(names.places?.text, at: "names.places.text")
    let steps = names.places?.minimumPopulation ?? []
    for position in steps.indices.dropFirst() where steps[position].zoom <= steps[position - 1].zoom
    {
      report(
        "names.places.minimumPopulation[\(position)].zoom",
        "must be above \(steps[position - 1].zoom), the zoom before.")
    }
  }

  /// A name with a halo of a pixel or more stands on its halo, any other on the map.
  private mutating func check(_ text: Style.Text?, at place: String) {
    guard let text else { return }
    let behind =
      text.halo >= 1 ? [(place: "\(place).haloColor", color: text.haloColor)] : grounds
    for (other, color) in behind {
      requireContrast(
        of: text.color, with: color, of: other, atLeast: Self.textContrast, at: "\(place).color")
    }
  }

  private mutating func checkPlaces() {
    let symbols = style.places.symbols
    var owners: [String: Int] = [:]
    for (position, symbol) in symbols.enumerated() {
      for (index, value) in symbol.values.enumerated() {
        if let owner = owners[value] {
          report(
            "places.symbols[\(position)].values[\(index)]",
            "“\(value)” is already in places.symbols[\(owner)].")
        }
        owners[value] = owners[value] ?? position
      }
    }
    let all =
      symbols.enumerated().map { (place: "places.symbols[\($0)]", symbol: $1) }
      + [(place: "places.fallback", symbol: style.places.fallback)]
    for (position, (place, symbol)) in all.enumerated() {
      for (ground, color) in grounds {
        checkVisible(symbol, at: place, on: color, of: ground)
      }
      for other in all[..<position]
      where other.symbol.shape == symbol.shape
        && other.symbol.fill.contrast(with: symbol.fill) < Self.markerContrast
      {
        report(
          "\(place).shape",
          "is that of \(other.place), and only the colour differs; take another shape, or fills "
            + "with a contrast of at least \(DecimalNumber.text(Self.markerContrast)).")
      }
    }
  }

  /// A marker shows where its inside or its edge does.
  private mutating func checkVisible(
    _ symbol: Style.PlaceSymbol, at place: String, on ground: Color, of groundPlace: String
  ) {
    if symbol.stroke.width >= 1, symbol.stroke.color.contrast(with: ground) >= Self.markerContrast {
      return
    }
    requireContrast(
      of: symbol.fill, with: ground, of: groundPlace, atLeast: Self.markerContrast,
      at: "\(place).fill")
  }

  private mutating func checkChoropleth() {
    let levels = style.choropleth.levels
    for (position, level) in levels.enumerated() {
      for other in levels[..<position] where other.zooms.overlaps(level.zooms) {
        report(
          "choropleth.levels[\(position)].zooms",
          "zooms \(level.zooms.lowerBound) to \(level.zooms.upperBound) overlap those of "
            + "\(other.level.rawValue).")
      }
    }
    let classes = style.choropleth.classes
    let isLighter = (classes.last?.color.luminance ?? 0) > (classes.first?.color.luminance ?? 0)
    for position in classes.indices.dropFirst() {
      let (last, next) = (classes[position - 1], classes[position])
      if next.minimum <= last.minimum {
        report(
          "choropleth.classes[\(position)].minimum",
          "must be above \(DecimalNumber.text(last.minimum)), where the class before begins.")
      }
      if (next.color.luminance > last.color.luminance) != isLighter {
        report(
          "choropleth.classes[\(position)].color",
          "classes must go all lighter or all darker: this one turns back.")
      }
      requireContrast(
        of: next.color, with: last.color, of: "choropleth.classes[\(position - 1)].color",
        atLeast: Self.classContrast, at: "choropleth.classes[\(position)].color")
    }
  }

  private mutating func checkHeat() {
    let colors = style.heat.colors
    for position in colors.indices.dropFirst()
    where colors[position].alpha < colors[position - 1].alpha {
      report("heat.colors[\(position)]", "must be as opaque as the colour before, or more.")
    }
  }
}
