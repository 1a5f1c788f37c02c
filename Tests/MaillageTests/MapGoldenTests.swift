import Foundation
import MaillageGeometry
import MaillageModel
import MaillagePictureSupport
import MaillageRaster
import MaillageTestSupport
import Testing

@testable import Maillage
@testable import MaillageTerritories

/// Tiles that were looked at; see `Goldens/README.md`.
@Suite("Tiles look as they did when somebody looked at them")
struct MapGoldenTests {
  /// One picture: a tile of a set in a look.
  struct Picture: CustomTestStringConvertible, Sendable {
    let tileset: Tileset
    let zoom: Int
    let x: Int
    let y: Int
    let scale: Int
    let look: OnDemand<TileRenderer>

    init(
      _ tileset: Tileset, _ zoom: Int, _ x: Int, _ y: Int, scale: Int,
      _ look: OnDemand<TileRenderer>
    ) {
      self.tileset = tileset
      self.zoom = zoom
      self.x = x
      self.y = y
      self.scale = scale
      self.look = look
    }

    var testDescription: String {
      "\(tileset.rawValue)-z\(zoom)-\(look.value.style.name)@\(scale)x"
    }
  }

  /// The demonstration's structures, without the fields that no tile shows.
  private static let demonstration = Result {
    let bytes = try Data(contentsOf: TestMap.geodata.appending(path: "demonstration.csv"))
    let records = try CSVRecords(Array(bytes)).records
    let header = records.first?.fields ?? []
    let structures = records.dropFirst().map { record in
      let values = Dictionary(uniqueKeysWithValues: zip(header, record.fields))
      let kinds = (values["typologie"] ?? "").split(separator: "|").map(String.init)
      var coordinate: Coordinate?
      if let latitude = values["latitude"].flatMap(Double.init),
        let longitude = values["longitude"].flatMap(Double.init)
      {
        coordinate = Coordinate(longitude: longitude, latitude: latitude)
      }
      return TestMap.structure(
        values["id"] ?? "", coordinate, kinds.isEmpty ? [:] : ["typologie": .list(kinds)])
    }
    return TestMap.snapshot(Array(structures))
  }

  /// Communes in four colours, as a map of a country in parts would be.
  private static let colored = look {
    var style = Style.light
    style.name = "coloured"
    style.fills.append(
      .init(
        level: .commune,
        colors: ["#f3e3cf", "#dfe9d2", "#d9e4ee", "#eedde4"].compactMap { Color(hex: $0) }))
    return style
  }
  /// Discs with a ring of what they hold.
  private static let rings = look {
    var style = Style.light
    style.name = "rings"
    let parts = style.places.symbols.prefix(4).compactMap { symbol in
      symbol.values.first.map { Style.PieColor(value: $0, color: symbol.fill) }
    }
    style.clusters.pie = .init(
      field: "typologie", width: 3, colors: parts, other: style.places.fallback.stroke.color)
    return style
  }
  private static let light = look { .light }
  private static let dark = look { .dark }
  private static let highContrast = look { .highContrast }

  private static func look(_ style: @escaping @Sendable () -> Style) -> OnDemand<TileRenderer> {
    OnDemand {
      TileRenderer(basemap: TestCommunes.basemap, style: style(), fonts: TestMap.fonts)
    }
  }

  static let pictures = [
    Picture(.structures, 6, 31, 22, scale: 2, light),
    Picture(.structures, 8, 129, 88, scale: 1, light),
    Picture(.structures, 8, 129, 88, scale: 2, dark),
    Picture(.structures, 11, 1_037, 704, scale: 2, highContrast),
    Picture(.structures, 11, 1_037, 704, scale: 1, dark),
    Picture(.structures, 14, 8_149, 5_918, scale: 2, light),
    Picture(.clusters, 8, 129, 88, scale: 2, light),
    Picture(.clusters, 14, 8_149, 5_918, scale: 1, highContrast),
    Picture(.boundaries, 6, 31, 22, scale: 1, highContrast),
    Picture(.boundaries, 8, 126, 89, scale: 1, dark),
    Picture(.boundaries, 11, 1_015, 718, scale: 2, light),
    Picture(.boundaries, 11, 1_023, 718, scale: 1, colored),
    Picture(.choropleth, 6, 31, 22, scale: 1, light),
    Picture(.choropleth, 8, 129, 88, scale: 2, dark),
    Picture(.heat, 6, 31, 22, scale: 2, light),
    Picture(.heat, 8, 129, 88, scale: 1, highContrast),
    Picture(.places, 8, 129, 88, scale: 2, light),
    Picture(.places, 11, 1_037, 704, scale: 1, dark),
    Picture(.clusters, 8, 129, 88, scale: 2, rings),
  ]

  @Test(arguments: pictures)
  func tiles(picture: Picture) throws {
    let snapshot = try Self.demonstration.get()
    let tile = try #require(Tile(zoom: picture.zoom, x: picture.x, y: picture.y))
    let selection = snapshot.selection(for: Filter())
    let drawn = picture.look.value.draw(
      tile, scale: picture.scale, tileset: picture.tileset, clusters: selection.clusters,
      snapshot: snapshot, selection: selection)
    try Golden.expect(drawn.pixmap, named: picture.testDescription)
  }
}
