/// The points nearest in a straight line, and those that may be as near along the geodesic.
struct NearestChords {
  private let limit: Int
  /// By square of the chord in ``EarthGrid`` steps, then point: the bits of positive ``Float``s
  /// are ordered as these are.
  private var keys: [UInt64] = []
  /// Squares up to which points matter.
  private(set) var bound: Float
  /// Whether more points were nearly as far as the last of the nearest than there was room for:
  /// only the nearest in a straight line are here then.
  private(set) var hasOverflowed = false

  /// - Parameters:
  ///   - limit: The number of nearest points sought, at least one.
  ///   - bound: The square of the chord up to which points are sought.
  init(limit: Int, bound: Float) {
    self.limit = limit
    self.bound = bound
    keys.reserveCapacity(limit <= Self.mostInOrder ? limit &+ Self.room : Self.room)
  }

  /// As many points are kept in order all the time; more are sorted when the room is used up.
  private static let mostInOrder = 64
  /// How many more points than sought there is room for at least.
  private static let room = 32

  var count: Int { keys.count }

  @inline(__always)
  func square(_ index: Int) -> Float { Float(bitPattern: UInt32(keys[index] &>> 32)) }

  @inline(__always)
  func point(_ index: Int) -> Int { Int(keys[index] & 0xFFFF_FFFF) }

  /// Adds a point if it is near enough; what is now too far leaves.
  @inline(__always)
  mutating func insert(square: Float, point: Int) {
    guard square <= bound else { return }
    let key = UInt64(square.bitPattern) &<< 32 | UInt64(point)
    guard limit <= Self.mostInOrder else {
      keys.append(key)
      if keys.count >= 2 &* limit &+ Self.room { settle() }
      return
    }
    var place = keys.count
    keys.append(key)
    while place > 0, keys[place &- 1] > key {
      keys[place] = keys[place &- 1]
      place &-= 1
    }
    keys[place] = key
    if keys.count >= limit, place < limit || keys.count >= limit &+ Self.room { tighten() }
  }

  /// Sorts what is kept.
  mutating func settle() {
    guard limit > Self.mostInOrder else { return }
    keys.sort()
    tighten()
  }

  /// Drops points, in order, that are too far to be among the nearest.
  private mutating func tighten() {
    guard keys.count >= limit else { return }
    let last = square(limit &- 1)
    bound = min(bound, hasOverflowed ? last : ChordBounds.outside(beyond: last))
    while keys.count > limit, square(keys.count &- 1) > bound { keys.removeLast() }
    if keys.count >= limit &+ Self.room || hasOverflowed {
      hasOverflowed = true
      keys.removeLast(keys.count &- limit)
      bound = min(bound, last)
    }
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
