import Glibc
import HTTPTypes
import Hummingbird
public import Logging
public import Maillage
import NIOCore
import ServiceLifecycle
import UnixSignals

/// The map over HTTP: tiles, API and page of one ``MapService``.
public struct MapServer: Sendable {
  /// Gives the service when its first snapshot is loaded.
  public typealias Loading = @Sendable () async throws -> MapService
  /// Gives a newer snapshot than the present one, or `nil` when there is none.
  public typealias Following = @Sendable (_ present: Snapshot) async throws -> Snapshot?

  let configuration: ServerConfiguration
  let logger: Logger
  let state = ServerState()
  let routes: RouteTable
  private let load: Loading
  private let newer: Following?

  /// Prepares a server.
  ///
  /// - Parameters:
  ///   - configuration: Where and as what the map is served.
  ///   - logger: Gets one line for each request, and what goes wrong.
  ///   - newer: Asked twice a second for a newer snapshot; `nil` when the places never change.
  ///   - load: Gives the service; the server answers 503 until it has.
  /// - Throws: ``PageError`` when a file of the page is missing or broken.
  public init(
    configuration: ServerConfiguration, logger: Logger, newer: Following? = nil,
    load: @escaping Loading
  ) throws(PageError) {
    self.configuration = configuration
    self.logger = logger
    self.newer = newer
    self.load = load
    routes = try RouteTable(configuration: configuration, state: state)
  }

  /// Serves until SIGTERM or SIGINT, then answers what has begun and returns.
  ///
  /// - Parameter whenReady: Called with the map's address once it can be seen.
  /// - Throws: What loading threw, or a ``ListeningError``.
  public func run(whenReady: @escaping @Sendable (_ address: String) -> Void = { _ in })
    async throws
  {
    let application = Application(
      responder: responder,
      server: .http1(
        configuration: .init(idleTimeout: .seconds(Int64(configuration.idleTimeout)))),
      configuration: ApplicationConfiguration(
        address: .hostname(configuration.host, port: configuration.port),
        availableConnectionsDelegate: .maximum(configuration.maximumConnections, logger: logger)),
      onServerRunning: { [state] channel in
        state.listens(at: channel.localAddress?.port)
      },
      logger: logger)
    var services: [any Service] = [
      application, DrainWatch(state: state),
      FirstSnapshot(state: state, load: load) { [configuration, state] in
        whenReady(configuration.address(port: state.port))
      },
    ]
    if let newer {
      services.append(
        SnapshotFollower(
          state: state, newer: newer, interval: .milliseconds(500), logger: logger))
    }
    let group = ServiceGroup(
      configuration: .init(
        services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    do {
      try await group.run()
    } catch let error as IOError {
      throw ListeningError(
        host: configuration.host, port: configuration.port,
        reason: error.errnoCode == EADDRINUSE
          ? "another program listens there; choose another port"
          : unsafe String(cString: strerror(error.errnoCode)))
    } catch let error as SocketAddressError.UnknownHost {
      throw ListeningError(
        host: configuration.host, port: configuration.port, reason: error.errorDescription)
    }
  }

  /// Answers requests without a network, for tests.
  var responder: some HTTPResponder<MapRequestContext> {
    let router = Router(context: MapRequestContext.self, options: .autoGenerateHeadEndpoints)
    router.addMiddleware {
      RequestLog(logger: logger, metrics: routes.metrics)
      ResponseHeaders()
      ProblemMapper(logger: logger)
    }
    routes.add(to: router)
    return router.buildResponder()
  }
}

/// Loads the first snapshot while the port already answers, then waits for the end.
private struct FirstSnapshot: Service {
  let state: ServerState
  let load: MapServer.Loading
  let whenReady: @Sendable () -> Void

  func run() async throws {
    if state.service == nil { state.serve(try await load()) }
    while state.port == nil { try await Task.sleep(for: .milliseconds(5)) }
    whenReady()
    try? await gracefulShutdown()
  }
}

/// Turns `/ready` to 503 as soon as a stop is asked for.
private struct DrainWatch: Service {
  let state: ServerState

  func run() async throws {
    try? await gracefulShutdown()
    state.drain()
  }
}

extension ServerConfiguration {
  /// The map's address as clients without a proxy use it.
  func address(port bound: Int?) -> String {
    if let baseURL { return baseURL }
    let name = host.contains(":") ? "[\(host)]" : host
    return "http://\(name):\(bound ?? port)"
  }
}
