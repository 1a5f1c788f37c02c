import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Maillage
import MaillageGeometry
import MaillageModel
import MaillageTerritories
import NIOCore
import NIOEmbedded

@testable import MaillageServer

/// A server over a few made-up places, asked without a network.
struct TestServer {
  let server: MapServer
  let service: MapService

  /// Starts with a snapshot, or without one as before the first has been loaded.
  init(
    _ structures: [Structure] = TestServer.places, schema: Schema = .standard,
    isLoaded: Bool = true, newer: MapServer.Following? = nil,
    adjust: (inout ServerConfiguration) -> Void = { _ in }
  ) throws {
    var configuration = ServerConfiguration(pagesDirectory: Self.pages)
    configuration.port = 0
    adjust(&configuration)
    let service = MapService(
      snapshot: try Self.snapshot(structures, schema: schema), fonts: try Self.fonts())
    self.service = service
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    server = try MapServer(configuration: configuration, logger: logger, newer: newer) {
      service
    }
    if isLoaded { server.state.serve(service) }
  }

  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let pages = root.appending(path: "Sources/MaillageServer/Pages").path

  static func snapshot(
    _ structures: [Structure], schema: Schema = .standard, revision: Int = 0
  ) throws -> Snapshot {
    let land = """
      {"type":"Feature","properties":{"code":"49","nom":"Maine-et-Loire"},"geometry":{"type":\
      "Polygon","coordinates":[[[-1.3,47],[0.2,47],[0.2,47.8],[-1.3,47.8],[-1.3,47]]]}}
      """
    return Snapshot(
      structures: structures, schema: schema,
      basemap: Basemap(
        layers: [
          .departement: try TerritoryLayer(
            boundaries: Data(land.utf8), level: .departement, fileName: "land.geojson")
        ],
        gazetteer: try Gazetteer(
          csv: Data("name,latitude,longitude,population,departement,region\n".utf8),
          fileName: "places.csv")),
      revision: revision, timeZone: Hub.default.timeZone)
  }

  static func fonts() throws -> MapFonts {
    let folder = "/usr/share/fonts/truetype/open-sans"
    return try MapFonts(
      regular: "\(folder)/OpenSans-Semibold.ttf", bold: "\(folder)/OpenSans-Bold.ttf")
  }

  static func place(
    _ id: String, _ name: String, _ longitude: Double, _ latitude: Double,
    _ values: [String: FieldValue] = [:]
  ) -> Structure {
    Structure(
      id: id, coordinate: Coordinate(longitude: longitude, latitude: latitude),
      values: values.merging([
        "nom": .text(name), "commune": .text("Angers"), "code_postal": .text("49000"),
        "code_insee": .text("49007"),
      ]) { own, _ in own })
  }

  /// Two places near each other in Angers, one in Saumur, two on one position, one nowhere.
  static let places = [
    place("a", "Médiathèque Toussaint", -0.5518, 47.4711, ["frais_a_charge": .list(["Gratuit"])]),
    place("b", "Espace public", -0.5510, 47.4715, ["frais_a_charge": .list(["Payant"])]),
    place(
      "c", "Fablab de Saumur", -0.0769, 47.2600,
      ["frais_a_charge": .list(["Gratuit"]), "horaires": .text("Mo-Fr 09:00-12:00")]),
    place("d/1", "Étage 1", -1.0, 47.1),
    place("d/2", "Étage 2", -1.0, 47.1),
    Structure(id: "e", values: ["nom": .text("Itinérant"), "contact": .text("Jeanne Martin")]),
  ]

  /// One answer.
  struct Reply {
    let status: Int
    let headers: HTTPFields
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
    var object: [String: Any] {
      (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
    }
    /// The names of the parameters a problem is about.
    var parameters: [String] {
      (object["errors"] as? [[String: String]] ?? []).compactMap { $0["parameter"] }
    }
    var features: [[String: Any]] { object["features"] as? [[String: Any]] ?? [] }
    var ids: [String] { features.compactMap { $0["id"] as? String } }
  }

  /// Asks for a path with a query.
  func ask(
    _ path: String, method: HTTPRequest.Method = .get, headers: HTTPFields = [:],
    host: String? = "127.0.0.1"
  ) async throws -> Reply {
    let request = Request(
      head: HTTPRequest(
        method: method, scheme: "http", authority: host, path: path, headerFields: headers),
      body: RequestBody(buffer: ByteBuffer()))
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let context = MapRequestContext(
      source: ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: logger))
    let response = try await server.responder.respond(to: request, context: context)
    let collector = Collector()
    try await response.body.write(collector)
    return Reply(
      status: response.status.code, headers: response.headers,
      body: Array(collector.buffer.readableBytesView))
  }

  private final class Collector: ResponseBodyWriter {
    var buffer = ByteBuffer()

    func write(_ buffer: ByteBuffer) { self.buffer.writeImmutableBuffer(buffer) }
    func finish(_ trailingHeaders: HTTPFields?) {}
  }
}
