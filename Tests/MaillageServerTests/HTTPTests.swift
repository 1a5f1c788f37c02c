import HTTPTypes
import MaillageModel
import NIOCore
import Testing

@testable import MaillageServer

@Suite struct HTTPTests {
  let test: TestServer

  init() throws { test = try TestServer() }

  @Test func problemsSpeakTheCallersLanguage() async throws {
    let french = try await test.ask("/api/structures?limit=0")
    #expect(french.headers[.contentLanguage] == "fr")
    #expect(french.text.contains("n’est pas un nombre entier"))
    let english = try await test.ask(
      "/api/structures?limit=0", headers: [.acceptLanguage: "de, en-GB;q=0.8, fr;q=0.5"])
    #expect(english.headers[.contentLanguage] == "en")
    #expect(english.text.contains("is not a whole number"))
    let chosen = try await test.ask("/api/structures?limit=0&lang=en")
    #expect(chosen.headers[.contentLanguage] == "en")
    #expect(
      french.object["instance"] as? String
        == french.headers[.requestID].map { "urn:maillage:request:\($0)" })
  }

  @Test func everyAnswerHasTheSafetyFields() async throws {
    for path in ["/", "/nothing", "/api/structures", "/health", "/tiles/structures/0/0/0.png"] {
      let reply = try await test.ask(path)
      #expect(reply.headers[.xContentTypeOptions] == "nosniff", "\(path)")
      #expect(reply.headers[.contentSecurityPolicy]?.contains("default-src 'self'") == true)
      #expect(reply.headers[.referrerPolicy] != nil)
      #expect(reply.headers[.requestID]?.count == 16)
    }
  }

  @Test func otherSitesMayReadTheAPIAndTheTilesOnly() async throws {
    #expect(
      try await test.ask("/api/structures").headers[.accessControlAllowOrigin] == "*")
    #expect(
      try await test.ask("/api/structures?limit=0").headers[.accessControlAllowOrigin] == "*")
    #expect(try await test.ask("/").headers[.accessControlAllowOrigin] == nil)
    let preflight = try await test.ask(
      "/api/structures", method: .options,
      headers: [.origin: "https://a.example", .accessControlRequestMethod: "GET"])
    #expect(preflight.status == 204)
    #expect(preflight.headers[.accessControlMaxAge] == "86400")
  }

  @Test(arguments: ["/", "/api/structures", "/tiles/structures/0/0/0.png", "/health"])
  func otherMethodsGet405(path: String) async throws {
    for method in [HTTPRequest.Method.post, .put, .delete, .patch] {
      let reply = try await test.ask(path, method: method)
      #expect(reply.status == 405)
      #expect(reply.headers[.allow] == "GET, HEAD")
    }
  }

  @Test(arguments: ["/", "/api/structures", "/tiles/structures/0/0/0.png", "/nothing", "/health"])
  func headIsGetWithoutABody(path: String) async throws {
    let get = try await test.ask(path)
    let head = try await test.ask(path, method: .head)
    #expect(head.body.isEmpty)
    #expect(head.status == get.status)
    for name in [HTTPField.Name.contentLength, .contentType, .eTag, .cacheControl, .vary] {
      #expect(head.headers[name] == get.headers[name], "\(name)")
    }
  }

  @Test func whatIsNotThereIsAProblemToo() async throws {
    for path in ["/nothing", "/static/../x", "/assets/x/map.js", "/assets/%2e%2e/x", "//host"] {
      let reply = try await test.ask(path)
      #expect(reply.status == 404, "\(path)")
      #expect(reply.headers[.contentType] == "application/problem+json")
    }
    #expect(try await test.ask("/", host: nil).status == 400)
    #expect(try await test.ask("/", host: "").status == 400)
  }

  @Test func textsAreCompressedForThoseWhoAskAndHaveTheirOwnTag() async throws {
    let plain = try await test.ask("/openapi.json")
    let packed = try await test.ask("/openapi.json", headers: [.acceptEncoding: "br, gzip"])
    #expect(plain.headers[.contentEncoding] == nil)
    #expect(packed.headers[.contentEncoding] == "gzip")
    #expect(packed.body.prefix(2) == [0x1F, 0x8B])
    #expect(packed.body.count < plain.body.count / 2)
    #expect(packed.headers[.contentLength] == String(packed.body.count))
    #expect(plain.headers[.eTag] != packed.headers[.eTag])
    #expect(plain.headers[.vary]?.contains("Accept-Encoding") == true)
    let tag = try #require(packed.headers[.eTag])
    let again = try await test.ask(
      "/openapi.json", headers: [.acceptEncoding: "gzip", .ifNoneMatch: tag])
    #expect(again.status == 304 && again.headers[.eTag] == tag)
    for refusal in ["gzip;q=0", "identity", "*;q=0"] {
      let reply = try await test.ask("/openapi.json", headers: [.acceptEncoding: refusal])
      #expect(reply.headers[.contentEncoding] == nil, "\(refusal)")
    }
    let tile = try await test.ask(
      "/tiles/structures/8/127/89.png", headers: [.acceptEncoding: "gzip"])
    #expect(tile.headers[.contentEncoding] == nil)
  }

  @Test func beforeTheFirstSnapshotTheServerIsAliveButNotReady() async throws {
    let loading = try TestServer(isLoaded: false)
    #expect(try await loading.ask("/health").status == 200)
    #expect(try await loading.ask("/ready").status == 503)
    let early = try await loading.ask("/api/structures")
    #expect(early.status == 503)
    #expect(early.headers[.retryAfter] == "2")
    loading.server.state.serve(loading.service)
    #expect(try await loading.ask("/ready").status == 200)
    loading.server.state.drain()
    #expect(try await loading.ask("/ready").status == 503)
    #expect(try await loading.ask("/api/structures").status == 200)
  }

  @Test func theMetricsCountByRoute() async throws {
    _ = try await test.ask("/tiles/structures/0/0/0.png")
    _ = try await test.ask("/tiles/structures/1/0/0.png")
    _ = try await test.ask("/a-path-nobody-knows")
    let text = try await test.ask("/metrics").text
    #expect(text.contains(#"status="200"} 2"#))
    #expect(text.contains(#"route="NotFound",status="404"} 1"#))
    #expect(!text.contains("nobody"))
    #expect(text.contains("maillage_structures 6"))
  }
}

@Suite struct EntityTagTests {
  @Test(arguments: [
    (#""abc""#, true), (#"W/"abc""#, true), (#""x", "abc""#, true), ("*", true), (" * ", true),
    ("abc", false), (#""abcd""#, false), ("", false), (",,,", false), (#"w/"abc""#, false),
  ])
  func anIfNoneMatchListNamesTheTag(header: String, isNamed: Bool) {
    #expect(EntityTag("abc").isNamed(in: header) == isNamed)
    #expect(EntityTag("\"abc\"") == EntityTag("abc"))
  }

  @Test func aLongListIsReadInTime() {
    #expect(!EntityTag("abc").isNamed(in: String(repeating: "\"x\",", count: 2500)))
  }
}
