import MaillageGeometry

/// Cuts arcs into the cells of a quadtree, from the whole world downwards.
struct ArcCutter {
  private(set) var nodes: [ArcCells.Node] = []
  private(set) var pieces: [ArcCell.Piece] = []
  private(set) var steps: [ArcCell.Step] = []

  private let points: [WorldPoint]
  private let arcs: [LayerShape.Arc]
  private let zooms: ClosedRange<Int>

  /// A cell of no more points is not divided, however deep the tiles in it.
  private static let fewPoints = 64
  /// The deepest level cut for: below it, a cell's few kilometres hold little.
  private static let deepest = 16
  /// How many points cells may pass to the cells in them before no more are divided.
  ///
  /// Borders that a map has pass each point to about one cell a level. Many long segments on top of
  /// each other would go to all cells of the world, and dividing them never end.
  private var pointsLeft: Int

  init(points: [WorldPoint], arcs: [LayerShape.Arc], zooms: ClosedRange<Int>) {
    self.points = points
    self.arcs = arcs
    self.zooms = zooms
    pointsLeft = 48 * points.count + 65_536
  }

  /// Cuts everything.
  mutating func cutAll() {
    var whole: [ArcCell.Piece] = []
    for (index, arc) in arcs.enumerated() where arc.range.count > 1 && arc.left != arc.right {
      whole.append(
        ArcCell.Piece(
          arc: Int32(index), first: Int32(arc.range.lowerBound), end: Int32(arc.range.upperBound)))
    }
    nodes.append(ArcCells.Node(pieces: 0..<0, steps: 0..<0, hasLists: false))
    cut(0, level: 0, column: 0, row: 0, pieces: whole, steps: [])
  }

  /// Fills in a node and makes its children.
  private mutating func cut(
    _ node: Int, level: Int, column: Int, row: Int, pieces: [ArcCell.Piece], steps: [ArcCell.Step]
  ) {
    let count = pieces.reduce(0) { $0 + Int($1.end - $1.first) }
    let isLeaf =
      count <= Self.fewPoints || level >= min(zooms.upperBound, Self.deepest) || pointsLeft < 0
    if isLeaf || level >= zooms.lowerBound {
      nodes[node].pieces = Int32(self.pieces.count)..<Int32(self.pieces.count + pieces.count)
      nodes[node].steps = Int32(self.steps.count)..<Int32(self.steps.count + steps.count)
      nodes[node].hasLists = true
      self.pieces += pieces
      self.steps += steps
    }
    if isLeaf { return }
    pointsLeft -= count
    let children = nodes.count
    nodes[node].children = Int32(children)
    for _ in 0..<4 { nodes.append(ArcCells.Node(pieces: 0..<0, steps: 0..<0, hasLists: false)) }
    for quadrant in 0..<4 {
      let (x, y) = (column << 1 | quadrant & 1, row << 1 | quadrant >> 1)
      var cell = CutCell(level: level + 1, column: x, row: y, steps: steps)
      for piece in pieces { cell.add(piece, of: arcs[Int(piece.arc)], points: points) }
      cut(
        children + quadrant, level: level + 1, column: x, row: y, pieces: cell.pieces,
        steps: cell.mergedSteps)
    }
  }
}

/// One cell while it is filled.
private struct CutCell {
  private(set) var pieces: [ArcCell.Piece] = []
  private var steps: [ArcCell.Step] = []
  // The cell with its margin; may reach beyond the world.
  private let west: Int
  private let east: Int
  private let north: Int
  private let south: Int

  init(level: Int, column: Int, row: Int, steps: [ArcCell.Step]) {
    let side = 1 << (32 - level)
    let margin = side / 256 * ArcCells.margin
    west = column * side - margin
    east = (column + 1) * side + margin
    north = row * side - margin
    south = (row + 1) * side + margin
    for step in steps { addStep(step.territory, Int(step.y), step.count) }
  }

  private mutating func addStep(_ territory: Int32, _ y: Int, _ count: Int32) {
    guard y < south else { return }
    steps.append(
      ArcCell.Step(territory: territory, y: UInt32(clamping: max(y, north)), count: count))
  }

  /// Adds what a piece of an arc means for the cell: runs of segments that meet it, and how far the
  /// arc goes up and down left of it.
  ///
  /// A segment whose bounding box misses the cell lies above, below, right or left of it. Only the
  /// last kind matters, and only its height, which telescopes along a run of such segments.
  mutating func add(_ piece: ArcCell.Piece, of arc: LayerShape.Arc, points: [WorldPoint]) {
    let points = points.span
    var last = points[Int(piece.first)]
    var runStart = -1
    var leftStart: WorldPoint?
    for index in Int(piece.first) + 1..<Int(piece.end) {
      let next = points[index]
      let (low, high) = last.x < next.x ? (Int(last.x), Int(next.x)) : (Int(next.x), Int(last.x))
      let (top, bottom) = last.y < next.y ? (Int(last.y), Int(next.y)) : (Int(next.y), Int(last.y))
      let isInside = high >= west && low <= east && bottom >= north && top <= south
      if isInside {
        if runStart < 0 { runStart = index - 1 }
      } else if runStart >= 0 {
        end(runStart, at: index, of: piece.arc)
        runStart = -1
      }
      if !isInside && high < west {
        if leftStart == nil { leftStart = last }
      } else if let start = leftStart {
        pass(from: start, to: last, left: arc.left, right: arc.right)
        leftStart = nil
      }
      last = next
    }
    if runStart >= 0 { end(runStart, at: Int(piece.end), of: piece.arc) }
    if let start = leftStart { pass(from: start, to: last, left: arc.left, right: arc.right) }
  }

  private mutating func end(_ start: Int, at end: Int, of arc: Int32) {
    pieces.append(ArcCell.Piece(arc: arc, first: Int32(start), end: Int32(end)))
  }

  /// Notes that an arc passes left of the cell: on its way south its left side is the eastern one.
  private mutating func pass(from start: WorldPoint, to end: WorldPoint, left: Int, right: Int?) {
    addStep(Int32(left), Int(start.y), 1)
    addStep(Int32(left), Int(end.y), -1)
    if let right {
      addStep(Int32(right), Int(start.y), -1)
      addStep(Int32(right), Int(end.y), 1)
    }
  }

  /// The steps by territory and height; those at one place are added up, and left out when nothing
  /// remains.
  var mergedSteps: [ArcCell.Step] {
    let sorted = steps.sorted { ($0.territory, $0.y) < ($1.territory, $1.y) }
    var merged: [ArcCell.Step] = []
    for step in sorted {
      if let last = merged.last, last.territory == step.territory, last.y == step.y {
        merged.removeLast()
        let count = last.count &+ step.count
        if count != 0 {
          merged.append(ArcCell.Step(territory: step.territory, y: step.y, count: count))
        }
      } else {
        merged.append(step)
      }
    }
    return merged
  }
}
