import MaillageRaster

/// The inks of a style: every colour a tile is drawn in, and which are drawn over which.
struct MapInks: Sendable {
  /// What is drawn in a list of inks.
  enum Palette: Hashable, Sendable, CaseIterable {
    /// Whole maps with markers.
    case map
    /// Markers alone, on a transparent ground.
    case overlay
    /// Territories coloured by class.
    case choropleth
    /// A glow on a transparent ground; ink *i* is step *i* of its ramp.
    case heat
  }

  let inks: Inks
  private let places: [Color: UInt8]

  /// Collects the colours of a style.
  init(_ style: Style, _ palette: Palette) {
    let paints = [style.ground] + style.fills.flatMap(\.colors)
    var list: InkList
    switch palette {
    case .map:
      list = InkList(ground: style.ground)
      list.addMarkers(of: style, over: paints)
      list.addNames(of: style, over: paints)
      list.addBorders(of: style, over: paints)
    case .overlay:
      list = InkList(ground: .transparent)
      list.addMarkers(of: style, over: [.transparent])
    case .choropleth:
      list = InkList(ground: style.ground)
      let classes = style.choropleth.colors
      list.add(style.choropleth.border.color, over: classes)
      for (index, color) in classes.enumerated() { list.add(color, over: Array(classes[..<index])) }
      list.addNames(of: style, over: classes + paints)
      list.addBorders(of: style, over: classes + paints + [style.choropleth.border.color])
    case .heat:
      let ramp = HeatRamp(style.heat.colors).colors
      places = [:]
      inks = Inks(ramp, meetings: [])
      return
    }
    places = list.places
    inks = Inks(list.colors, meetings: list.meetings)
  }

  /// The ink of a colour of the style; the ground for any other.
  func ink(_ color: Color) -> UInt8 { places[color] ?? 0 }
}

/// Colours in the order of their inks, and their meetings, the most visible first.
private struct InkList {
  private(set) var colors: [Color]
  private(set) var places: [Color: UInt8]
  private(set) var meetings: [Inks.Meeting] = []

  init(ground: Color) {
    colors = [ground]
    places = [ground: 0]
  }

  private mutating func ink(_ color: Color) -> UInt8 {
    if let known = places[color] { return known }
    // A style of more than 255 colours draws the rest in its ground.
    guard colors.count < 256 else { return 0 }
    let place = UInt8(colors.count)
    places[color] = place
    colors.append(color)
    return place
  }

  mutating func add(_ over: Color, over unders: [Color]) {
    let over = ink(over)
    for under in unders {
      let meeting = Inks.Meeting(over, over: ink(under))
      if !meetings.contains(meeting) { meetings.append(meeting) }
    }
  }

  mutating func addMarkers(of style: Style, over paints: [Color]) {
    let clusters = style.clusters
    let discs = clusters.symbols.map(\.color)
    for disc in discs {
      add(disc, over: [clusters.stroke.color])
      add(clusters.count.color, over: [disc])
    }
    add(clusters.stroke.color, over: paints + discs)
    for symbol in style.places.symbols + [style.places.fallback] {
      add(symbol.stroke.color, over: [symbol.fill] + paints)
      add(symbol.fill, over: paints)
    }
    if let pie = clusters.pie {
      let parts = pie.colors.map(\.color) + [pie.other]
      for part in parts { add(part, over: [clusters.stroke.color] + discs + parts) }
      for disc in discs { add(disc, over: parts) }
    }
  }

  mutating func addNames(of style: Style, over paints: [Color]) {
    let names = style.names
    let texts = [
      names.places?.text, names.departement?.text, names.region?.text, names.commune?.text,
    ]
    for text in texts.compactMap({ $0 }) {
      if text.halo > 0 {
        add(text.color, over: [text.haloColor])
        add(text.haloColor, over: paints)
      } else {
        add(text.color, over: paints)
      }
    }
  }

  mutating func addBorders(of style: Style, over paints: [Color]) {
    for (index, paint) in paints.enumerated() {
      add(paint, over: paints[..<index].reversed())
    }
    for border in style.borders { add(border.color, over: paints) }
  }
}
