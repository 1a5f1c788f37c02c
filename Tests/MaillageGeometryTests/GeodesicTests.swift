import Foundation
import MaillageGeometry
import MaillageTestSupport
import Testing

@Suite struct GeodesicTests {
  /// Pairs of positions with their distance by PyPI `geographiclib` 2.1, `Geodesic.WGS84.Inverse`:
  /// random, near (1 m … 1,000 km), on a meridian, on the equator, nearly antipodal, polar, across
  /// the antimeridian, coincident, of opposite latitudes, of round degrees.
  /// The others: a millimetre to 60 km, everywhere, near the poles, across the antimeridian, about
  /// 45° and the equator.
  @Test(arguments: [("geodesics", 494), ("short-geodesics", 600)])
  func agreesWithGeographicLibTo15Nanometres(name: String, count: Int) throws {
    let file = try #require(
      Bundle.module.url(forResource: name, withExtension: "csv", subdirectory: "Fixtures"))
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
    #expect(lines.count == count)
    for line in lines {
      let fields = line.split(separator: ",").prefix(5).compactMap { Double($0) }
      let start = Coordinate(longitude: fields[0], latitude: fields[1])
      let end = Coordinate(longitude: fields[2], latitude: fields[3])
      let distance = Geodesic.distance(from: start, to: end)
      #expect(abs(distance - fields[4]) <= 15e-9, "\(line)")
      #expect(distance == Geodesic.distance(from: end, to: start), "\(line)")
    }
  }

  @Test func coincidentPositionsAreNoDistanceApart() {
    var generator = SplitMix64(seed: 1)
    for _ in 0..<1000 {
      let place = PointLayout.anywhere(&generator)
      #expect(Geodesic.distance(from: place, to: place) == 0, "\(place)")
    }
    for latitude in [-90.0, -45, 0, 45, 90] {
      let (west, east) = (
        Coordinate(longitude: -180, latitude: latitude),
        Coordinate(longitude: 180, latitude: latitude)
      )
      #expect(Geodesic.distance(from: west, to: east) == 0)
    }
    for (first, second) in [(10.0, -170.0), (0, 90)] {
      let north = Geodesic.distance(
        from: Coordinate(longitude: first, latitude: 90),
        to: Coordinate(longitude: second, latitude: 90))
      #expect(north == 0)
    }
  }

  @Test func poleToPoleIsHalfAMeridian() {
    // Twice the quarter meridian of WGS 84, 10 001 965.729 m.
    for longitude in [0.0, 90, 123.4, 180] {
      let distance = Geodesic.distance(
        from: Coordinate(longitude: 10, latitude: -90),
        to: Coordinate(longitude: longitude, latitude: 90))
      #expect(abs(distance - 20_003_931.458_625) < 1e-6)
    }
  }

  @Test func aChordIsNeverLongerThanTheGeodesic() {
    var generator = SplitMix64(seed: 2)
    for _ in 0..<5000 {
      let (start, end) = (PointLayout.anywhere(&generator), PointLayout.anywhere(&generator))
      let difference = WGS84.earthCentred(end) - WGS84.earthCentred(start)
      let chord = (difference * difference).sum().squareRoot()
      #expect(chord <= Geodesic.distance(from: start, to: end) + 1e-6, "\(start) \(end)")
    }
  }
}
