import Glibc
import MaillageGeometry

/// A bounding box in space: a wedge between two half-planes that end at the earth's axis, and two
/// levels along it.
///
/// Poles and the antimeridian are no exceptions here. What lies within metres of a side is decided
/// by the degrees.
struct EarthWedge: QuadtreeRegion {
  private let box: BoundingBox
  /// The levels of the southern and the northern side, in ``EarthGrid`` steps.
  private let south: Int32
  private let north: Int32
  /// For each side the direction across it, into the box.
  private let west: SIMD2<Float>
  private let east: SIMD2<Float>
  private let extent: Extent

  private enum Extent {
    /// At most half the way round: the way in is past both sides.
    case narrow
    /// More: the way in is past either side.
    case wide
    /// Every longitude.
    case whole
  }

  /// More than rounding can move a point along the axis, in steps.
  private static let levelError: Int32 = 4
  /// More than rounding can move a point across a side, in steps: coordinates of 30 bits lose six
  /// as ``Float``, products and sums as many.
  private static let sideError: Float = 512

  /// `nil` for boxes that hold nothing.
  init?(_ box: BoundingBox) {
    guard box.south <= box.north, !box.west.isNaN, !box.east.isNaN else { return nil }
    self.box = box
    // A pole is a level no point is beyond.
    south = box.south <= -90 ? .min / 2 : Self.level(box.south)
    north = box.north >= 90 ? .max / 2 : Self.level(box.north)
    let (westSide, eastSide) = (min(max(box.west, -180), 180), min(max(box.east, -180), 180))
    let width = eastSide - westSide + (box.crossesAntimeridian ? 360 : 0)
    extent =
      box.west <= -180 && box.east >= 180 ? .whole : width <= 180 ? .narrow : .wide
    west = Self.across(westSide)
    east = -Self.across(eastSide)
  }

  private static func level(_ latitude: Double) -> Int32 {
    EarthGrid.place(Coordinate(longitude: 0, latitude: min(max(latitude, -90), 90))).z
  }

  /// The direction across a meridian, eastwards.
  private static func across(_ longitude: Double) -> SIMD2<Float> {
    SIMD2(Float(-sin(longitude * .pi / 180)), Float(cos(longitude * .pi / 180)))
  }

  /// Whether a position lies in the box: the degrees decide.
  @inline(__always)
  func holds(_ place: Coordinate) -> Bool {
    let isPastWest = place.longitude >= box.west
    let isPastEast = place.longitude <= box.east
    let isBetween = place.latitude >= box.south && place.latitude <= box.north
    return isBetween
      && (box.crossesAntimeridian ? isPastWest || isPastEast : isPastWest && isPastEast)
  }

  @inline(__always)
  func look(
    at start: Int, _: Span<Int32>, _: Span<Int32>, _: Span<Int32>, _ coordinates: Span<Coordinate>
  ) -> UInt32 {
    var hits: UInt32 = 0
    for lane in 0..<min(Quadtree.blockSize, coordinates.count &- start) {
      hits |= holds(coordinates[start &+ lane]) ? 1 &<< UInt32(lane) : 0
    }
    return hits
  }

  @inline(__always)
  func look(at branch: borrowing QuadtreeBranch) -> UInt32 {
    let (south, north) = (SIMD4(repeating: south), SIMD4(repeating: north))
    let error = SIMD4(repeating: Self.levelError)
    let isNear = (branch.highZ .>= south &- error) .& (branch.lowZ .<= north &+ error)
    let isInside = (branch.lowZ .>= south &+ error) .& (branch.highZ .<= north &- error)
    if extent == .whole { return bits(isNear, isInside) }

    let (leastPastWest, mostPastWest) = Self.reach(west, branch)
    let (leastPastEast, mostPastEast) = Self.reach(east, branch)
    let side = SIMD4(repeating: Self.sideError)
    let (nearWest, nearEast) = (mostPastWest .>= -side, mostPastEast .>= -side)
    let (insideWest, insideEast) = (leastPastWest .>= side, leastPastEast .>= side)
    return extent == .narrow
      ? bits(isNear .& nearWest .& nearEast, isInside .& insideWest .& insideEast)
      : bits(isNear .& (nearWest .| nearEast), isInside .& (insideWest .| insideEast))
  }

  /// How far past a side the points of a branch's quarters are at least and at most.
  @inline(__always)
  private static func reach(
    _ across: SIMD2<Float>, _ branch: borrowing QuadtreeBranch
  ) -> (least: SIMD4<Float>, most: SIMD4<Float>) {
    let (lowX, highX) = (SIMD4<Float>(branch.lowX), SIMD4<Float>(branch.highX))
    let (lowY, highY) = (SIMD4<Float>(branch.lowY), SIMD4<Float>(branch.highY))
    let (leastX, mostX) = across.x >= 0 ? (lowX, highX) : (highX, lowX)
    let (leastY, mostY) = across.y >= 0 ? (lowY, highY) : (highY, lowY)
    return (
      leastX * across.x + leastY * across.y, mostX * across.x + mostY * across.y
    )
  }
}
