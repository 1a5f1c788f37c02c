/// A failure with the exit code scripts rely on (sysexits.h).
struct Failure: Error {
  /// Exit codes beside 0 and 1.
  enum Code: Int32 {
    case usage = 64
    case badData = 65
    case noInput = 66
    case inputOutput = 74
    case configuration = 78
  }

  let message: String
  let code: Code

  init(_ message: String, _ code: Code) {
    self.message = message
    self.code = code
  }
}
