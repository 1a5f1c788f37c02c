/// The up to four quarters of a cell of the quadtree, looked at together: one lane each.
///
/// Cells with one occupied quarter are passed over, so every branch has two to four quarters and
/// the depth is at most 32, however many points share a position. Only the root may have one.
struct QuadtreeBranch: Sendable {
  // The bounds of each quarter's points, in ``EarthGrid`` steps. Those of a lane without points lie
  // farther off than anything on earth, while differences to what is on earth fit 32 bits.
  var lowX = Self.far
  var lowY = Self.far
  var lowZ = Self.far
  var highX = SIMD4<Int32>.zero &- Self.far
  var highY = SIMD4<Int32>.zero &- Self.far
  var highZ = SIMD4<Int32>.zero &- Self.far
  /// Where each quarter's points start in the columns; those without points start at the end of all.
  var starts: [4 of UInt32]
  /// Each quarter's own branch; for a leaf the number of its points and ``leaf``.
  var links: [4 of UInt32] = [Self.leaf, Self.leaf, Self.leaf, Self.leaf]

  /// Marks links of leaves.
  static let leaf: UInt32 = 0x8000_0000

  /// Leaves hold at most this many points, unless these share a position.
  static let leafCapacity = 48

  private static let far = SIMD4<Int32>(repeating: 0x4000_0000)

  /// A branch without points that ends at a place of the columns.
  init(end: Int) {
    starts = .init(repeating: UInt32(end))
  }

  /// Follows points and branches that moved in memory.
  mutating func move(points: Int, branches: Int) {
    for lane in 0..<4 {
      starts[lane] = UInt32(Int(starts[lane]) + points)
      if links[lane] < Self.leaf { links[lane] = UInt32(Int(links[lane]) + branches) }
    }
  }

  /// The squares of lengths that no point of a quarter is nearer than, or farther than, in steps.
  ///
  /// Off by no more than a few roundings of ``Float``, as distances to points are.
  @inline(__always)
  func squaredDistances(
    from place: EarthGrid.Place
  ) -> (nearest: SIMD4<Float>, farthest: SIMD4<Float>) {
    let (nearX, farX) = Self.spread(lowX, highX, place.x)
    let (nearY, farY) = Self.spread(lowY, highY, place.y)
    let (nearZ, farZ) = Self.spread(lowZ, highZ, place.z)
    return (
      nearX * nearX + nearY * nearY + nearZ * nearZ, farX * farX + farY * farY + farZ * farZ
    )
  }

  /// The squares of lengths that no point of a quarter is nearer than, in steps.
  @inline(__always)
  func squaredNearest(from place: EarthGrid.Place) -> SIMD4<Float> {
    let x = Self.gap(lowX, highX, place.x)
    let y = Self.gap(lowY, highY, place.y)
    let z = Self.gap(lowZ, highZ, place.z)
    return x * x + y * y + z * z
  }

  /// How far away, along one axis, the nearest of two bounds and all between is.
  @inline(__always)
  private static func gap(
    _ low: SIMD4<Int32>, _ high: SIMD4<Int32>, _ place: Int32
  ) -> SIMD4<Float> {
    let below = SIMD4<Float>(low &- SIMD4(repeating: place))
    let above = SIMD4<Float>(SIMD4(repeating: place) &- high)
    let gap = below.replacing(with: above, where: above .> below)
    return gap.replacing(with: 0, where: gap .< 0)
  }

  /// How far away, along one axis, the nearest and the farthest of two bounds and all between are.
  @inline(__always)
  private static func spread(
    _ low: SIMD4<Int32>, _ high: SIMD4<Int32>, _ place: Int32
  ) -> (SIMD4<Float>, SIMD4<Float>) {
    let below = SIMD4<Float>(low &- SIMD4(repeating: place))
    let above = SIMD4<Float>(SIMD4(repeating: place) &- high)
    let gap = below.replacing(with: above, where: above .> below)
    return (
      gap.replacing(with: 0, where: gap .< 0), below.replacing(with: above, where: above .< below)
    )
  }
}
