import MaillageModel
import Synchronization

/// Opening hours by their text, each text read once for all snapshots that follow each other.
final class ParsedHours: Sendable {
  private let known = Mutex<[String: OpeningHours?]>([:])

  /// The hours of a text; `nil` when it is outside the language.
  func hours(_ text: String) -> OpeningHours? {
    known.withLock { known in
      if let hours = known[text] { return hours }
      let hours = OpeningHours(text)
      known[text] = .some(hours)
      return hours
    }
  }
}
