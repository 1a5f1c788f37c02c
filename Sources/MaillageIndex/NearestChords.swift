/// The points nearest in a straight line, and those that may be as near along the geodesic.
struct NearestChords {
  private let limit: Int
  /// By square of the chord in ``EarthGrid`` steps, then point: the bits of positive ``Float``s
  /// are ordered as these are.
  private var keys: [UInt64] = []
  /// Squares up to which points matter.
  private(set) var bound: Float

  /// - Parameters:
  ///   - limit: The number of nearest points sought, at least one.
  ///   - bound: The square of the chord up to which points are sought.
  init(limit: Int, bound: Float) {
    self.limit = limit
    self.bound = bound
    keys.reserveCapacity(limit &+ 16)
  }

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
    var place = keys.count
    keys.append(key)
    while place > 0, keys[place &- 1] > key {
      keys[place] = keys[place &- 1]
      place &-= 1
    }
    keys[place] = key
    guard keys.count >= limit, place < limit else { return }
    bound = min(bound, ChordBounds.outside(beyond: self.square(limit &- 1)))
    while self.square(keys.count &- 1) > bound { keys.removeLast() }
  }
}
