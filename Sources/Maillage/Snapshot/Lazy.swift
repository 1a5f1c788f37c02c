import Synchronization

/// A value made when it is first asked for, and kept.
///
/// Those who ask while it is made wait for it; nobody else does.
final class Lazy<Value: Sendable>: Sendable {
  private let kept: Mutex<Value?>

  /// Starts with a value, or without.
  init(_ value: Value? = nil) {
    kept = Mutex(value)
  }

  /// The value, if it has been made.
  var made: Value? { kept.withLock { $0 } }

  /// The value, made now if it has not been.
  func value(_ make: () -> Value) -> Value {
    kept.withLock { kept in
      if let kept { return kept }
      let value = make()
      kept = value
      return value
    }
  }
}
