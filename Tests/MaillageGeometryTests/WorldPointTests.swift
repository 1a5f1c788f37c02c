import MaillageGeometry
import Testing

@Suite struct WorldPointTests {
  @Test func knownPlacesProjectToTheirTiles() throws {
    // Angers stands in tile 8/127/89 of every XYZ map.
    let angers = WorldPoint(Coordinate(longitude: -0.5518, latitude: 47.4711))
    #expect(Tile(zoom: 8, containing: angers) == Tile(zoom: 8, x: 127, y: 89))
  }

  @Test func degreesComeBackWithinOneUnit() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<10_000 {
      let place = Coordinate(
        longitude: .random(in: -180..<180, using: &generator),
        latitude: .random(in: -85...85, using: &generator))
      let back = WorldPoint(place).coordinate
      #expect(abs(back.longitude - place.longitude) < 1e-7, "\(place)")
      #expect(abs(back.latitude - place.latitude) < 1e-7, "\(place)")
    }
  }

  @Test func polesAndAntimeridianStayInside() {
    #expect(WorldPoint(Coordinate(longitude: 0, latitude: 90)).y == 0)
    #expect(WorldPoint(Coordinate(longitude: 0, latitude: -90)).y == .max)
    #expect(WorldPoint(Coordinate(longitude: 180, latitude: 0)).x == 0)
    #expect(WorldPoint(Coordinate(longitude: -180, latitude: 0)).x == 0)
  }

  @Test func mortonCodesInterleaveAndComeBack() {
    #expect(MortonCode(WorldPoint(x: 0b101, y: 0b011)).bits == 0b01_10_11)
    for _ in 0..<10_000 {
      let point = WorldPoint(x: .random(in: 0 ... .max), y: .random(in: 0 ... .max))
      #expect(MortonCode(point).point == point)
    }
  }
}
