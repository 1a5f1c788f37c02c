import Foundation
import Testing

@Suite("A hub of one's own, made of files only", .serialized)
struct HubTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.write(
      #"{ "name": "Réseau des îlots", "view": { "longitude": -1.4, "latitude": 47.2, "zoom": 8 } }"#,
      to: "hub/hub.json")
    try workspace.write(
      #"""
      { "fields": [
        { "name": "ambiance", "type": "list", "label": { "fr": "Ambiance", "en": "Atmosphere" },
          "values": ["calme", "animée"], "facet": true, "public": true },
        { "name": "acces_fauteuil", "type": "text",
          "label": { "fr": "Accès en fauteuil", "en": "Wheelchair access" },
          "values": ["oui", "non"], "facet": true, "public": true }
      ] }
      """#, to: "hub/schema.json")
    try workspace.write(Self.list, to: "places.csv")
  }

  /// Twenty places in a row; every fourth one is quiet, every fifth one has a ramp.
  static let list: String = {
    var lines = ["id,nom,commune,code_postal,adresse,latitude,longitude,ambiance,acces_fauteuil"]
    for place in 0..<20 {
      let latitude = String(format: "%.3f", 47.2 + Double(place) * 0.01)
      let ambiance = place % 4 == 0 ? "calme" : "animée"
      let access = place % 5 == 0 ? "oui" : "non"
      lines.append(
        "i\(place),Îlot \(place),Nantes,44000,\(place + 1) quai des Îlots,\(latitude),-1.55,"
          + "\(ambiance),\(access)")
    }
    return lines.joined(separator: "\n") + "\n"
  }()

  func ask(_ arguments: String...) throws -> Program.Outcome {
    let outcome = try Program.run(
      arguments + ["--hub", "hub", "--database", "m.sqlite"], in: workspace)
    try #require(outcome.status == 0, "\(arguments): \(outcome.errors)")
    return outcome
  }

  @Test("Its facets filter on the command line, in the API and in the tiles")
  func facetsFilterEverywhere() async throws {
    _ = try ask("import", "places.csv")
    _ = try ask(
      "export", "--filter", "ambiance=calme", "--filter", "acces_fauteuil=oui,non", "--format",
      "json", "--output", "calm.json")
    #expect(try JSONObject.array(Data(contentsOf: workspace.url("calm.json"))).count == 5)

    let server = try await RunningServer.start([
      "--hub", workspace.url("hub").path, "--database", workspace.url("m.sqlite").path,
    ])
    let both = try await server.get(
      "/api/structures", query: ["ambiance": "calme", "acces_fauteuil": "oui"])
    #expect(try JSONObject(both.body).integer("numberMatched") == 1)
    let outside = try await server.get("/api/structures", query: ["ambiance": "sonore"])
    #expect(outside.status == 400)

    let path = "/tiles/structures/8/126/89.png"
    let all = try await server.get(path)
    let calm = try await server.get(path, query: ["ambiance": "calme"])
    #expect(all.status == 200 && calm.status == 200)
    #expect(all.body != calm.body)
    #expect(server.terminate() == 0)
  }
}
