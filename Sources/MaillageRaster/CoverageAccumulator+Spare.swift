import Synchronization

/// Empty accumulators kept for the next shape: they are large, and clean after every use.
private let spares = Mutex<[CoverageAccumulator<Int32>]>([])

extension CoverageAccumulator where Cell == Int32 {
  /// Enough for one shape at a time on the cores of a small server.
  private static let mostSpares = 8

  /// Lends an empty accumulator; the body must drain what it adds.
  static func withSpare(
    width: Int, height: Int, _ body: (inout CoverageAccumulator) -> Void
  ) {
    let kept = spares.withLock { spares in
      spares.lastIndex { $0.width == width && $0.height == height }.map { spares.remove(at: $0) }
    }
    var accumulator = kept ?? CoverageAccumulator(width: width, height: height)
    body(&accumulator)
    let used = accumulator
    spares.withLock { spares in
      if spares.count == mostSpares { spares.removeFirst() }
      spares.append(used)
    }
  }
}
