import MaillageGeometry

/// Earth-centred coordinates as integers.
enum EarthGrid {
  /// Steps in a metre: fine enough for a centimetre, and any difference of two fits 32 bits.
  static let stepsPerMetre = 128.0

  /// More than rounding two points to the grid can change the line between them, in metres: half
  /// a step in three directions, twice.
  static let error = 0.02

  /// A position in steps.
  typealias Place = SIMD3<Int32>

  /// A position rounded to the grid.
  static func place(_ coordinate: Coordinate) -> Place {
    let place = WGS84.earthCentred(coordinate) * stepsPerMetre
    return Place(rounded(place.x), rounded(place.y), rounded(place.z))
  }

  /// The nearest integer to a number of less than 31 bits: with 1.5 · 2⁵² added it stands in the
  /// lowest bits.
  @inline(__always)
  private static func rounded(_ value: Double) -> Int32 {
    Int32(truncatingIfNeeded: (value + 0x1.8p52).bitPattern)
  }

  /// The positions in space, one column a direction; zeros fill up a block.
  static func columns(_ coordinates: [Coordinate]) -> (x: [Int32], y: [Int32], z: [Int32]) {
    let room = max(coordinates.count, Quadtree.blockSize)
    var columns = ([Int32](), [Int32](), [Int32]())
    columns.0.append(addingCapacity: room) { x in
      columns.1.append(addingCapacity: room) { y in
        columns.2.append(addingCapacity: room) { z in
          for index in stride(from: 0, to: coordinates.count, by: 2) {
            // The last of an odd number of positions is its own partner.
            let next = min(index + 1, coordinates.count - 1)
            let place = WGS84.earthCentred(coordinates[index], coordinates[next])
            x.append(rounded(place.x.x * stepsPerMetre))
            y.append(rounded(place.y.x * stepsPerMetre))
            z.append(rounded(place.z.x * stepsPerMetre))
            guard next > index else { break }
            x.append(rounded(place.x.y * stepsPerMetre))
            y.append(rounded(place.y.y * stepsPerMetre))
            z.append(rounded(place.z.y * stepsPerMetre))
          }
        }
      }
    }
    while columns.0.count < Quadtree.blockSize {
      columns.0.append(0)
      columns.1.append(0)
      columns.2.append(0)
    }
    return columns
  }

  /// The squares of the straight lines to four points of the columns, in steps.
  ///
  /// All four must be in the columns, which are a block long at least.
  @inline(__always)
  static func squaredChords(
    _ x: Span<Int32>, _ y: Span<Int32>, _ z: Span<Int32>, from start: Int, to place: Place
  ) -> SIMD4<Float> {
    let x = SIMD4<Float>(four(x, at: start) &- SIMD4(repeating: place.x))
    let y = SIMD4<Float>(four(y, at: start) &- SIMD4(repeating: place.y))
    let z = SIMD4<Float>(four(z, at: start) &- SIMD4(repeating: place.z))
    return x * x + y * y + z * z
  }

  @inline(__always)
  private static func four(_ column: Span<Int32>, at start: Int) -> SIMD4<Int32> {
    unsafe column.bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: start &* 4, as: SIMD4<Int32>.self)
  }
}
