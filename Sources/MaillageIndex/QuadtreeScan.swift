/// Lanes of four masks as bits, the first lane of the first mask lowest.
@inline(__always)
func bits(
  _ first: SIMDMask<SIMD4<Int32>>, _ second: SIMDMask<SIMD4<Int32>>,
  _ third: SIMDMask<SIMD4<Int32>>, _ fourth: SIMDMask<SIMD4<Int32>>
) -> UInt32 {
  let low =
    SIMD4<Int32>.zero.replacing(with: SIMD4(1, 2, 4, 8), where: first)
    | SIMD4<Int32>.zero.replacing(with: SIMD4(16, 32, 64, 128), where: second)
  let high =
    SIMD4<Int32>.zero.replacing(with: SIMD4(256, 512, 1024, 2048), where: third)
    | SIMD4<Int32>.zero.replacing(with: SIMD4(4096, 8192, 16384, 32768), where: fourth)
  return UInt32(truncatingIfNeeded: (low | high).wrappedSum())
}

/// Lanes of two masks as bits, the first lane of the first mask lowest.
@inline(__always)
func bits(_ first: SIMDMask<SIMD4<Int32>>, _ second: SIMDMask<SIMD4<Int32>>) -> UInt32 {
  let lanes =
    SIMD4<Int32>.zero.replacing(with: SIMD4(1, 2, 4, 8), where: first)
    | SIMD4<Int32>.zero.replacing(with: SIMD4(16, 32, 64, 128), where: second)
  return UInt32(truncatingIfNeeded: lanes.wrappedSum())
}

extension Quadtree {
  /// The number of points looked at together.
  static let blockSize = 8

  /// Appends something of those points of some runs that belong to an answer.
  ///
  /// - Parameters:
  ///   - runs: The runs.
  ///   - found: What is appended to.
  ///   - selection: The rows to look among; all when `nil`.
  ///   - value: What to append of a point, given the column of rows.
  ///   - look: Which of the points of a block belong to the answer, as bits; those beyond the
  ///     columns' end do not matter.
  @inline(__always)
  func append(
    _ runs: QuadtreeRuns, to found: inout [UInt32], selection: Bitset?,
    _ value: (borrowing Span<UInt32>, Int) -> UInt32, look: (_ start: Int) -> UInt32
  ) {
    let rows = rows.span
    let words = selection?.words ?? []
    let isSelecting = selection != nil
    found.append(addingCapacity: runs.total &+ Self.blockSize) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, written in
        // Every point is written, then kept or overwritten by the next: no branch to guess.
        var place = written
        for index in 0..<runs.count {
          let isInside = runs.isInside(index)
          var (start, end) = runs.points(index)
          while start < end {
            // At the very end of the columns a block starts earlier.
            let block = max(0, min(start, count &- Self.blockSize))
            let length = min(end &- block, Self.blockSize)
            var hits = isInside ? 0xFF : look(block)
            hits &= 0xFF &<< UInt32(start &- block)
            var lane = 0
            while lane < length {
              let point = block &+ lane
              unsafe buffer[place] = value(rows, point)
              var hit = Int(hits &>> UInt32(lane) & 1)
              if isSelecting {
                let row = rows[point]
                hit &= Int(words[Int(row &>> 6)] &>> UInt64(row & 63) & 1)
              }
              place &+= hit
              lane &+= 1
            }
            start &+= Self.blockSize
          }
        }
        written = place
      }
    }
  }
}
