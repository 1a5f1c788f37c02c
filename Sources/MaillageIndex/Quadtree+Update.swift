public import MaillageGeometry

extension Quadtree {
  /// The index after rows left and others came in: equal to one of all the positions built anew.
  ///
  /// - Parameters:
  ///   - edit: Which of the ``rowCount`` rows leave, and which come in.
  ///   - coordinates: The position of each row that comes in, in the order of ``RowEdit/inserted``;
  ///     one that is not valid keeps its row but is in no answer.
  /// - Returns: An index of the rows after the edit.
  /// - Complexity: O(n + k log n), k the number of rows that leave or come in; the O(n) is copying.
  public func applying(_ edit: RowEdit, inserting coordinates: [Coordinate]) -> Quadtree {
    precondition(coordinates.count == edit.inserted.count, "every row inserted has a position")
    let newRows = newRows(edit)
    let arrivals = zip(edit.inserted, coordinates)
      .filter { $0.1.isValid }
      .map { Arrival(row: UInt32($0.0), code: MortonCode(WorldPoint($0.1)), coordinate: $0.1) }
      .sorted { ($0.code.bits, $0.row) < ($1.code.bits, $1.row) }
    var departures = points(leavingBy: edit)[...]

    // Between points that leave or come in, columns are copied in runs.
    var columns = Columns(capacity: count + arrivals.count)
    var changes: [Int] = []
    var next = 0
    func copy(upTo end: Int) {
      while let departure = departures.first, departure < end {
        columns.append(self, next..<departure, newRows)
        departures.removeFirst()
        next = departure + 1
        changes.append(columns.rows.count)
      }
      columns.append(self, next..<end, newRows)
      next = end
    }
    for arrival in arrivals {
      let place = SortedSearch.first(in: next..<count) { point in
        codes[point] == arrival.code
          ? newRows[Int(rows[point])] >= arrival.row : codes[point] > arrival.code
      }
      copy(upTo: place)
      changes.append(columns.rows.count)
      columns.append(arrival)
    }
    copy(upTo: count)
    return Quadtree(
      rowCount: edit.newCount(of: rowCount), columns, known: self, changes: changes)
  }

  /// A position that comes in.
  struct Arrival {
    let row: UInt32
    let code: MortonCode
    let coordinate: Coordinate
  }

  /// The new row of each old one; for one that leaves, that of the next that stays.
  private func newRows(_ edit: RowEdit) -> [UInt32] {
    var rows: [UInt32] = []
    rows.reserveCapacity(rowCount)
    edit.visitKeptRuns(of: rowCount) { run, newStart in
      while rows.count < run.lowerBound { rows.append(UInt32(newStart)) }
      rows.append(contentsOf: UInt32(newStart)..<UInt32(newStart + run.count))
    }
    while rows.count < rowCount { rows.append(UInt32.max) }
    return rows
  }

  /// The places in the columns of the rows that leave, ascending.
  private func points(leavingBy edit: RowEdit) -> [Int] {
    // Where rows stand in the order of the columns, a row is its own place.
    let guesses = edit.removed.filter { $0 < count && rows[$0] == UInt32($0) }
    if guesses.count == edit.removed.count { return guesses }
    var leaving = Bitset(count: rowCount)
    for row in edit.removed { leaving.insert(row) }
    return rows.indices.filter { leaving.contains(Int(rows[$0])) }
  }
}

extension Quadtree {
  /// Columns that grow in Morton order.
  struct Columns {
    var codes: [MortonCode] = []
    var rows: [UInt32] = []
    var coordinates: [Coordinate] = []
    var earthX: [Int32] = []
    var earthY: [Int32] = []
    var earthZ: [Int32] = []

    init(capacity: Int) {
      codes.reserveCapacity(capacity)
      rows.reserveCapacity(capacity)
      coordinates.reserveCapacity(capacity)
      let room = max(capacity, Quadtree.blockSize)
      earthX.reserveCapacity(room)
      earthY.reserveCapacity(room)
      earthZ.reserveCapacity(room)
    }

    mutating func append(_ arrival: Arrival) {
      codes.append(arrival.code)
      rows.append(arrival.row)
      coordinates.append(arrival.coordinate)
      let place = EarthGrid.place(arrival.coordinate)
      earthX.append(place.x)
      earthY.append(place.y)
      earthZ.append(place.z)
    }

    /// Copies points of an index; rows get their new numbers.
    mutating func append(_ tree: Quadtree, _ points: Range<Int>, _ newRows: [UInt32]) {
      codes.append(contentsOf: tree.codes[points])
      coordinates.append(contentsOf: tree.coordinates[points])
      earthX.append(contentsOf: tree.earthX[points])
      earthY.append(contentsOf: tree.earthY[points])
      earthZ.append(contentsOf: tree.earthZ[points])
      // Appending nothing writes to the storage that all empty arrays share: a race between threads.
      guard !points.isEmpty else { return }
      rows.append(addingCapacity: points.count) { output in
        for point in points { output.append(newRows[Int(tree.rows[point])]) }
      }
    }
  }

  /// Divides columns that are those of a known index but for some changes.
  init(rowCount: Int, _ columns: Columns, known: Quadtree, changes: [Int]) {
    self.rowCount = rowCount
    var columns = columns
    while columns.earthX.count < Self.blockSize {
      columns.earthX.append(0)
      columns.earthY.append(0)
      columns.earthZ.append(0)
    }
    (codes, rows, coordinates) = (columns.codes, columns.rows, columns.coordinates)
    (earthX, earthY, earthZ) = (columns.earthX, columns.earthY, columns.earthZ)
    branches =
      QuadtreeBuilder(
        codes: codes, x: earthX, y: earthY, z: earthZ, known: known, changes: changes
      ).branches
    directory = QuadtreeDirectory(codes: codes, branches: branches)
  }
}

extension Quadtree: Equatable {
  /// Whether two indexes hold the same positions under the same rows.
  public static func == (left: Quadtree, right: Quadtree) -> Bool {
    // All else follows from these.
    left.rowCount == right.rowCount && left.rows == right.rows
      && left.coordinates == right.coordinates
  }
}
