import Foundation
import Synchronization

/// Lets work end well when it is told to (INT, TERM); told twice, the program ends at once.
enum Interruption {
  private static let asked = Atomic(false)

  /// Whether the work is to end.
  static var isAsked: Bool { asked.load(ordering: .relaxed) }

  /// Listens from now on.
  static func listen() {
    // The flag is there before a signal can come: a handler must not be the one to make it.
    asked.store(false, ordering: .relaxed)
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] {
      unsafe sigaddset(&signals, number)
      signal(number) { number in
        Interruption.asked.store(true, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
    // Who starts the program may have left them blocked.
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    // A file that may not grow any further is an error like a full disk, not the end.
    signal(SIGXFSZ, SIG_IGN)
  }
}
