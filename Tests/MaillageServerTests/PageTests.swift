import Foundation
import HTTPTypes
import MaillageModel
import Testing

@testable import MaillageServer

@Suite struct PageTests {
  @Test func theListIsWholeWithoutAScript() async throws {
    let reply = try await TestServer().ask("/")
    #expect(reply.status == 200)
    #expect(reply.text.contains("<html lang=\"fr\">"))
    #expect(reply.text.contains("6 lieux"))
    #expect(reply.text.contains("Médiathèque Toussaint"))
    #expect(reply.text.contains("name=\"frais_a_charge\" value=\"Gratuit\""))
    #expect(reply.text.contains("Scripts/setup"), "without Leaflet the page says what to install")
    let english = try await TestServer().ask("/?lang=en&q=saumur")
    #expect(english.text.contains("<html lang=\"en\">"))
    #expect(english.text.contains("1 place matches your search"))
    #expect(!english.text.contains("Toussaint"))
  }

  @Test func aPlaceHasItsCard() async throws {
    let test = try TestServer()
    let page = try await test.ask("/?place=c")
    #expect(page.text.contains("<title>Fablab de Saumur"))
    #expect(page.text.contains("role=\"dialog\""))
    let card = try await test.ask("/fragments/card?place=d%2F1")
    #expect(card.text.contains("Étage 1"))
    #expect(!card.text.contains("<html"))
    #expect(try await test.ask("/fragments/card?place=zz").status == 404)
    #expect(try await test.ask("/fragments/card").status == 400)
    let gone = try await test.ask("/?place=zz")
    #expect(gone.status == 404)
    #expect(gone.headers[.cacheControl] == "no-store")
    #expect(gone.text.contains("Ce lieu n’est plus dans la liste."))
    #expect(gone.text.contains("Fablab de Saumur"))
  }

  @Test func aStackListsItsPlaces() async throws {
    let test = try TestServer()
    let stack = try await test.ask("/api/clusters?zoom=18&bbox=-1.01,47,-0.9,47.2")
    let id = try #require(stack.features.first?["id"] as? String)
    let card = try await test.ask("/fragments/card?cluster=\(id)")
    #expect(card.text.contains("2 lieux au même endroit"))
    #expect(card.text.contains("data-place=\"d/1\"") && card.text.contains("data-place=\"d/2\""))
  }

  @Test func whatEditorsWriteIsInertText() async throws {
    let hostile = "<script>alert(1)</script>\" onload=\"x' {{name}} </textarea>"
    var values: [String: FieldValue] = [:]
    for field in Schema.standard.fields where field.isPublic {
      values[field.name] = field.kind == .list ? .list([hostile]) : .text(hostile)
    }
    values["site_web"] = .list(["javascript:alert(1)", "data:text/html,x", "https://a.example/"])
    values["telephone"] = .text("javascript:alert(1)")
    values["courriels"] = .list(["a@b.example?body=x"])
    let structure = Structure(id: "\"><script>", values: values)
    let test = try TestServer([structure])
    for path in ["/", "/?place=%22%3E%3Cscript%3E", "/?q=%22%3E%3Cscript%3E", "/fragments/list"] {
      let text = try await test.ask(path).text
      #expect(!text.contains("<script>"), "\(path)")
      #expect(!text.contains("\" onload=\"x"), "\(path)")
      #expect(!text.contains("href=\"javascript"), "\(path)")
      #expect(!text.contains("href=\"data:"), "\(path)")
    }
    let card = try await test.ask("/?place=%22%3E%3Cscript%3E").text
    #expect(card.contains("href=\"https://a.example/\" rel=\"noopener nofollow\""))
    #expect(!card.contains("mailto:"))
  }

  @Test func whatIsNotPublicIsNotShown() async throws {
    let test = try TestServer()
    for path in ["/", "/?place=e", "/fragments/list"] {
      #expect(!(try await test.ask(path)).text.contains("Jeanne"))
    }
  }

  @Test func filesOfThePageKeepForGoodAndPagesAskAgain() async throws {
    let test = try TestServer()
    let page = try await test.ask("/")
    #expect(page.headers[.cacheControl] == "no-cache")
    #expect(page.headers[.vary]?.contains("Accept-Language") == true)
    let script = try #require(page.text.firstMatch(of: #/src="(/assets/[^"]+map\.js)"/#)?.1)
    let reply = try await test.ask(String(script))
    #expect(reply.status == 200)
    #expect(reply.headers[.contentType]?.hasPrefix("text/javascript") == true)
    #expect(reply.headers[.cacheControl] == "public, max-age=31536000, immutable")
    for name in ["../map.js", "%2e%2e/map.js", "map.js%00.png", ".map.js"] {
      let sibling = script.replacing("map.js", with: name)
      #expect(try await test.ask(String(sibling)).status == 404, "\(name)")
    }
  }

  @Test func noTemplateWritesUnescaped() throws {
    for name in ["index.html", "list.html", "card.html"] {
      let text = try String(contentsOfFile: "\(TestServer.pages)/\(name)", encoding: .utf8)
      #expect(!text.contains("{{{") && !text.contains("{{&"), "\(name)")
    }
  }

  @Test func everyTextATemplateNamesExistsInBothLanguages() throws {
    let texts = try PageTexts(folder: TestServer.pages)
    for name in ["index.html", "list.html", "card.html"] {
      let text = try String(contentsOfFile: "\(TestServer.pages)/\(name)", encoding: .utf8)
      for match in text.matches(of: #/texts\.(\w+)/#) {
        #expect(texts.all(in: .fr)[String(match.1)] != nil, "\(name): \(match.1)")
        #expect(texts.all(in: .en)[String(match.1)] != nil, "\(name): \(match.1)")
      }
    }
  }

  @Test func numbersAndDistancesFollowTheLanguage() {
    #expect(1_234_567.grouped(in: .fr) == "1\u{202F}234\u{202F}567")
    #expect(1_234.grouped(in: .en) == "1,234" && 12.grouped(in: .en) == "12")
    #expect((-1_000).grouped(in: .en) == "−1,000")
    #expect(84.6.distanceText(in: .fr) == "80\u{A0}m")
    #expect(3_769.97.distanceText(in: .fr) == "3,8\u{A0}km")
    #expect(10_000.0.distanceText(in: .en) == "10\u{A0}km")
    #expect(996.0.distanceText(in: .fr) == "1\u{A0}km")
  }

  @Test func aMissingFileIsNamed() {
    #expect(throws: PageError.self) {
      try TestServer(adjust: { $0.pagesDirectory = "/nonexistent" })
    }
  }
}
