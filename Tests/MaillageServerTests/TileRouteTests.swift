import HTTPTypes
import Maillage
import MaillageGeometry
import MaillageModel
import Testing

@testable import MaillageServer

@Suite struct TileRouteTests {
  /// A tile of Angers.
  static let angers = "/tiles/structures/12/2041/1432"

  @Test(arguments: [("", 256), ("@2x", 512), ("@3x", 768)])
  func aTileIsAPNGOfItsScale(suffix: String, side: Int) async throws {
    let reply = try await TestServer().ask("\(Self.angers)\(suffix).png")
    #expect(reply.status == 200)
    #expect(reply.headers[.contentType] == "image/png")
    #expect(reply.headers[.cacheControl]?.hasPrefix("public, max-age=60") == true)
    #expect(reply.body.prefix(4) == [0x89, 0x50, 0x4E, 0x47])
    let width = reply.body[16..<20].reduce(0) { $0 << 8 | Int($1) }
    #expect(width == side)
  }

  @Test func itsOwnTagGives304AndAnEditInsideAnother() async throws {
    let test = try TestServer()
    let first = try await test.ask("\(Self.angers).png")
    let tag = try #require(first.headers[.eTag])
    for known in [tag, "\"x\", W/\(tag)", "*"] {
      let again = try await test.ask("\(Self.angers).png", headers: [.ifNoneMatch: known])
      #expect(again.status == 304, "\(known)")
      #expect(again.body.isEmpty)
      #expect(again.headers[.eTag] == tag)
      #expect(again.headers[.cacheControl] == first.headers[.cacheControl])
    }
    #expect(
      try await test.ask("\(Self.angers).png", headers: [.ifNoneMatch: "\"x\""]).status == 200)

    var edited = TestServer.places
    edited[2].coordinate?.longitude += 0.01
    test.service.publish(try TestServer.snapshot(edited, revision: 1))
    #expect(
      try await test.ask("\(Self.angers).png", headers: [.ifNoneMatch: tag]).status == 304,
      "an edit in Saumur changed a tile of Angers")
    edited[0].coordinate?.longitude += 0.01
    test.service.publish(try TestServer.snapshot(edited, revision: 2))
    let after = try await test.ask("\(Self.angers).png", headers: [.ifNoneMatch: tag])
    #expect(after.status == 200)
    #expect(after.headers[.eTag] != tag)
  }

  @Test func aFilterChangesTheTileAndAnUnknownParameterDoesNot() async throws {
    let test = try TestServer()
    let plain = try await test.ask("\(Self.angers).png")
    let free = try await test.ask("\(Self.angers).png?frais_a_charge=Gratuit")
    let unknown = try await test.ask("\(Self.angers).png?v=3&utm=x&lang=en")
    #expect(plain.headers[.eTag] != free.headers[.eTag])
    #expect(plain.headers[.eTag] == unknown.headers[.eTag])
    let wrong = try await test.ask("\(Self.angers).png?frais_a_charge=Cher")
    #expect(wrong.status == 400)
    #expect(wrong.parameters == ["frais_a_charge"])
  }

  @Test(arguments: [
    ("/tiles/structures/99/0/0.png", 404, "z"), ("/tiles/structures/8/-1/0.png", 400, "x"),
    ("/tiles/structures/8/0/256.png", 404, "y"), ("/tiles/nothing/0/0/0.png", 404, "tileset"),
    ("/tiles/nothing.json", 404, "tileset"), ("/tiles/structures/8/0/%2e%2e.png", 400, "y"),
    ("/tiles/structures/8/0/0.jpg", 404, "y"),
  ])
  func aWrongTileNamesItsParameter(path: String, status: Int, parameter: String) async throws {
    let reply = try await TestServer().ask(path)
    #expect(reply.status == status)
    #expect(reply.parameters == [parameter])
    #expect(reply.headers[.contentType] == "application/problem+json")
    #expect(reply.headers[.cacheControl] == "no-store")
    #expect(reply.object["status"] as? Int == status)
  }

  @Test func tileJSONLinksToTheConfiguredAddressOnly() async throws {
    let named = try TestServer(adjust: { $0.baseURL = "https://carte.example.fr" })
    let reply = try await named.ask("/tiles/structures.json", host: "evil.example")
    #expect(reply.object["tilejson"] as? String == "3.0.0")
    #expect(
      reply.object["tiles"] as? [String]
        == ["https://carte.example.fr/tiles/structures/{z}/{x}/{y}.png"])
    let plain = try TestServer(adjust: { $0.port = 8080 })
    #expect(
      !(try await plain.ask("/tiles/structures.json", host: "evil.example")).text.contains("evil"))
    #expect(
      try await plain.ask("/tiles/structures.json", host: "localhost:9").text
        .contains("http://localhost:9/tiles/"))
    #expect(
      !(try await plain.ask("/tiles/structures.json", host: "localhost:9@evil")).text
        .contains("evil"))
  }
}
