import Foundation
import HTTPTypes
import Maillage
import MaillageModel
import Testing

@testable import MaillageServer

@Suite struct StructureRouteTests {
  let test: TestServer

  init() throws { test = try TestServer() }

  @Test func aBoxAnswersWhatStandsInIt() async throws {
    let reply = try await test.ask("/api/structures?bbox=-0.6,47.4,-0.5,47.5")
    #expect(reply.status == 200)
    #expect(reply.headers[.contentType] == "application/geo+json")
    #expect(reply.ids == ["a", "b"])
    #expect(reply.object["numberMatched"] as? Int == 2)
    #expect(reply.object["unplaced"] as? Int == 1)
  }

  @Test func aRadiusAnswersByDistance() async throws {
    let reply = try await test.ask(
      "/api/structures?latitude=47.4715&longitude=-0.5510&radius=100000")
    #expect(reply.ids == ["b", "a", "c", "d/1", "d/2"])
    let distances = reply.features.compactMap {
      ($0["properties"] as? [String: Any])?["distance"] as? Double
    }
    #expect(distances.count == 5 && distances.first == 0)
    #expect(distances == distances.sorted())
  }

  @Test func textAndFacetsFilter() async throws {
    #expect(try await test.ask("/api/structures?q=mediatheque").ids == ["a"])
    #expect(try await test.ask("/api/structures?frais_a_charge=Gratuit").ids == ["a", "c"])
    #expect(try await test.ask("/api/structures?territory=departement:49").ids.count == 5)
    #expect(try await test.ask("/api/structures?sort=nom&limit=2").ids == ["b", "d/1"])
  }

  @Test func pagesFollowEachOtherWithoutGapOrRepetition() async throws {
    var seen: [String] = []
    var cursor: String?
    repeat {
      let reply = try await test.ask(
        "/api/structures?limit=2\(cursor.map { "&cursor=\($0)" } ?? "")")
      #expect(reply.status == 200)
      seen += reply.ids
      cursor = reply.object["cursor"] as? String
    } while cursor != nil
    #expect(seen == ["a", "b", "c", "d/1", "d/2", "e"])
  }

  @Test func aForeignOrTamperedCursorIsRefusedAndAGoneOneSaysSo() async throws {
    let first = try await test.ask("/api/structures?limit=2")
    let cursor = try #require(first.object["cursor"] as? String)
    for path in ["limit=2&sort=nom&cursor=\(cursor)", "limit=2&cursor=AAAA", "cursor=%C3%A9"] {
      let reply = try await test.ask("/api/structures?\(path)")
      #expect(reply.status == 400, "\(path)")
      #expect(reply.parameters == ["cursor"])
    }
    test.service.publish(
      try TestServer.snapshot(TestServer.places.filter { $0.id != "b" }, revision: 1))
    #expect(try await test.ask("/api/structures?limit=2&cursor=\(cursor)").status == 410)
  }

  @Test(arguments: [
    ("radius=abc&latitude=47&longitude=0", "radius"), ("bbox=1,2,3", "bbox"),
    ("latitude=91&longitude=0&radius=10", "latitude"), ("bbox=", "bbox"),
    ("latitude=47&longitude=0&radius=0", "radius"), ("bbox=0,nan,1,2", "bbox"),
    ("latitude=47&longitude=0&radius=NaN", "radius"), ("bbox=0,3,1,2", "bbox"),
    ("latitude=47&longitude=0&radius=1e9", "radius"), ("bbox=0,1,inf,2", "bbox"),
    ("latitude=47&longitude=0&radius=-1", "radius"), ("bbox=1,2,3,4,5", "bbox"),
    ("latitude=47&radius=10", "longitude"), ("latitude=47&longitude=0", "radius"),
    ("radius=10", "latitude"), ("limit=0", "limit"), ("limit=1001", "limit"), ("limit=-1", "limit"),
    ("limit=1e2", "limit"), ("limit=99999999999999999999", "limit"), ("sort=size", "sort"),
    ("sort=distance", "sort"), ("format=xml", "format"), ("territory=44", "territory"),
    ("territory=planet:1", "territory"), ("bbox=0,1,2,3&territory=region:52", "territory"),
    ("frais_a_charge=Cher", "frais_a_charge"), ("open=tomorrow", "open"), ("q=%ff", "q"),
    ("q=%zz", "q"), ("q=a%00b", "q"),
  ])
  func aWrongParameterIsNamed(query: String, parameter: String) async throws {
    let reply = try await test.ask("/api/structures?\(query)")
    #expect(reply.status == 400)
    #expect(reply.parameters == [parameter])
  }

  @Test func aBoxMayCrossTheAntimeridian() async throws {
    let reply = try await test.ask("/api/structures?bbox=170,-90,-0.9,90")
    #expect(reply.ids == ["d/1", "d/2"])
  }

  @Test func aQueryThatIsTooLongIsRefused() async throws {
    let long = String(repeating: "a", count: 20_000)
    #expect(try await test.ask("/api/structures?x=\(long)").status == 414)
  }

