import HTTPTypes
import Maillage
import MaillageModel
import Testing

@testable import MaillageServer

@Suite struct LegendRouteTests {
  @Test(arguments: Tileset.allCases)
  func everyTilesetHasALegend(tileset: Tileset) async throws {
    let test = try TestServer()
    let reply = try await test.ask("/tiles/\(tileset.rawValue)/legend.json")
    #expect(reply.status == 200)
    #expect(reply.headers[.contentType] == "application/json")
    let sections = reply.object["sections"] as? [[String: Any]] ?? []
    #expect(!sections.isEmpty)
    for section in sections {
      #expect((section["entries"] as? [[String: Any]])?.isEmpty == false)
    }
    let picture = try await test.ask("/tiles/\(tileset.rawValue)/legend.png")
    #expect(picture.status == 200)
    #expect(picture.headers[.contentType] == "image/png")
    #expect(picture.body.prefix(4) == [0x89, 0x50, 0x4E, 0x47])
  }

  @Test func thePictureGrowsWithItsScale() async throws {
    let test = try TestServer()
    func width(_ file: String) async throws -> Int {
      try await test.ask("/tiles/places/\(file)").body[16..<20].reduce(0) { $0 << 8 | Int($1) }
    }
    let single = try await width("legend.png")
    #expect(abs(try await width("legend@2x.png") - 2 * single) <= 2)
    #expect(abs(try await width("legend@3x.png") - 3 * single) <= 3)
    #expect(try await test.ask("/tiles/places/legend@4x.png").status == 404)
  }

  @Test func theLanguageIsThatOfTheQueryOrTheBrowser() async throws {
    let test = try TestServer()
    let path = "/tiles/choropleth/legend"
    #expect(try await test.ask("\(path).json").text.contains("aucune structure"))
    #expect(try await test.ask("\(path).json?lang=en").text.contains("no structure"))
    let english = try await test.ask("\(path).png", headers: [.acceptLanguage: "en-GB"])
    let french = try await test.ask("\(path).png")
    #expect(english.body != french.body)
    #expect(english.body == (try await test.ask("\(path).png?lang=en")).body)
    #expect(english.headers[.vary]?.contains("Accept-Language") == true)
  }

  @Test func itsOwnTagGives304() async throws {
    let test = try TestServer()
    for path in ["/tiles/heat/legend.png", "/tiles/heat/legend.json"] {
      let tag = try #require(try await test.ask(path).headers[.eTag])
      #expect(try await test.ask(path, headers: [.ifNoneMatch: tag]).status == 304)
    }
  }

  @Test(arguments: [
    ("/tiles/nothing/legend.json", 404, "tileset"), ("/tiles/nothing/legend.png", 404, "tileset"),
    ("/tiles/heat/legend.json?lang=de", 400, "lang"), ("/tiles/heat/legend.png?lang=", 400, "lang"),
  ])
  func aWrongLegendNamesItsParameter(path: String, status: Int, parameter: String) async throws {
    let reply = try await TestServer().ask(path)
    #expect(reply.status == status)
    #expect(reply.parameters == [parameter])
    #expect(reply.headers[.contentType] == "application/problem+json")
  }

  @Test(arguments: Tileset.allCases)
  func everyTilesetIsServedAndDescribed(tileset: Tileset) async throws {
    let test = try TestServer()
    let tile = try await test.ask("/tiles/\(tileset.rawValue)/8/127/89.png")
    #expect(tile.status == 200)
    let described = try await test.ask("/tiles/\(tileset.rawValue).json")
    #expect(described.text.contains("/tiles/\(tileset.rawValue)/{z}/{x}/{y}.png"))
    let text = try await test.ask("/openapi.json").text
    #expect(text.contains("\"\(tileset.rawValue)\""))
    #expect(text.contains("/tiles/{tileset}/legend.json"))
    #expect(text.contains("/tiles/{tileset}/legend.png"))
  }
}
