import MaillageGeometry
import Testing

@testable import MaillageImport

@Suite("Positions")
struct PositionReaderTests {
  /// EPSG code, easting, northing, longitude, latitude, by pyproj 3.7.2 (PROJ 9.5.1), `always_xy`.
  static let goldens: [(code: Int, x: Double, y: Double, longitude: Double, latitude: Double)] = [
    (2154, 355577.8, 6689723.1, -1.553600018608924, 47.218399973098066),
    (2154, 475198.121680863, 6692424.50691385, 0.02466020583677577, 47.294016025143875),
    (2154, 652000, 6_862_000, 2.345811958680679, 48.85624814096273),
    (3947, 1353000.5, 6223000.25, -1.5752852307964003, 47.11572650778614),
    (3947, 1_400_000, 6_200_000, -0.9414698635148817, 46.93209415409789),
    (27572, 305000, 2_250_000, -1.557529035679563, 47.183977898996886),
    (27572, 600000, 2_428_000, 2.336505662635834, 48.85034659272486),
    (3857, -172000, 6_000_000, -1.545102288685577, 47.353704702433106),
    (2975, 340000, 7_690_000, 55.461815801143196, -20.88331869129049),
    (3163, 445000, 215000, 166.4366140878075, -22.26713226689402),
  ]

  @Test("declared systems agree with pyproj within a millimetre", arguments: goldens)
  func declared(
    _ golden: (code: Int, x: Double, y: Double, longitude: Double, latitude: Double)
  ) throws {
    let reference = try ProjectedReference("EPSG:\(golden.code)")
    let found = try #require(reference.coordinate(easting: golden.x, northing: golden.y))
    // A ten-millionth of a degree is 11 mm; a millimetre is 9e-9 of latitude.
    #expect(abs(found.latitude - golden.latitude) < 9e-9)
    #expect(abs(found.longitude - golden.longitude) < 9e-9)
  }

  private func read(
    _ latitude: String, _ longitude: String, crs: String? = nil
  ) throws -> (Coordinate?, isChanged: Bool, isImpossible: Bool) {
    var reader = try PositionReader(crs: crs, extents: nil)
    return switch try reader.position(latitude: latitude, longitude: longitude, departement: nil) {
    case .absent: (nil, false, false)
    case .found(let coordinate, let change): (coordinate, change != nil, false)
    case .impossible: (nil, false, true)
    }
  }

  @Test("Lambert-93 is recognised where numbers cannot be degrees, in either order")
  func lambert() throws {
    let expected = Coordinate(longitude: 0.02466020583677577, latitude: 47.294016025143875)
    for (first, second) in [
      ("6692424,50691385", "475198,121680863"), ("475198.121680863", "6692424.50691385"),
    ] {
      let found = try read(first, second)
      #expect(found.isChanged)
      #expect(abs(try #require(found.0).latitude - expected.latitude) < 9e-9)
      #expect(abs(try #require(found.0).longitude - expected.longitude) < 9e-9)
    }
  }

  @Test("degrees stay exactly what they are")
  func degrees() throws {
    #expect(try read("47,4711", "-0,5518").0 == Coordinate(longitude: -0.5518, latitude: 47.4711))
    #expect(try !read("48.1", "0").isChanged)
  }

  @Test("an order that only fits swapped is swapped")
  func swapped() throws {
    let found = try read("166.45", "-22.27")
    #expect(found.0 == Coordinate(longitude: 166.45, latitude: -22.27))
    #expect(found.isChanged)
  }

  @Test("zero and nothing are no position")
  func absent() throws {
    for (latitude, longitude) in [("", ""), ("0", "0"), ("0,0", "0.000"), ("?", "-")] {
      let found = try read(latitude, longitude)
      #expect(found.0 == nil && !found.isImpossible, "\(latitude) \(longitude)")
    }
  }

  @Test("what is nowhere is impossible")
  func impossible() throws {
    for (latitude, longitude) in [
      ("NaN", "1"), ("47", ""), ("91", "200"), ("1e400", "2"), ("9999999", "9999999"),
    ] {
      #expect(try read(latitude, longitude).isImpossible, "\(latitude) \(longitude)")
    }
    #expect(try read("0.1", "0.1", crs: "EPSG:2154").isImpossible)
  }

  @Test("WGS 84 needs no transformation, and an unknown system is an error")
  func systems() throws {
    for crs in ["EPSG:4326", "urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326"] {
      #expect(try read("47", "-1", crs: crs).0 == Coordinate(longitude: -1, latitude: 47))
    }
    for crs in ["EPSG:999999", "Lambert quelque chose", ""] {
      #expect(throws: ImportError.self) { try PositionReader(crs: crs, extents: nil) }
    }
  }

  @Test(
    "an operation, a word, a height or a geocentric system is no reference system, and the error says so"
  )
  func noSystem() throws {
    let pipeline = "+proj=pipeline +step +proj=utm +zone=30"
    for (crs, reason) in [
      ("EPSG:999999", "no such code"), ("foo", "no such code"),
      ("EPSG:9001", "neither longitude and latitude nor easting and northing"),
      ("EPSG:5720", "neither longitude and latitude nor easting and northing"),
      (pipeline, "not a coordinate reference system"),
    ] {
      #expect(throws: ImportError.unknownCRS(name: crs, reason: reason)) {
        try PositionReader(crs: crs, extents: nil)
      }
    }
    let utm = try read("5208000", "500000", crs: "+proj=utm +zone=30 +ellps=GRS80").0
    #expect(abs((utm?.longitude ?? 0) + 3) < 1e-9)
    #expect(try read("6692424", "475198", crs: "RGF93 v1 / Lambert-93").0 != nil)
  }
}
