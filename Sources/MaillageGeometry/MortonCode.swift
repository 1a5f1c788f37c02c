/// A point's position along the Z-order curve: the bits of `x` and `y` interleaved, `y` above `x`.
///
/// All points of a tile at zoom *z* share the upper 2·*z* bits, so sorting by Morton code lays a
/// quadtree out as one array, every node a range of it.
///
/// Source: G. M. Morton, "A computer oriented geodetic data base and a new technique in file
/// sequencing", IBM, 1966; bit spreading after H. S. Warren, "Hacker's Delight", 7-2.
public struct MortonCode: Hashable, Comparable, Sendable {
  /// The interleaved bits: bit 2·i holds bit i of `x`, bit 2·i + 1 bit i of `y`.
  public var bits: UInt64

  /// Creates a code from its bits.
  @inlinable
  public init(bits: UInt64) {
    self.bits = bits
  }

  /// Interleaves the coordinates of a point.
  @inlinable
  public init(_ point: WorldPoint) {
    bits = Self.spread(point.x) | Self.spread(point.y) &<< 1
  }

  /// The point whose bits are interleaved here.
  @inlinable
  public var point: WorldPoint {
    WorldPoint(x: Self.gather(bits), y: Self.gather(bits &>> 1))
  }

  /// Orders codes along the curve.
  @inlinable
  public static func < (left: MortonCode, right: MortonCode) -> Bool {
    left.bits < right.bits
  }

  /// Moves bit i of the value to bit 2·i.
  @inlinable
  static func spread(_ value: UInt32) -> UInt64 {
    var bits = UInt64(value)
    bits = (bits | bits &<< 16) & 0x0000_FFFF_0000_FFFF
    bits = (bits | bits &<< 8) & 0x00FF_00FF_00FF_00FF
    bits = (bits | bits &<< 4) & 0x0F0F_0F0F_0F0F_0F0F
    bits = (bits | bits &<< 2) & 0x3333_3333_3333_3333
    return (bits | bits &<< 1) & 0x5555_5555_5555_5555
  }

  /// Moves bit 2·i of the value to bit i; the other bits are dropped.
  @inlinable
  static func gather(_ value: UInt64) -> UInt32 {
    var bits = value & 0x5555_5555_5555_5555
    bits = (bits | bits &>> 1) & 0x3333_3333_3333_3333
    bits = (bits | bits &>> 2) & 0x0F0F_0F0F_0F0F_0F0F
    bits = (bits | bits &>> 4) & 0x00FF_00FF_00FF_00FF
    bits = (bits | bits &>> 8) & 0x0000_FFFF_0000_FFFF
    return UInt32(truncatingIfNeeded: bits | bits &>> 16)
  }
}
