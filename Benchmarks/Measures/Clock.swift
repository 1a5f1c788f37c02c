import Glibc

/// A clock of the system.
public enum Clock {
  /// Time as it passes.
  case wall
  /// Time of all the process's threads.
  case processor

  /// Nanoseconds since some moment.
  public var nanoseconds: UInt64 {
    var time = timespec()
    clock_gettime(self == .wall ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// The seconds that some work takes, and its result.
  public func seconds<Result, Failure: Error>(
    _ work: () throws(Failure) -> Result
  ) throws(Failure) -> (Double, Result) {
    let start = nanoseconds
    let result = try work()
    return (Double(nanoseconds - start) * 1e-9, result)
  }
}
