import Foundation
import Maillage
import Synchronization

/// Says how far an export is: how many tiles, how fast, and how long it will take.
final class TileExportProgress: Sendable {
  private struct State {
    /// How many tiles there were when the drawing began.
    var resumed = 0
    var lastShown: ContinuousClock.Instant?
  }

  private let total: Int
  private let hub: HubOptions
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  /// Prepares to report on so many tiles.
  init(total: Int, hub: HubOptions) {
    self.total = total
    self.hub = hub
  }

  /// Takes what an export reports.
  @Sendable func report(_ event: TileExport.Event) {
    switch event {
    case .resumed(let tiles):
      state.withLock { $0.resumed = tiles }
      hub.say("going on after \(tiles) of \(total) tiles")
    case .startedAnew(let differences):
      hub.say(
        "an interrupted export was there, but \(differences.joined(separator: ", ")) "
          + "differ: starting anew")
    case .drawn(let tiles):
      let text = state.withLock { state in line(tiles, &state) }
      if let text { hub.progress(text) }
    case .writing:
      hub.progress("\(total) tiles drawn, writing the archive")
    }
  }

  /// Says what was written.
  func finish(_ summary: TileExport.Summary, path: String) {
    hub.progress("")
    let seconds = start.duration(to: .now) / .seconds(1)
    let drawn = total - state.withLock { $0.resumed }
    hub.say(
      "\(path): \(summary.tiles) tiles, \(summary.contents) different ones of "
        + "\(summary.contentBytes) bytes; \(Self.duration(seconds)), "
        + "\(Int(Double(drawn) / max(seconds, 0.001))) tiles/s")
  }

  /// The line to show; `nil` when one was shown a moment ago.
  private func line(_ tiles: Int, _ state: inout State) -> String? {
    let now = ContinuousClock.now
    if let last = state.lastShown, last.duration(to: now) < .milliseconds(200) { return nil }
    state.lastShown = now
    let seconds = start.duration(to: now) / .seconds(1)
    let rate = Double(tiles - state.resumed) / max(seconds, 0.001)
    let left = rate > 0 ? Self.duration(Double(total - tiles) / rate) : "?"
    return "\(tiles) of \(total) tiles, \(Int(rate))/s, \(left) left"
  }

  private static func duration(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    switch whole {
    case ..<60: return "\(whole) s"
    case ..<3_600: return "\(whole / 60) min \(whole % 60) s"
    default: return "\(whole / 3_600) h \(whole / 60 % 60) min"
    }
  }
}
