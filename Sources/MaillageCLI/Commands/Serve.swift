import ArgumentParser
import Foundation
import Logging
import Maillage
import MaillageServer
import MaillageStore

/// `maillage serve`: tiles, API and page over HTTP.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serves the map: tiles, API and page.",
    discussion: """
      An import into the database shows within two seconds, without a restart. TERM and INT end the
      server when what was asked is answered.

      EXAMPLE
        maillage serve --database carte.sqlite --port 8080
      """)

  @Option(help: "The address to listen at.")
  var host = "127.0.0.1"
  @Option(help: "The port to listen at; 0 takes a free one.")
  var port = 8080
  @Option(
    help: ArgumentHelp(
      "The address clients use, when a proxy stands in between.", valueName: "url"))
  var baseURL: String?
  @OptionGroup var look: StyleOptions
  @OptionGroup(title: "Structures") var catalogue: CatalogueOptions

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port must be 0 … 65535") }
    if let baseURL {
      guard let url = URL(string: baseURL), let scheme = url.scheme, url.host() != nil,
        ["http", "https"].contains(scheme)
      else {
        throw ValidationError("--base-url must be like https://carte.example.org")
      }
    }
  }

  func run() async throws {
    let catalogue = try catalogue.open()
    let fonts = try catalogue.installation.mapFonts()
    let style = try look.load(hub: self.catalogue.hub)
    var configuration = ServerConfiguration(
      pagesDirectory: catalogue.installation.pages.path)
    configuration.host = host
    configuration.port = port
    configuration.baseURL = baseURL.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    configuration.hub = catalogue.hub
    configuration.style = style
    configuration.attribution = Catalogue.attribution
    configuration.leafletDirectory = catalogue.installation.leaflet.path
    var logger = Logger(label: "maillage", factory: StreamLogHandler.standardError(label:))
    logger.logLevel = self.catalogue.hub.quiet ? .error : .info
    let server: MapServer
    do {
      server = try MapServer(
        configuration: configuration, logger: logger, newer: catalogue.newerSnapshot
      ) {
        let snapshot = try catalogue.snapshot()
        snapshot.prepare()
        let service = MapService(snapshot: snapshot, style: style, fonts: fonts)
        service.prepare()
        return service
      }
    } catch {
      throw Failure("\(error)", .configuration)
    }
    let hub = self.catalogue.hub
    do {
      try await server.run { address in hub.say("maillage: serving \(address)") }
    } catch let error as ListeningError {
      throw Failure("\(error)", .inputOutput)
    }
  }
}

extension Catalogue {
  /// A snapshot of the store's present revision when it is not the one given; `nil` otherwise, and
  /// always for the demonstration structures.
  ///
  /// Where less than a tenth of the structures changed the present snapshot is carried on, else the
  /// store is read as a whole.
  @Sendable func newerSnapshot(than present: Snapshot) async throws -> Snapshot? {
    guard let store, try store.revision() != present.revision else { return nil }
    let limit = present.structures.count / 10
    let next =
      if let (revision, changes) = try store.changes(since: present.revision, limit: limit) {
        present.applying(changes, revision: revision)
      } else {
        try snapshot()
      }
    next.prepare()
    return next
  }
}
