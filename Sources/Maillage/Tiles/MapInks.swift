import MaillageRaster

/// The inks of a style: every colour a tile is drawn in, and which are drawn over which.
struct MapInks: Sendable {
  let inks: Inks
  private let places: [Color: UInt8]

  /// Collects the colours of a style.
  ///
  /// - Parameters:
  ///   - style: The look.
  ///   - isOverlay: Whether the ground is transparent, for pictures that lie over another map.
  init(_ style: Style, isOverlay: Bool) {
    var list = InkList(ground: isOverlay ? .transparent : style.ground)
    if isOverlay {
      list.addMarkers(of: style, over: [.transparent])
    } else {
      let paints = [style.ground] + style.fills.flatMap(\.colors)
      list.addMarkers(of: style, over: paints)
      list.addNames(of: style, over: paints)
      list.addBorders(of: style, over: paints)
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

  private mutating func add(_ over: Color, over unders: [Color]) {
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
