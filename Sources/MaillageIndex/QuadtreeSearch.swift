import MaillageGeometry

extension Quadtree {
  /// Finds points among which the nearest are, nearest in a straight line first.
  ///
  /// The cell the place lies in is looked into before all others: mostly it tells how near the
  /// nearest are, so that a few cells are left.
  @inline(__always)
  func visitCandidates(
    to center: Coordinate, limit: Int, within radius: Double, selection: Bitset?,
    _ take: (Span<UInt64>, _ hasOverflowed: Bool) -> Void
  ) {
    guard limit > 0, radius >= 0, center.isValid, !branches.isEmpty else { return }
    let place = EarthGrid.place(center)
    var chords = NearestChords(limit: min(limit, count), bound: ChordBounds(radius: radius).outside)
    let home = QuadtreeDirectory.Entries(directory.entries(around: center, within: 0)[0], 0, 0, 0)
    search(home, except: 0, around: place, selection, &chords)
    if home != QuadtreeDirectory.root {
      // Up to 1000 km no path is longer than its chord by two thousandths.
      let reach = Double(chords.bound.squareRoot()) * (1.002 / EarthGrid.stepsPerMetre) + 1
      let entries = directory.entries(around: center, within: reach)
      search(entries, except: home[0], around: place, selection, &chords)
    }
    chords.settled(take)
  }

  /// Adds points that may be among the nearest to those found, but for those of a known entry.
  @inline(never)
  private func search(
    _ entries: QuadtreeDirectory.Entries, except known: UInt32, around place: EarthGrid.Place,
    _ selection: Bitset?, _ chords: inout NearestChords
  ) {
    let (x, y, z) = (earthX.span, earthY.span, earthZ.span)
    let (rows, branches) = (rows.span, branches.span)
    let words = selection?.words ?? []
    let isSelecting = selection != nil
    let knownBranch = known & 15 == 15 ? known &>> 4 : .max
    // Quarters still to be looked into: the square of the distance, the branch and the lane.
    var pending = [128 of UInt64](repeating: 0)
    var depth = 0
    for number in 0..<4 {
      let entry = entries[number]
      guard entry != 0, entry != known else { continue }
      var (index, lanes) = (Int(entry &>> 4), entry & 15)
      let bottom = depth
      while true {
        let branch = branches[index]
        if index == Int(known &>> 4) { lanes &= ~known }
        let squares = branch.squaredNearest(from: place)
        var keys = (
          Self.key(squares, index, 0, lanes), Self.key(squares, index, 1, lanes),
          Self.key(squares, index, 2, lanes), Self.key(squares, index, 3, lanes)
        )
        Self.sortDescending(&keys)
        let bound = UInt64(chords.bound.bitPattern) &<< 32 | 0xFFFF_FFFF
        pending[depth] = keys.0
        depth &+= keys.0 <= bound ? 1 : 0
        pending[depth] = keys.1
        depth &+= keys.1 <= bound ? 1 : 0
        pending[depth] = keys.2
        depth &+= keys.2 <= bound ? 1 : 0
        pending[depth] = keys.3
        depth &+= keys.3 <= bound ? 1 : 0
        // Leaves at once, until there is a branch to look into.
        index = -1
        lanes = 15
        while depth > bottom {
          depth &-= 1
          let key = pending[depth]
          guard Float(bitPattern: UInt32(key &>> 32)) <= chords.bound else { continue }
          let (known, lane) = (Int(key & 0xFFFF_FFFF) &>> 2, Int(key & 3))
          let link = branches[known].links[lane]
          if link < QuadtreeBranch.leaf {
            if link == knownBranch { continue }
            index = Int(link)
            break
          }
          let start = Int(branches[known].starts[lane])
          let end = start &+ Int(link ^ QuadtreeBranch.leaf)
          var point = start
          while point < end {
            let block = max(0, min(point, rows.count &- Self.blockSize))
            let first = EarthGrid.squaredChords(x, y, z, from: block, to: place)
            let second = EarthGrid.squaredChords(x, y, z, from: block &+ 4, to: place)
            let squares = SIMD8(lowHalf: first, highHalf: second)
            let bound = SIMD4(repeating: chords.bound)
            var hits = bits(first .<= bound, second .<= bound)
            hits &= 0xFF &<< UInt32(truncatingIfNeeded: point &- block)
            hits &= 0xFF &>> UInt32(truncatingIfNeeded: max(0, block &+ Self.blockSize &- end))
            while hits != 0 {
              let lane = hits.trailingZeroBitCount
              hits &= hits &- 1
              if isSelecting {
                let row = rows[block &+ lane]
                guard words[Int(row &>> 6)] &>> UInt64(row & 63) & 1 == 1 else { continue }
              }
              chords.insert(square: squares[lane], point: block &+ lane)
            }
            point &+= Self.blockSize
          }
        }
        if index < 0 { break }
      }
    }
  }

  /// A quarter by its distance; one that is not to be looked into is farther than any.
  @inline(__always)
  private static func key(
    _ squares: SIMD4<Float>, _ index: Int, _ lane: Int, _ lanes: UInt32
  ) -> UInt64 {
    let key = UInt64(squares[lane].bitPattern) &<< 32 | UInt64(index &<< 2 | lane)
    return lanes &>> UInt32(lane) & 1 == 1 ? key : .max
  }

  /// Sorts four keys, the greatest first.
  @inline(__always)
  private static func sortDescending(_ keys: inout (UInt64, UInt64, UInt64, UInt64)) {
    keys = (max(keys.0, keys.1), min(keys.0, keys.1), max(keys.2, keys.3), min(keys.2, keys.3))
    keys = (max(keys.0, keys.2), max(keys.1, keys.3), min(keys.0, keys.2), min(keys.1, keys.3))
    keys = (keys.0, max(keys.1, keys.2), min(keys.1, keys.2), keys.3)
  }
}
