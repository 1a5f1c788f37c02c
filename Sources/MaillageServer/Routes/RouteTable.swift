import HTTPTypes
import Hummingbird
import Maillage

/// All addresses of the map.
struct RouteTable: Sendable {
  let configuration: ServerConfiguration
  let state: ServerState
  let metrics = ServerMetrics()
  let pages: Pages

  /// Reads the page's files.
  init(configuration: ServerConfiguration, state: ServerState) throws(PageError) {
    self.configuration = configuration
    self.state = state
    pages = try Pages(configuration: configuration)
  }

  /// Makes every address known to a router.
  func add(to router: Router<MapRequestContext>) {
    answer("/tiles/{tileset}.json", on: router, with: tileJSON)
    answer("/tiles/{tileset}/{z}/{x}/{y}", on: router, with: tile)
    answer("/tiles/{tileset}/legend.json", on: router, with: legendJSON)
    for (file, scale) in Self.legendFiles {
      answer("/tiles/{tileset}/\(file)", on: router) { try legendImage($0, scale: scale) }
    }
    answer("/api/structures", on: router, with: structures)
    answer("/api/structures/{id}", on: router, with: structure)
    answer("/api/clusters", on: router, with: clusters)
    answer("/api/clusters/{id}/children", on: router, with: clusterChildren)
    answer("/api/clusters/{id}/leaves", on: router, with: clusterLeaves)
    answer("/api/clusters/{id}/expansion-zoom", on: router, with: clusterExpansionZoom)
    answer("/api/facets", on: router, with: facets)
    answer("/api/territories", on: router, with: territories)
    answer("/api/stats", on: router, with: stats)
    answer("/openapi.json", on: router, with: openAPI)
    answer("/", on: router, with: homePage)
    answer("/fragments/list", on: router, with: listFragment)
    answer("/fragments/card", on: router, with: cardFragment)
    read("/assets/**", on: router, with: asset)
    read("/health", on: router) { _, _ in Self.status(.ok, "alive") }
    read("/ready", on: router) { [state] _, _ in
      state.isReady ? Self.status(.ok, "ready") : Self.status(.serviceUnavailable, "not ready")
    }
    read("/metrics", on: router, with: metricsText)
  }

  private typealias Answering = @Sendable (Inquiry) throws -> Answer

  /// Adds an address that is answered out of one snapshot.
  private func answer(
    _ path: RouterPath, on router: Router<MapRequestContext>, with handler: @escaping Answering
  ) {
    read(path, on: router) { [state] request, context in
      guard let service = state.service else {
        throw Problem(
          .serviceUnavailable, fr: "La carte se charge ; réessayez dans un instant.",
          en: "The map is being loaded; try again in a moment.", headers: [.retryAfter: "2"])
      }
      let inquiry = try Inquiry(request, parameters: context.parameters, service: service)
      var answer = try handler(inquiry)
      answer.headers[.revision] = String(inquiry.snapshot.revision)
      return answer.response(to: request.headers)
    }
  }

  /// Adds an address that can only be read: other methods get 405.
  private func read(
    _ path: RouterPath, on router: Router<MapRequestContext>,
    with handler: @escaping @Sendable (Request, MapRequestContext) throws -> Response
  ) {
    router.get(path) { request, context in try handler(request, context) }
    for method in [HTTPRequest.Method.post, .put, .patch, .delete, .options, .trace] {
      router.on(path, method: method) { _, _ -> Response in
        throw Problem(
          .methodNotAllowed, fr: "Cette adresse se lit seulement : GET ou HEAD.",
          en: "This address can only be read: GET or HEAD.", headers: [.allow: "GET, HEAD"])
      }
    }
  }

  private static func status(_ status: HTTPResponse.Status, _ word: String) -> Response {
    let bytes = JSON.object([("status", .string(word))]).bytes
    return Response(
      status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  private func metricsText(_ request: Request, _ context: MapRequestContext) -> Response {
    var gauges: [(name: String, value: Int)] = [("ready", state.isReady ? 1 : 0)]
    if let snapshot = state.service?.snapshot {
      gauges.append(("structures", snapshot.structures.count))
      gauges.append(("revision", snapshot.revision))
    }
    let text = metrics.text(gauges: gauges)
    return Response(
      status: .ok,
      headers: [.contentType: "text/plain; version=0.0.4", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}

extension HTTPField.Name {
  /// `X-Maillage-Revision`: the revision of the store that an answer was read from.
  static let revision = HTTPField.Name.known("X-Maillage-Revision")
}
