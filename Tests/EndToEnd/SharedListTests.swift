import Foundation
import Testing

/// The real lists that lie beside the checkout on some machines, and are not part of it.
enum SharedLists {
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared/data/structures")

  static let arePresent = FileManager.default.fileExists(atPath: folder.path)

  static func path(_ name: String) -> String { folder.appending(path: name).path }
}

@Suite("Real lists", .serialized, .enabled(if: SharedLists.arePresent, "needs ../shared"))
struct SharedListTests {
  /// Imports a list of the shared folder and returns the report.
  func importList(_ name: String, mapping: String? = nil, in workspace: Workspace) throws
    -> JSONObject
  {
    var arguments = ["import", SharedLists.path(name), "--database", "m.sqlite"]
    if let mapping { arguments += ["--mapping", SharedLists.path(mapping)] }
    let outcome = try Program.run(arguments + ["--report", "report.json"], in: workspace)
    try #require(outcome.status == 0, "\(name): \(outcome.errors)")
    return try JSONObject(Data(contentsOf: workspace.url("report.json")))
  }

  func near(_ arguments: [String], in workspace: Workspace) throws -> [JSONObject] {
    let outcome = try Program.run(
      [
        "near", "--latitude", "47.4711", "--longitude", "-0.5518", "--database", "m.sqlite",
        "--format", "json",
      ] + arguments, in: workspace)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return try JSONObject.array(outcome.output)
  }

  @Test("Maine-et-Loire: 243 rows read, 240 imported, three without a name rejected")
  func maineEtLoire() throws {
    let workspace = try Workspace()
    let report = try importList(
      "maine-et-loire.json", mapping: "maine-et-loire.config.json", in: workspace)
    #expect(try report.integer("read") == 243)
    #expect(try report.integer("imported") == 240)
    #expect(try report.integer("rejected") == 3)
    let rejected = try report.objects("rows").filter { $0["action"] as? String == "rejected" }
    let source = try JSONObject.array(
      Data(contentsOf: SharedLists.folder.appending(path: "maine-et-loire.json")))
    let ids = try rejected.map { try source[$0.integer("record") - 1].string("ID_LieuMed") }
    #expect(ids.sorted() == ["LMN097", "LMN160", "LMN265"])

    let within20 = try near(["--radius", "20000"], in: workspace)
    #expect(within20.count == 78)
    let equipped = try near(
      ["--radius", "20000", "--services", "Accès internet et matériel informatique"], in: workspace)
    #expect(equipped.count == 61)
    let within5 = try near(["--radius", "5000"], in: workspace)
    #expect(within5.count == 14)
    #expect(abs(try #require(within5.first).number("distance") - 3_769.97) < 0.01)
  }

  /// Golden positions of PyPI pyproj 3.7.2 (PROJ 9.5.1), EPSG:2154 to EPSG:4326.
  @Test("Maine-et-Loire: every position lies within a millimetre of pyproj's")
  func positionsAreProjected() throws {
    let workspace = try Workspace()
    _ = try importList("maine-et-loire.json", mapping: "maine-et-loire.config.json", in: workspace)
    let outcome = try Program.run(
      ["export", "--database", "m.sqlite", "--format", "json", "--output", "m.json"], in: workspace)
    try #require(outcome.status == 0, "\(outcome.errors)")
    var exported: [String: (latitude: Double, longitude: Double)] = [:]
    for structure in try JSONObject.array(Data(contentsOf: workspace.url("m.json"))) {
      let id = try structure.string("id").suffix(6)
      exported[String(id)] = (try structure.number("latitude"), try structure.number("longitude"))
    }
    let golden = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/maine-et-loire-positions.csv")
    let lines = try String(contentsOf: golden, encoding: .utf8).split(separator: "\n").dropFirst()
    #expect(lines.count == 240)
    for line in lines {
      let cells = line.split(separator: ",")
      let position = try #require(exported[String(cells[0])], "\(cells[0]) is missing")
      let latitude = try #require(Double(cells[1]))
      let longitude = try #require(Double(cells[2]))
      let north = (position.latitude - latitude) * 111_200
      let east = (position.longitude - longitude) * 111_320 * cos(latitude * .pi / 180)
      #expect((north * north + east * east).squareRoot() < 0.001, "\(cells[0])")
    }
  }

  @Test("Lists of five territories come into one database, each with its report")
  func manyLists() throws {
    let workspace = try Workspace()
    var total = 0
    for (name, mapping, read) in [
      ("maine-et-loire.json", "maine-et-loire.config.json", 243),
      ("angers.json", "angers.config.json", nil),
      ("france-services-20240801.csv", "france-services-20240801.config.json", 2_845),
      ("charente-schema-standard.json", nil, nil),
      ("nouvelle-caledonie.json", "nouvelle-caledonie.config.json", nil),
    ] as [(String, String?, Int?)] {
      let report = try importList(name, mapping: mapping, in: workspace)
      if let read { #expect(try report.integer("read") == read) }
      let accounted =
        try report.integer("imported") + report.integer("merged") + report.integer("rejected")
      #expect(accounted == (try report.integer("read")), "\(name)")
      total += try report.integer("imported")
    }
    let outcome = try Program.run(
      ["export", "--database", "m.sqlite", "--format", "json", "--output", "m.json"], in: workspace)
    try #require(outcome.status == 0, "\(outcome.errors)")
    #expect(try JSONObject.array(Data(contentsOf: workspace.url("m.json"))).count == total)
  }
}
