/// Numbers that have moved in runs: all of a run by the same amount.
struct RunMap {
  /// The first number of each run, ascending.
  private var starts: [UInt32] = []
  /// What is added to the numbers of each run, modulo 2³².
  private var shifts: [UInt32] = []
  /// The run of the first number of each cell of 1,024 numbers.
  private var runs: [UInt32] = []

  private static let cell: UInt32 = 10

  /// Adds a run behind the last; numbers before the first run must not be asked for.
  mutating func append(_ start: Int, movedTo place: Int) {
    let shift = UInt32(truncatingIfNeeded: place &- start)
    guard shift != shifts.last else { return }
    starts.append(UInt32(start))
    shifts.append(shift)
  }

  /// Makes the map quick for numbers below a bound; no run can be added from here on.
  mutating func finish(count: Int) {
    var run = 0
    runs = (0...count >> Int(Self.cell)).map { cell in
      while run + 1 < starts.count, starts[run + 1] <= UInt32(cell) << Self.cell { run += 1 }
      return UInt32(run)
    }
  }

  /// Where a number is now.
  @inline(__always)
  subscript(number: UInt32) -> UInt32 {
    var run = Int(runs[Int(number &>> Self.cell)])
    while run &+ 1 < starts.count, starts[run &+ 1] <= number { run &+= 1 }
    return number &+ shifts[run]
  }
}