  @Test func onePlaceIsAFeatureOfPublicFields() async throws {
    let reply = try await test.ask("/api/structures/c")
    #expect(reply.object["type"] as? String == "Feature")
    let properties = try #require(reply.object["properties"] as? [String: Any])
    #expect(properties["nom"] as? String == "Fablab de Saumur")
    #expect((properties["horaires_lisibles"] as? [String])?.isEmpty == false)
    #expect(try await test.ask("/api/structures/d%2F1").status == 200)
    let missing = try await test.ask("/api/structures/%3Cb%3E")
    #expect(missing.status == 404)
    #expect(missing.parameters == ["id"])
  }

  @Test(arguments: ["geojson", "json", "csv", "csv-tableur"])
  func noAnswerHoldsWhatIsNotPublic(format: String) async throws {
    let reply = try await test.ask("/api/structures?format=\(format)")
    #expect(reply.status == 200)
    #expect(reply.text.contains("Itinérant"))
    #expect(!reply.text.contains("Jeanne"))
    if format != "geojson" { #expect(reply.headers[.numberMatched] == "6") }
  }

  @Test func clustersCarryWhatSoftwareNeeds() async throws {
    let reply = try await test.ask("/api/clusters?zoom=3")
    #expect(reply.features.count == 1)
    let properties = try #require(reply.features.first?["properties"] as? [String: Any])
    #expect(properties["cluster"] as? Bool == true)
    #expect(properties["point_count"] as? Int == 5)
    let id = try #require(properties["cluster_id"] as? String)
    let zoom = try #require(properties["expansion_zoom"] as? Int)
    let children = try await test.ask("/api/clusters/\(id)/children")
    #expect(children.features.count > 1)
    let leaves = try await test.ask("/api/clusters/\(id)/leaves?limit=3")
    #expect(leaves.ids.count == 3)
    #expect(leaves.object["numberMatched"] as? Int == 5)
    let expansion = try await test.ask("/api/clusters/\(id)/expansion-zoom")
    #expect(expansion.object["expansion_zoom"] as? Int == zoom)
    let deep = try await test.ask("/api/clusters?zoom=18&bbox=-1.01,47,-0.9,47.2")
    let stack = try #require(deep.features.first?["properties"] as? [String: Any])
    #expect(stack["point_count"] as? Int == 2)
    #expect(stack["expansion_zoom"] is NSNull)
  }

  @Test(arguments: [
    ("/api/clusters", 400, "zoom"), ("/api/clusters?zoom=25", 400, "zoom"),
    ("/api/clusters?zoom=x", 400, "zoom"), ("/api/clusters?zoom=3&bbox=1", 400, "bbox"),
    ("/api/clusters/nonsense/children", 404, "id"), ("/api/clusters/3-0/leaves", 404, "id"),
    ("/api/clusters/3-0/expansion-zoom", 404, "id"), ("/api/territories?level=x", 400, "level"),
  ])
  func aWrongClusterQuestionIsNamed(path: String, status: Int, parameter: String) async throws {
    let reply = try await test.ask(path)
    #expect(reply.status == status)
    #expect(reply.parameters == [parameter])
  }

  @Test func facetsCountWhatEachValueWouldLeave() async throws {
    let reply = try await test.ask("/api/facets?frais_a_charge=Gratuit")
    #expect(reply.object["count"] as? Int == 2)
    let facets = try #require(reply.object["facets"] as? [[String: Any]])
    let price = try #require(facets.first { $0["name"] as? String == "frais_a_charge" })
    let values = try #require(price["values"] as? [[String: Any]])
    let counts = values.map { "\($0["value"] ?? "")=\($0["count"] ?? 0)" }
    #expect(counts.contains("Gratuit=2") && counts.contains("Payant=1"))
  }

  @Test func facetsCountWhatAnAreaHolds() async throws {
    func counts(_ query: String) async throws -> [String] {
      let reply = try await test.ask("/api/facets?\(query)")
      let facets = try #require(reply.object["facets"] as? [[String: Any]])
      let price = try #require(facets.first { $0["name"] as? String == "frais_a_charge" })
      let values = try #require(price["values"] as? [[String: Any]])
      return ["\(reply.object["count"] ?? "")"]
        + values.map { "\($0["value"] ?? "")=\($0["count"] ?? 0)" }
    }
    let conditional = "Gratuit sous condition=0"
    #expect(
      try await counts("bbox=-0.6,47.4,-0.5,47.5") == ["2", "Gratuit=1", conditional, "Payant=1"])
    #expect(
      try await counts("bbox=-0.6,47.4,-0.5,47.5&frais_a_charge=Payant")
        == ["1", "Gratuit=1", conditional, "Payant=1"])
    #expect(
      try await counts("latitude=47.26&longitude=-0.0769&radius=10")
        == ["1", "Gratuit=1", conditional, "Payant=0"])
    #expect(
      try await counts("territory=departement:49") == ["5", "Gratuit=2", conditional, "Payant=1"])
    let wrong = try await test.ask("/api/facets?bbox=1,2")
    #expect(wrong.status == 400 && wrong.parameters == ["bbox"])
  }

  @Test func theCatalogueAnswers() async throws {
    #expect(try await test.ask("/api/territories").text.contains("\"departement:49\""))
    let stats = try await test.ask("/api/stats")
    #expect(stats.object["structures"] as? Int == 6)
    #expect(stats.object["unplaced"] as? Int == 1)
    let description = try await test.ask("/openapi.json")
    #expect((description.object["paths"] as? [String: Any])?["/api/structures"] != nil)
  }
}
