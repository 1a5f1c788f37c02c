import Foundation
import Testing

@Suite("Asking on the command line", .serialized)
struct QueryTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.write(InventedList().csv, to: "places.csv")
    let outcome = try Program.run(
      ["import", "places.csv", "--database", "m.sqlite"], in: workspace)
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  func ask(_ arguments: String...) throws -> Data {
    let outcome = try Program.run(arguments + ["--database", "m.sqlite"], in: workspace)
    try #require(outcome.status == 0, "\(arguments): \(outcome.errors)")
    return outcome.output
  }

  /// Golden numbers of PyPI geographiclib 2.1 (`Geodesic.WGS84.Inverse`).
  @Test("A radius finds what lies within it on the ellipsoid, the nearest first")
  func radiusFindsByDistance() throws {
    let found = try JSONObject.array(
      ask(
        "near", "--latitude", "47.2184", "--longitude", "-1.5536", "--radius", "20000", "--format",
        "json"))
    #expect(found.count == 25)
    let nearest = try #require(found.first)
    #expect(try nearest.string("nom") == "Lieu inventé 14")
    #expect(abs(try nearest.number("distance") - 3_265.589) < 0.01)
    let distances = try found.map { try $0.number("distance") }
    #expect(distances == distances.sorted())

    let free = try JSONObject.array(
      ask(
        "near", "--latitude=47.2184", "--longitude=-1.5536", "--radius", "20000",
        "--frais-a-charge", "Gratuit", "--format", "json"))
    #expect(free.count == 8)
  }

  @Test("GeoJSON carries the distance and the position as longitude, latitude")
  func nearWritesGeoJSON() throws {
    let collection = try JSONObject(
      ask(
        "near", "--latitude", "47.2184", "--longitude", "-1.5536", "--radius", "10000", "--format",
        "geojson"))
    #expect(try collection.string("type") == "FeatureCollection")
    let features = try collection.objects("features")
    #expect(features.count == 10)
    let nearest = try #require(features.first)
    #expect(abs(try nearest.object("properties").number("distance") - 3_265.589) < 0.01)
    let position = try #require(nearest.object("geometry")["coordinates"] as? [Double])
    #expect(position == [-1.52, 47.2])
  }

  @Test("At every zoom the counts of the clusters add up to all places", arguments: [0, 5, 9, 18])
  func clustersCountEverything(zoom: Int) throws {
    let collection = try JSONObject(
      ask("clusters", "--zoom", String(zoom), "--format", "geojson"))
    let features = try collection.objects("features")
    let counts = try features.map { feature in
      let properties = try feature.object("properties")
      return properties["cluster"] as? Bool == true ? try properties.integer("point_count") : 1
    }
    #expect(counts.reduce(0, +) == InventedList.count)
    if zoom == 0 { #expect(features.count == 1) }
    if zoom == 18 { #expect(features.count == InventedList.count) }
  }

  @Test("A tile is a PNG of the size asked for", arguments: [(1, 256), (2, 512), (3, 768)])
  func tileIsPNG(scale: Int, side: Int) throws {
    _ = try ask("tile", "8", "126", "89", "--scale", String(scale), "--output", "tile.png")
    let bytes = try [UInt8](Data(contentsOf: workspace.url("tile.png")))
    try #require(bytes.count > 24)
    #expect(bytes[0..<8] == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    let width = bytes[16..<20].reduce(0) { $0 << 8 | Int($1) }
    let height = bytes[20..<24].reduce(0) { $0 << 8 | Int($1) }
    #expect(width == side && height == side)
  }

  @Test("An export holds what the filters let through, and nothing else")
  func exportIsFiltered() throws {
    _ = try ask(
      "export", "--frais-a-charge", "Gratuit", "--services",
      "Accès internet et matériel informatique", "--format", "geojson", "--output", "free.geojson")
    let collection = try JSONObject(Data(contentsOf: workspace.url("free.geojson")))
    let names = try collection.objects("features").map {
      try $0.object("properties").string("nom")
    }
    let expected = stride(from: 0, to: InventedList.count, by: 6).map { "Lieu inventé \($0)" }
    #expect(names.sorted() == expected.sorted())
  }

  @Test("Without a database the demonstration data answer, and a line says so")
  func demonstrationAnswers() throws {
    let outcome = try Program.run(["clusters", "--zoom", "0"], in: workspace)
    #expect(outcome.status == 0)
    #expect(!outcome.output.isEmpty)
    #expect(!outcome.errors.isEmpty)
  }
}
