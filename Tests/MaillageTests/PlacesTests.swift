import MaillageGeometry
import MaillageModel
import MaillageRaster
import MaillageTestSupport
import Testing

@testable import Maillage

@Suite struct PlacesTests {
  static let renderer = TileRenderer(basemap: TestMap.basemap, style: .light, fonts: TestMap.fonts)

  private func symbols(
    _ snapshot: Snapshot, _ window: PixelWindow
  ) -> [TileContent.Symbol] {
    Self.renderer.withContent(
      of: window, tile: nil, tileset: .places,
      clusters: snapshot.selection(for: Filter()).clusters, snapshot: snapshot, selection: nil
    ) { content, _ in content.symbols }
  }

  @Test(arguments: [5, 8, 12])
  func everyStructureInTheWindowHasItsOwnMarker(zoom: Int) throws {
    var structures = TestMap.structures(count: 180, seed: 21)
    for index in structures.indices {
      structures[index].values["typologie"] = .list([["BIB", "ASSO", "EPN"][index % 3]])
    }
    // A second structure on one position is not drawn again.
    structures.append(TestMap.structure("zz", structures[0].coordinate))
    let snapshot = TestMap.snapshot(structures)
    let tile = Tile(zoom: zoom, containing: WorldPoint(try #require(structures[0].coordinate)))
    let window = PixelWindow(tile, scale: 2)
    struct Place: Hashable {
      let x: Int
      let y: Int
      let look: UInt8
    }
    var expected: Set<Place> = []
    for structure in structures.dropLast() {
      let point = WorldPoint(try #require(structure.coordinate))
      let (x, y) = (
        PixelWindow.subpixel(point.x, zoom: zoom, scale: 2),
        PixelWindow.subpixel(point.y, zoom: zoom, scale: 2)
      )
      let isInside =
        (0..<512).contains(x >> 8 - window.x) && (0..<512).contains(y >> 8 - window.y)
      guard isInside else { continue }
      expected.insert(Place(x: x, y: y, look: Self.renderer.looks.look(of: structure)))
    }
    let found = symbols(snapshot, window).map { Place(x: $0.x, y: $0.y, look: $0.look) }
    #expect(!expected.isEmpty)
    #expect(Set(found).isSuperset(of: expected))
    #expect(Set(found).count == found.count)
    #expect(found.count <= structures.count - 1)
  }

  @Test func crowdsBecomeDotsSquareBySquare() throws {
    // Two neighbouring squares of 64 CSS pixels at zoom 10, one at its limit, one beyond it.
    let zoom = 10
    let units = UInt32(64 << (24 - zoom))
    let (column, row): (UInt32, UInt32) = (2_040, 1_430)
    func structures(_ count: Int, _ column: UInt32) -> [Structure] {
      (0..<count).map { number in
        let point = WorldPoint(
          x: column * units + UInt32(number % 16 * 4 + 1) << (24 - UInt32(zoom)),
          y: row * units + UInt32(number / 16 * 2 + 1) << (24 - UInt32(zoom)))
        return TestMap.structure("\(column)-\(number)", point.coordinate)
      }
    }
    let snapshot = TestMap.snapshot(
      structures(Tileset.mostMarkers, column) + structures(Tileset.mostMarkers + 1, column + 1))
    let window = PixelWindow(
      zoom: zoom, scale: 1, x: Int(column) * 64, y: Int(row) * 64, width: 128, height: 64)
    let found = symbols(snapshot, window)
    let border = (Int(column) + 1) * 64 << 8
    #expect(found.count { $0.look == MarkerLooks.dot } == Tileset.mostMarkers + 1)
    #expect(found.count { $0.look != MarkerLooks.dot } == Tileset.mostMarkers)
    for symbol in found { #expect((symbol.x >= border) == (symbol.look == MarkerLooks.dot)) }
  }
}
