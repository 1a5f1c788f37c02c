import MaillageGeometry
import Testing

@Suite struct TileTests {
  @Test func quadkeyFollowsThePublishedExample() throws {
    // "Bing Maps Tile System": tile (3, 5) at level 3 has quadkey 213.
    #expect(try #require(Tile(zoom: 3, x: 3, y: 5)).quadkey == "213")
    #expect(try #require(Tile(zoom: 0, x: 0, y: 0)).quadkey == "")
  }

  @Test(arguments: [(0, 1, 0), (-1, 0, 0), (25, 0, 0), (3, 8, 0), (3, 0, -1), (64, 0, 0)])
  func outsideThePyramidIsNoTile(zoom: Int, x: Int, y: Int) {
    #expect(Tile(zoom: zoom, x: x, y: y) == nil)
  }

  @Test func childrenAndParentAgreeOnEveryTileToZoom5() throws {
    for zoom in 0...5 {
      for x in 0..<(1 << zoom) {
        for y in 0..<(1 << zoom) {
          let tile = try #require(Tile(zoom: zoom, x: x, y: y))
          #expect(tile.children.count == 4)
          for child in tile.children {
            #expect(child.parent == tile)
            #expect(Tile(zoom: zoom, containing: child.origin) == tile)
          }
        }
      }
    }
  }

  @Test func boundingBoxOfTheWorldIsTheMercatorSquare() throws {
    let box = try #require(Tile(zoom: 0, x: 0, y: 0)).boundingBox
    #expect(box.west == -180 && box.east == 180)
    #expect(abs(box.north - WorldPoint.maximumLatitude) < 1e-9)
    #expect(abs(box.south + WorldPoint.maximumLatitude) < 1e-9)
  }
}
