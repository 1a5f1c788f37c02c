import Logging
import Maillage
import ServiceLifecycle

/// Looks for a newer snapshot at regular intervals and publishes it.
///
/// When the source fails the last snapshot goes on being served; the failure is logged once until
/// it changes.
struct SnapshotFollower: Service {
  let state: ServerState
  /// Gives a newer snapshot than the one given, or `nil` when there is none.
  let newer: @Sendable (_ than: Snapshot) async throws -> Snapshot?
  let interval: Duration
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      var lastFailure: String?
      while !Task.isCancelled {
        do {
          if let service = state.service, let snapshot = try await newer(service.snapshot) {
            service.publish(snapshot)
            logger.info(
              "snapshot",
              metadata: [
                "revision": "\(snapshot.revision)", "structures": "\(snapshot.structures.count)",
              ])
          }
          lastFailure = nil
        } catch {
          let failure = "\(error)"
          if failure != lastFailure {
            logger.warning("the store cannot be read", metadata: ["error": "\(failure)"])
          }
          lastFailure = failure
        }
        try? await Task.sleep(for: interval)
      }
    }
  }
}
