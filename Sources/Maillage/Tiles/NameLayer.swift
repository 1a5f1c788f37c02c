import MaillageGeometry
import MaillageRaster
import MaillageTerritories

/// A name with the place it has on every tile of its zoom.
struct PlacedName: Sendable {
  /// What is named, which decides how the name looks.
  enum Kind: Int, Sendable {
    case region, departement, place
  }

  let kind: Kind
  let text: String
  /// The middle of the name's baseline rests below this point, moved up by ``rise``.
  let anchor: WorldPoint
  /// CSS pixels between the anchor and the middle of the letters, upwards.
  let rise: Double
  /// The halo included, in CSS pixels of the world at the name's zoom.
  let box: PixelBox
}

/// A box in CSS pixels of the world, sides included.
struct PixelBox: Hashable, Sendable {
  var minimumX: Double
  var minimumY: Double
  var maximumX: Double
  var maximumY: Double

  func intersects(_ other: PixelBox) -> Bool {
    minimumX <= other.maximumX && other.minimumX <= maximumX
      && minimumY <= other.maximumY && other.minimumY <= maximumY
  }

  func expanded(by margin: Double) -> PixelBox {
    PixelBox(
      minimumX: minimumX - margin, minimumY: minimumY - margin, maximumX: maximumX + margin,
      maximumY: maximumY + margin)
  }

  /// Whether a disc meets the box.
  func meetsDisc(x: Double, y: Double, radius: Double) -> Bool {
    let dx = max(minimumX - x, 0, x - maximumX)
    let dy = max(minimumY - y, 0, y - maximumY)
    return dx * dx + dy * dy <= radius * radius
  }
}

/// The names of one zoom, placed against each other once for the whole world.
///
/// Which names there are and where they stand depends on nothing but basemap, style and zoom, so
/// every tile shows the same; the more important name is placed first and keeps the others away.
struct NameLayer: Sendable {
  /// In the order they were placed.
  private(set) var names: [PlacedName] = []
  /// Names by the cells of 256 CSS pixels that their boxes meet.
  private var cells: [Cell: [Int]] = [:]

  private struct Cell: Hashable {
    let column: Int
    let row: Int
  }

  init(basemap: Basemap, style: Style, fonts: MapFonts, zoom: Int) {
    for level in [TerritoryLevel.region, .departement] where Self.zooms(level).contains(zoom) {
      for territory in basemap.layers[level]?.territories ?? [] {
        place(territory, level: level, style: style, fonts: fonts, zoom: zoom)
      }
    }
    let minimumPopulation = Self.minimumPopulation(zoom: zoom)
    for place in basemap.gazetteer.places where place.population >= minimumPopulation {
      // Numbered quarters of a city ("Paris 15 Vaugirard") would stand in its name's way.
      if place.name.contains(where: \.isNumber) { continue }
      let rise = Self.rise(population: place.population, zoom: zoom)
      add(
        .place, place.name, at: WorldPoint(place.coordinate), rise: rise, style: style.placeName,
        fonts: fonts, zoom: zoom)
    }
  }

  /// The names whose boxes meet a box, in the order they were placed.
  func names(in box: PixelBox) -> [PlacedName] {
    var found: Set<Int> = []
    for cell in Self.cells(of: box) {
      for index in cells[cell] ?? [] where names[index].box.intersects(box) {
        found.insert(index)
      }
    }
    return found.sorted().map { names[$0] }
  }

  /// The zooms at which a level's territories are named.
  private static func zooms(_ level: TerritoryLevel) -> ClosedRange<Int> {
    switch level {
    case .region: 4...6
    case .departement: 7...10
    case .commune: 12...19
    }
  }

  /// The smallest population whose name is tried at a zoom.
  private static func minimumPopulation(zoom: Int) -> Int {
    switch zoom {
    case ..<6: .max
    case 6: 200_000
    case 7: 80_000
    case 8: 25_000
    case 9: 8_000
    case 10: 3_000
    case 11: 1_000
    default: 0
    }
  }

  /// Towns usually have a cluster on them: their names stand above it.
  private static func rise(population: Int, zoom: Int) -> Double {
    population >= 8_000 || zoom < 10 ? 27 : 17
  }

  /// Names a territory where the whole name fits inside of it.
  private mutating func place(
    _ territory: Territory, level: TerritoryLevel, style: Style, fonts: MapFonts, zoom: Int
  ) {
    let text = level == .region ? style.regionName : style.departementName
    let anchor = WorldPoint(territory.labelPoint)
    let box = Self.box(territory.name, anchor, rise: 0, style: text, fonts: fonts, zoom: zoom)
    let corners = [
      (box.minimumX, box.minimumY), (box.maximumX, box.minimumY), (box.minimumX, box.maximumY),
      (box.maximumX, box.maximumY),
    ].map { Self.coordinate(x: $0.0, y: $0.1, zoom: zoom) }
    guard
      corners.allSatisfy({ corner in territory.polygons.contains { $0.contains(corner) } })
    else { return }
    add(
      level == .region ? .region : .departement, territory.name, at: anchor, rise: 0, style: text,
      fonts: fonts, zoom: zoom)
  }

  private mutating func add(
    _ kind: PlacedName.Kind, _ text: String, at anchor: WorldPoint, rise: Double,
    style: Style.Text, fonts: MapFonts, zoom: Int
  ) {
    let box = Self.box(text, anchor, rise: rise, style: style, fonts: fonts, zoom: zoom)
    let kept = Self.cells(of: box)
    // Two pixels between names keep them apart at every scale.
    let claimed = box.expanded(by: 2)
    for cell in Self.cells(of: claimed) {
      for index in cells[cell] ?? [] where names[index].box.intersects(claimed) { return }
    }
    for cell in kept {
      cells[cell, default: []].append(names.count)
    }
    names.append(PlacedName(kind: kind, text: text, anchor: anchor, rise: rise, box: box))
  }

  private static func box(
    _ text: String, _ anchor: WorldPoint, rise: Double, style: Style.Text, fonts: MapFonts,
    zoom: Int
  ) -> PixelBox {
    let shaped = fonts.shape(text, style, scale: 1)
    let x = Double(PixelWindow.subpixel(anchor.x, zoom: zoom, scale: 1)) / 256
    let y = Double(PixelWindow.subpixel(anchor.y, zoom: zoom, scale: 1)) / 256 - rise
    let halfWidth = shaped.width / 2 + style.halo + 1
    return PixelBox(
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

  private static func cells(of box: PixelBox) -> [Cell] {
    let columns = Int(box.minimumX / 256)...Int(box.maximumX / 256)
    let rows = Int(box.minimumY / 256)...Int(box.maximumY / 256)
    return rows.flatMap { row in columns.map { Cell(column: $0, row: row) } }
  }
}
