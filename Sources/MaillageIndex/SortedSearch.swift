/// Binary search.
enum SortedSearch {
  /// The first index at which a condition holds, given that it then holds to the end.
  @inline(__always)
  static func first(in range: Range<Int>, where holds: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = low &+ (high &- low) / 2
      if holds(middle) { high = middle } else { low = middle &+ 1 }
    }
    return low
  }
}
