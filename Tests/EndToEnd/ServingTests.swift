import Foundation
import Testing

@Suite("Serving", .serialized)
struct ServingTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try importList(InventedList())
  }

  /// Imports an edition of the list; the program answers only once it is stored.
  func importList(_ list: InventedList) throws {
    try workspace.write(list.csv, to: "places.csv")
    let outcome = try Program.run(
      ["import", "places.csv", "--database", "m.sqlite"], in: workspace)
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  func serve() async throws -> RunningServer {
    try await RunningServer.start(["--database", workspace.url("m.sqlite").path])
  }

  @Test("An edit inside a tile changes it within two seconds, an edit elsewhere leaves it alone")
  func editsReachTheirTilesOnly() async throws {
    let server = try await serve()
    // Zoom 12 around place 0, which is alone there; place 59 lies sixty kilometres away.
    let path = "/tiles/structures/12/2029/1440.png"
    let first = try await server.get(path)
    #expect(first.status == 200)
    #expect(first.header("content-type") == "image/png")
    let tag = try #require(first.header("etag"))
    let unchanged = try await server.get(path, headers: ["If-None-Match": tag])
    #expect(unchanged.status == 304)
    #expect(unchanged.body.isEmpty)

    var list = InventedList()
    list.positions[59] = (47.46, -1.19)
    try importList(list)
    let elsewhere = "/api/structures?latitude=47.46&longitude=-1.19&radius=10"
    let arrived = try await server.eventually(within: .seconds(2), elsewhere) {
      try JSONObject($0.body).objects("features").count == 1
    }
    #expect(try JSONObject(arrived.body).objects("features").count == 1)
    #expect(try await server.get(path, headers: ["If-None-Match": tag]).status == 304)

    list.positions[0] = (47.004, -1.596)
    try importList(list)
    let edited = try await server.eventually(
      within: .seconds(2), path, headers: ["If-None-Match": tag]
    ) { $0.status != 304 }
    #expect(edited.status == 200)
    #expect(edited.header("etag") != tag)
    #expect(edited.body != first.body)
    #expect(server.terminate() == 0)
  }

  @Test("The tile served is the tile that the command line writes")
  func servedTileIsTheWrittenOne() async throws {
    let server = try await serve()
    let served = try await server.get("/tiles/structures/8/126/89@2x.png")
    #expect(served.status == 200)
    let outcome = try Program.run(
      [
        "tile", "8", "126", "89", "--scale", "2", "--database", "m.sqlite", "--output", "tile.png",
      ], in: workspace)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try Data(contentsOf: workspace.url("tile.png")) == served.body)
  }

  @Test("A radius search over HTTP finds what the command line finds")
  func radiusSearch() async throws {
    let server = try await serve()
    let query = ["latitude": "47.2184", "longitude": "-1.5536", "radius": "20000"]
    let answer = try await server.get("/api/structures", query: query)
    #expect(answer.status == 200)
    let collection = try JSONObject(answer.body)
    #expect(try collection.integer("numberMatched") == 25)
    let nearest = try #require(try collection.objects("features").first).object("properties")
    #expect(abs(try nearest.number("distance") - 3_265.589) < 0.01)

    let filtered = try await server.get(
      "/api/structures", query: query.merging(["frais_a_charge": "Gratuit"]) { first, _ in first })
    #expect(try JSONObject(filtered.body).integer("numberMatched") == 8)
  }

  @Test(
    "Opening hours are those of the clocks in Paris, summer and winter",
    arguments: [
      ("2024-07-01T07:30:00Z", InventedList.count), ("2024-07-01T06:30:00Z", 0),
      ("2024-01-08T08:30:00Z", InventedList.count), ("2024-01-08T07:30:00Z", 0),
      ("2024-07-06T07:30:00Z", 0),
    ])
  func openingHours(instant: String, open: Int) async throws {
    let server = try await serve()
    let answer = try await server.get("/api/structures", query: ["open": instant])
    #expect(try JSONObject(answer.body).integer("numberMatched") == open)
  }

  @Test("Clusters open into their children, and the counts agree")
  func clustersOpen() async throws {
    let server = try await serve()
    let answer = try await server.get("/api/clusters?bbox=-180,-85,180,85&zoom=0")
    let whole = try #require(try JSONObject(answer.body).objects("features").first)
      .object("properties")
    #expect(try whole.integer("point_count") == InventedList.count)
    let id = try whole.string("cluster_id")
    let children = try await server.get("/api/clusters/\(id)/children")
    let counts = try JSONObject(children.body).objects("features").map { feature in
      let properties = try feature.object("properties")
      return properties["cluster"] as? Bool == true ? try properties.integer("point_count") : 1
    }
    #expect(counts.count > 1)
    #expect(counts.reduce(0, +) == InventedList.count)
  }

  @Test(
    "A wrong request is refused in the caller's words",
    arguments: [
      ("/tiles/structures/99/0/0.png", "z"), ("/tiles/structures/8/-1/89.png", "x"),
      ("/api/structures?latitude=47&longitude=-1&radius=abc", "radius"),
      ("/api/structures?bbox=1,2,3", "bbox"),
      ("/api/structures?frais_a_charge=Offert", "frais_a_charge"),
    ])
  func wrongRequests(path: String, parameter: String) async throws {
    let server = try await serve()
    let answer = try await server.get(path)
    #expect([400, 404].contains(answer.status), "\(answer.status)")
    #expect(answer.header("content-type")?.hasPrefix("application/problem+json") == true)
    let problem = try JSONObject(answer.body)
    #expect(try problem.integer("status") == answer.status)
    #expect(answer.text.contains("\"\(parameter)\""), "\(answer.text)")
  }

  @Test("From any directory the demonstration is served: page, map library and tiles")
  func demonstrationIsServed() async throws {
    let server = try await RunningServer.start([])
    let page = try await server.get("/")
    #expect(page.status == 200)
    #expect(page.header("content-type")?.hasPrefix("text/html") == true)
    // What the page asks for is found on the same server.
    let addresses = page.text.matches(of: #/(?:src|href)="(/[^"]+\.(?:js|css|svg))"/#)
      .map { String($0.output.1) }
    #expect(addresses.contains { $0.hasSuffix("leaflet.js") }, "\(addresses)")
    for address in addresses {
      #expect(try await server.get(address).status == 200, "\(address)")
    }
    #expect(try await server.get("/tiles/structures/6/31/22.png").status == 200)
    #expect(server.terminate() == 0)
  }
}
