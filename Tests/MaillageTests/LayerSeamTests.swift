import Maillage
import MaillageGeometry
import MaillageModel
import MaillageRaster
import MaillageTestSupport
import Testing

/// Tiles of every tileset are the pixels of any larger window.
@Suite struct LayerSeamTests {
  static let snapshot: Snapshot = {
    var structures = TestMap.structures(count: 4_000, seed: 31)
    for index in structures.indices {
      structures[index].values["typologie"] = .list([["BIB", "ASSO", "EPN", "MUNI"][index % 4]])
    }
    return TestMap.snapshot(structures)
  }()

  static let renderer: TileRenderer = {
    var style = Style.light
    style.choropleth.border.width = 2
    style.clusters.pie = Style.Pie(
      field: "typologie", width: 4,
      colors: [
        .init(value: "BIB", color: Color(red: 20, green: 60, blue: 200)),
        .init(value: "EPN", color: Color(red: 20, green: 140, blue: 60)),
      ], other: Color(red: 130, green: 130, blue: 130))
    return TileRenderer(basemap: TestMap.basemap, style: style, fonts: TestMap.fonts)
  }()

  struct Place: CustomTestStringConvertible, Sendable {
    let tileset: Tileset
    let zoom: Int
    let scale: Int

    var testDescription: String { "\(tileset) at zoom \(zoom), scale \(scale)" }
  }

  static let places = Tileset.allCases.flatMap { tileset in
    [(4, 1), (6, 2), (7, 3), (8, 1), (9, 2), (11, 1), (13, 3), (16, 1)].map {
      Place(tileset: tileset, zoom: $0.0, scale: $0.1)
    }
  }

  @Test(arguments: places)
  func tilesAreThePixelsOfALargerWindow(place: Place) throws {
    let (zoom, scale) = (place.zoom, place.scale)
    let selection = Self.snapshot.selection(for: Filter())
    let position = try #require(Self.snapshot.structures[zoom * 97].coordinate)
    let middle = Tile(zoom: zoom, containing: WorldPoint(position))
    let side = 256 * scale
    // From the middle of one tile to that of the next but one, not aligned to anything.
    let window = PixelWindow(
      zoom: zoom, scale: scale, x: middle.x * side - side / 2 - 13,
      y: middle.y * side - side / 2 - 29, width: 2 * side + 7, height: 2 * side + 5)
    let canvas = Self.renderer.draw(
      window, tileset: place.tileset, clusters: selection.clusters, snapshot: Self.snapshot,
      selection: selection)
    for row in middle.y - 1...middle.y + 1 {
      for column in middle.x - 1...middle.x + 1 {
        let tile = try #require(Tile(zoom: zoom, x: column, y: row))
        let drawn = Self.renderer.draw(
          tile, scale: scale, tileset: place.tileset, clusters: selection.clusters,
          snapshot: Self.snapshot, selection: selection
        ).pixmap
        let (left, top) = (
          max(column * side, window.x), max(row * side, window.y)
        )
        let width = min((column + 1) * side, window.x + window.width) - left
        let height = min((row + 1) * side, window.y + window.height) - top
        #expect(width > 0 && height > 0)
        let ofTile = drawn.cropped(
          x: left - column * side, y: top - row * side, width: width, height: height)
        let ofCanvas = canvas.cropped(
          x: left - window.x, y: top - window.y, width: width, height: height)
        #expect(ofTile == ofCanvas, "\(place.testDescription): \(tile)")
      }
    }
  }

  @Test(arguments: Tileset.allCases)
  func theOrderOfStructuresDoesNotMatter(tileset: Tileset) throws {
    var generator = SplitMix64(seed: 33)
    let structures = Array(Self.snapshot.structures.prefix(900))
    let tile = Tile(zoom: 8, containing: WorldPoint(try #require(structures[0].coordinate)))
    let request = try #require(TileRequest(tileset: tileset, tile: tile, scale: 2))
    let style = Self.renderer.style
    func image(_ structures: [Structure]) throws -> TileImage {
      try MapService(snapshot: TestMap.snapshot(structures), style: style, fonts: TestMap.fonts)
        .tile(request)
    }
    #expect(try image(structures) == image(structures.shuffled(using: &generator)))
  }

  @Test(arguments: Tileset.allCases)
  func anEditElsewhereLeavesATileAlone(tileset: Tileset) throws {
    let snapshot = TestMap.snapshot(
      Array(Self.snapshot.structures) + [
        TestMap.structure("réunion", Coordinate(longitude: 55.45, latitude: -20.9))
      ])
    let service = MapService(
      snapshot: snapshot, style: Self.renderer.style, fonts: TestMap.fonts)
    let tile = try #require(Tile(zoom: 8, x: 126, y: 89))
    let request = try #require(TileRequest(tileset: tileset, tile: tile))
    let before = try service.tile(request)
    service.publish(snapshot.applying([.remove(id: "réunion")]))
    #expect(service.etag(request) == before.etag)
    #expect(try service.tile(request) == before)
  }
}
