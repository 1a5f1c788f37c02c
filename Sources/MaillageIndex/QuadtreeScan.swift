import MaillageGeometry

/// Lanes of two masks as bits, the first lane of the first mask lowest.
@inline(__always)
func bits(_ first: SIMDMask<SIMD4<Int32>>, _ second: SIMDMask<SIMD4<Int32>>) -> UInt32 {
  let lanes =
    SIMD4<UInt32>.zero.replacing(with: 1, where: first)
    | SIMD4<UInt32>.zero.replacing(with: 16, where: second)
  // Even lanes come together in the lower half, odd ones in the upper.
  let pairs = unsafe unsafeBitCast(lanes, to: SIMD2<UInt64>.self)
  let halves = pairs.x | pairs.y &<< 2
  return UInt32(truncatingIfNeeded: halves | halves &>> 31) & 255
}

/// A part of the earth that branches and points are looked at for.
protocol QuadtreeRegion {
  /// Which quarters of a branch may hold points of the region, in the lowest four bits, and which
  /// hold no others, in the next four.
  func look(at branch: borrowing QuadtreeBranch) -> UInt32

  /// Which of the eight points from one on belong to the region, as bits, given the columns of their
  /// places; those beyond the columns' end do not matter.
  func look(
    at start: Int, _ x: Span<Int32>, _ y: Span<Int32>, _ z: Span<Int32>,
    _ coordinates: Span<Coordinate>
  ) -> UInt32
}

extension Quadtree {
  /// The number of points looked at together.
  static let blockSize = 8

  /// Appends the points of a region, or their rows.
  ///
  /// - Parameters:
  ///   - region: The region.
  ///   - entries: Where to start looking.
  ///   - selection: The rows to look among; all when `nil`.
  ///   - asPoints: Whether to append points, not rows.
  ///   - found: What is appended to.
  @inline(__always)
  func append<Region: QuadtreeRegion>(
    _ region: Region, from entries: QuadtreeDirectory.Entries = QuadtreeDirectory.root,
    selection: Bitset?, asPoints: Bool = false, to found: inout [UInt32]
  ) {
    // Closures that capture the index would retain and release all of its columns.
    let (x, y, z, coordinates) = (earthX.span, earthY.span, earthZ.span, coordinates.span)
    let rows = rows.span
    let words = selection?.words ?? []
    let isSelecting = selection != nil
    visitRuns(from: entries) { branch in
      region.look(at: branch)
    } take: { runs, total in
      found.append(addingCapacity: total &+ Self.blockSize) { output in
        unsafe output.withUnsafeMutableBufferPointer { buffer, written in
          let start = written
          var end = unsafe Self.write(runs, of: region, to: buffer, at: start, x, y, z, coordinates)
          if isSelecting {
            var place = start
            for index in start..<end {
              let point = unsafe buffer[index]
              let row = rows[Int(point)]
              unsafe buffer[place] = point
              place &+= Int(words[Int(row &>> 6)] &>> UInt64(row & 63) & 1)
            }
            end = place
          }
          if !asPoints {
            for index in start..<end { unsafe buffer[index] = rows[Int(buffer[index])] }
          }
          written = end
        }
      }
    }
  }

  /// Writes the points of some runs that belong to a region.
  ///
  /// - Returns: Where the next point would be written.
  @inline(never)
  private static func write<Region: QuadtreeRegion>(
    _ runs: Span<QuadtreeRuns.Run>, of region: Region,
    to buffer: UnsafeMutableBufferPointer<UInt32>, at start: Int,
    _ x: Span<Int32>, _ y: Span<Int32>, _ z: Span<Int32>, _ coordinates: Span<Coordinate>
  ) -> Int {
    var place = start
    for index in runs.indices {
      let run = runs[index]
      var (start, end) = (run.start, run.end)
      if run.isInside {
        while start < end {
          unsafe buffer[place] = UInt32(truncatingIfNeeded: start)
          place &+= 1
          start &+= 1
        }
      }
      while start < end {
        // At the very end of the columns a block starts earlier.
        let block = max(0, min(start, coordinates.count &- blockSize))
        var hits = region.look(at: block, x, y, z, coordinates)
        hits &= 0xFF &<< UInt32(truncatingIfNeeded: start &- block)
        hits &= 0xFF &>> UInt32(truncatingIfNeeded: max(0, block &+ blockSize &- end))
        // Every point is written, then kept or overwritten by the next: no branch to guess.
        func write(_ lane: UInt32) {
          unsafe buffer[place] = UInt32(truncatingIfNeeded: block) &+ lane
          place &+= Int(hits &>> lane & 1)
        }
        write(0)
        write(1)
        write(2)
        write(3)
        write(4)
        write(5)
        write(6)
        write(7)
        start &+= blockSize
      }
    }
    return place
  }
}
