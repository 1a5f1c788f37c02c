/// The points nearest in a straight line, and those that may be as near along the geodesic.
///
/// A key is the square of the chord in ``EarthGrid`` steps, then the point: the bits of positive
/// ``Float``s are ordered as these are.
struct NearestChords: ~Copyable {
  private let limit: Int
  /// The nearest in order, if they are few.
  private var nearest = [64 of UInt64](repeating: Self.none)
  /// Others that may be as near, in no order.
  private var ties = [32 of UInt64](repeating: 0)
  private var tieCount = 0
  /// All keys, where many points are sought: in no order till the end.
  private var keys: [UInt64] = []
  /// Squares up to which points matter.
  private(set) var bound: Float
  /// Whether more points were nearly as far as the last of the nearest than there was room for:
  /// only the nearest in a straight line are kept then.
  private(set) var hasOverflowed = false

  /// - Parameters:
  ///   - limit: The number of nearest points sought, at least one.
  ///   - bound: The square of the chord up to which points are sought.
  init(limit: Int, bound: Float) {
    self.limit = limit
    self.bound = bound
  }

  /// As many points are kept in order all the time; more are sorted when the room is used up.
  private static let mostInOrder = 64
  /// How many more points than sought there is room for.
  private static let room = 32
  /// Farther than any point.
  private static var none: UInt64 { 0x7F80_0000_FFFF_FFFF }

  @inline(__always)
  static func square(_ key: UInt64) -> Float { Float(bitPattern: UInt32(key &>> 32)) }

  @inline(__always)
  static func point(_ key: UInt64) -> Int { Int(key & 0xFFFF_FFFF) }

  /// Adds a point if it is near enough; what is now too far leaves.
  @inline(__always)
  mutating func insert(square: Float, point: Int) {
    guard square <= bound else { return }
    var key = UInt64(square.bitPattern) &<< 32 | UInt64(point)
    guard limit <= Self.mostInOrder else { return append(key) }
    // The key takes its place, and every later one moves on by one.
    for index in 0..<limit {
      let known = nearest[index]
      nearest[index] = min(known, key)
      key = max(known, key)
    }
    let last = nearest[limit &- 1]
    if last < Self.none {
      let last = Self.square(last)
      bound = min(bound, hasOverflowed ? last.nextDown : ChordBounds.loosely(outside: last))
    }
    if key < Self.none, Self.square(key) <= bound { keep(key) }
  }

  /// Keeps a point that is not among the nearest in a straight line.
  @inline(never)
  private mutating func keep(_ key: UInt64) {
    if tieCount == Self.room { dropTies() }
    guard tieCount < Self.room else {
      hasOverflowed = true
      bound = Self.square(nearest[limit &- 1]).nextDown
      return
    }
    ties[tieCount] = key
    tieCount &+= 1
  }

  /// Drops those that are too far to be among the nearest.
  private mutating func dropTies() {
    let bound = min(
      bound, ChordBounds.outside(beyond: Self.square(nearest[limit &- 1])))
    var kept = 0
    for index in 0..<tieCount {
      ties[kept] = ties[index]
      kept &+= Self.square(ties[index]) <= bound ? 1 : 0
    }
    tieCount = kept
  }

  @inline(never)
  private mutating func append(_ key: UInt64) {
    keys.append(key)
    if keys.count >= 2 &* limit &+ Self.room { tighten() }
  }

  /// Sorts what is kept where many are sought, and drops points that are too far.
  private mutating func tighten() {
    keys.sort()
    guard keys.count >= limit else { return }
    let last = Self.square(keys[limit &- 1])
    bound = min(bound, hasOverflowed ? last.nextDown : ChordBounds.outside(beyond: last))
    while keys.count > limit, Self.square(keys[keys.count &- 1]) > bound { keys.removeLast() }
    if keys.count >= limit &+ Self.room || hasOverflowed {
      hasOverflowed = true
      keys.removeLast(keys.count &- limit)
      bound = min(bound, last.nextDown)
    }
  }

  /// Hands over what was kept, in order.
  @inline(__always)
  consuming func settled(_ take: (Span<UInt64>, _ hasOverflowed: Bool) -> Void) {
    if limit > Self.mostInOrder {
      tighten()
      return take(keys.span, hasOverflowed)
    }
    var count = limit
    while count > 0, nearest[count &- 1] == Self.none { count &-= 1 }
    if hasOverflowed { tieCount = 0 }
    if tieCount > 0 { dropTies() }
    guard tieCount > 0 else {
      return take(nearest.span.extracting(first: count), hasOverflowed)
    }
    for index in 0..<count { keys.append(nearest[index]) }
    for index in 0..<tieCount { keys.append(ties[index]) }
    keys.sort()
    take(keys.span, false)
  }
}

/// The smallest of many elements.
struct Smallest<Element: Comparable> {
  private let limit: Int
  private var elements: [Element] = []
  /// No element from this one on is among the smallest.
  private var bound: Element?

  init(limit: Int) {
    self.limit = limit
  }

  mutating func insert(_ element: Element) {
    if let bound, !(element < bound) { return }
    elements.append(element)
    if elements.count >= 2 * limit + 32 { bound = settled().last }
  }

  /// Drops all but the smallest, and returns them ascending.
  mutating func settled() -> [Element] {
    elements.sort()
    if elements.count > limit { elements.removeLast(elements.count - limit) }
    return elements
  }
}
