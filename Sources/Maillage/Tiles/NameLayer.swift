import MaillageGeometry
import MaillageRaster
import MaillageTerritories

/// A name with the place it has on every tile of its zoom.
struct PlacedName: Sendable {
  /// What is named, which decides how the name looks.
  enum Kind: UInt8, Sendable {
    case region, departement, commune, place
  }

  let kind: Kind
  let text: String
  /// The middle of the name's baseline rests below this point, moved up by ``rise``.
  let anchor: WorldPoint
  /// CSS pixels between the anchor and the middle of the letters, upwards.
  let rise: Double
  /// The halo included, in CSS pixels of the world at the name's zoom.
  let box: WorldBox
}

/// The names of one zoom, placed against each other once for the whole world.
///
/// Which names there are and where they stand depends on nothing but basemap, style and zoom, so
/// every tile shows the same; the more important name is placed first and keeps the others away.
struct NameLayer: Sendable {
  /// In the order they were placed.
  private(set) var names: [PlacedName] = []
  /// Names by the cells of 256 CSS pixels that their boxes meet.
  private var cells: [Cell: [Int32]] = [:]
  private let overlap: Bool

  private struct Cell: Hashable {
    let column: Int32
    let row: Int32
  }

  init(basemap: Basemap, style: Style, fonts: MapFonts, zoom: Int) {
    let names = style.names
    overlap = names.overlap
    for (level, kind) in [
      (TerritoryLevel.region, PlacedName.Kind.region), (.departement, .departement),
      (.commune, .commune),
    ] {
      guard let look = names.territories(level), look.zooms.contains(zoom) else { continue }
      for territory in basemap.layers[level]?.territories ?? [] {
        place(territory, kind, look.text, fonts: fonts, zoom: zoom)
      }
    }
    guard let places = names.places, let least = places.minimumPopulation(zoom: zoom) else {
      return
    }
    for place in basemap.gazetteer.places where place.population >= least {
      // Numbered quarters of a city ("Paris 15 Vaugirard") would stand in its name's way.
      if place.name.contains(where: \.isNumber) && !overlap { continue }
      let rise = overlap ? 0 : Self.rise(population: place.population, zoom: zoom)
      add(
        .place, place.name, at: WorldPoint(place.coordinate), rise: rise, style: places.text,
        fonts: fonts, zoom: zoom)
    }
  }

  /// Finds the names whose boxes meet a box, in the order they were placed.
  ///
  /// - Parameters:
  ///   - box: In CSS pixels of the world.
  ///   - found: Takes the names' places in ``names`` instead of what it held.
  func collectNames(in box: WorldBox, into found: inout [Int32]) {
    found.removeAll(keepingCapacity: true)
    Self.forEachCell(of: box) { cell in
      for index in cells[cell] ?? [] where names[Int(index)].box.intersects(box) {
        found.append(index)
      }
    }
    guard found.count > 1 else { return }
    found.sort()
    var kept = 1
    for position in 1..<found.count where found[position] != found[kept - 1] {
      found[kept] = found[position]
      kept += 1
    }
    found.removeLast(found.count - kept)
  }

  /// Towns usually have a cluster on them: their names stand above it.
  private static func rise(population: Int, zoom: Int) -> Double {
    population >= 8_000 || zoom < 10 ? 27 : 17
  }

  /// Names a territory where the whole name fits inside of it.
  private mutating func place(
    _ territory: Territory, _ kind: PlacedName.Kind, _ text: Style.Text, fonts: MapFonts, zoom: Int
  ) {
    let anchor = WorldPoint(territory.labelPoint)
    let box = Self.box(territory.name, anchor, rise: 0, style: text, fonts: fonts, zoom: zoom)
    if !overlap {
      let corners = [
        (box.minimumX, box.minimumY), (box.maximumX, box.minimumY), (box.minimumX, box.maximumY),
        (box.maximumX, box.maximumY),
      ].map { Self.coordinate(x: $0.0, y: $0.1, zoom: zoom) }
      guard
        corners.allSatisfy({ corner in territory.polygons.contains { $0.contains(corner) } })
      else { return }
    }
    add(kind, territory.name, at: anchor, rise: 0, style: text, fonts: fonts, zoom: zoom)
  }

  private mutating func add(
    _ kind: PlacedName.Kind, _ text: String, at anchor: WorldPoint, rise: Double,
    style: Style.Text, fonts: MapFonts, zoom: Int
  ) {
    let box = Self.box(text, anchor, rise: rise, style: style, fonts: fonts, zoom: zoom)
    if !overlap {
      // Two pixels between names keep them apart at every scale.
      let claimed = box.expanded(by: 2)
      var isFree = true
      Self.forEachCell(of: claimed) { cell in
        isFree =
          isFree
          && !(cells[cell]?.contains { names[Int($0)].box.intersects(claimed) } ?? false)
      }
      guard isFree else { return }
    }
    let index = Int32(names.count)
    Self.forEachCell(of: box) { cells[$0, default: []].append(index) }
    names.append(PlacedName(kind: kind, text: text, anchor: anchor, rise: rise, box: box))
  }

  private static func box(
    _ text: String, _ anchor: WorldPoint, rise: Double, style: Style.Text, fonts: MapFonts,
    zoom: Int
  ) -> WorldBox {
    let shaped = fonts.shape(text, style, scale: 1)
    let x = Double(PixelWindow.subpixel(anchor.x, zoom: zoom, scale: 1)) / 256
    let y = Double(PixelWindow.subpixel(anchor.y, zoom: zoom, scale: 1)) / 256 - rise
    let halfWidth = shaped.width / 2 + style.halo + 1
    return WorldBox(
      minimumX: x - halfWidth, minimumY: y + shaped.capHeight / 2 - shaped.ascent - style.halo - 1,
      maximumX: x + halfWidth, maximumY: y + shaped.capHeight / 2 + shaped.descent + style.halo + 1)
  }

  private static func coordinate(x: Double, y: Double, zoom: Int) -> Coordinate {
    let units = WorldPoint.side / Double(256 << zoom)
    return WorldPoint(
      x: UInt32(min(max(x * units, 0), WorldPoint.side - 1)),
      y: UInt32(min(max(y * units, 0), WorldPoint.side - 1))
    ).coordinate
  }

  private static func forEachCell(of box: WorldBox, _ body: (Cell) -> Void) {
    for row in Int32(box.minimumY / 256)...Int32(max(box.maximumY, box.minimumY) / 256) {
      for column in Int32(box.minimumX / 256)...Int32(max(box.maximumX, box.minimumX) / 256) {
        body(Cell(column: column, row: row))
      }
    }
  }
}

extension Style.Names {
  /// The names of a level's territories; `nil` when they are not written.
  fileprivate func territories(_ level: TerritoryLevel) -> Style.TerritoryNames? {
    switch level {
    case .region: region
    case .departement: departement
    case .commune: commune
    }
  }

  /// How a kind of names is written; `nil` when it is not.
  func text(_ kind: PlacedName.Kind) -> Style.Text? {
    switch kind {
    case .region: region?.text
    case .departement: departement?.text
    case .commune: commune?.text
    case .place: places?.text
    }
  }
}
