import Maillage
import Synchronization

/// What the server has to show, from before the first snapshot until it has stopped.
final class ServerState: Sendable {
  private struct Contents {
    var service: MapService?
    var isDraining = false
    var port: Int?
  }

  private let contents: Mutex<Contents>

  /// Starts with a service, or without one while it is loaded.
  init(service: MapService? = nil) {
    contents = Mutex(Contents(service: service))
  }

  /// The service; `nil` before the first snapshot.
  var service: MapService? { contents.withLock { $0.service } }

  /// Whether requests are answered in full: there is a snapshot and no stop has been asked for.
  var isReady: Bool { contents.withLock { $0.service != nil && !$0.isDraining } }

  /// The port the server listens at; `nil` before it does.
  var port: Int? { contents.withLock { $0.port } }

  /// Opens the map.
  func serve(_ service: MapService) {
    contents.withLock { $0.service = service }
  }

  /// Notes the port that was bound.
  func listens(at port: Int?) {
    contents.withLock { $0.port = port }
  }

  /// Notes that a stop has been asked for.
  func drain() {
    contents.withLock { $0.isDraining = true }
  }
}
