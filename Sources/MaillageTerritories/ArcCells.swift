public import MaillageGeometry

/// What a tile needs of a layer's arcs to be drawn: the pieces that meet it, and what lies left of it.
public struct ArcCell: Sendable {
  /// A run of an arc's points.
  public struct Piece: Sendable {
    /// The arc's index in ``LayerShape/arcs``.
    public let arc: Int32
    /// The first point's index in ``LayerShape/points``.
    public let first: Int32
    /// The index after the last point's.
    public let end: Int32
  }

  /// A change, on the way south along the cell's western side, of what lies there.
  public struct Step: Sendable, Hashable {
    /// The territory's index.
    public let territory: Int32
    /// The height from which on it counts, as ``WorldPoint/y``.
    public let y: UInt32
    /// 1 where the territory begins, −1 where it ends.
    public let count: Int32
  }

  /// The places of the pieces in ``LayerShape/pieces``.
  public let pieces: Range<Int>
  /// The places of the steps in ``LayerShape/steps``.
  public let steps: Range<Int>

  /// Whether no border comes near the tile: one territory covers it, or none.
  public let isPlain: Bool
  /// The territory that covers a plain tile; `nil` for none.
  public let territory: Int?
}

extension LayerShape {
  /// The pieces that cells refer to.
  public var pieces: [ArcCell.Piece] { cells.pieces }

  /// The steps that cells refer to.
  public var steps: [ArcCell.Step] { cells.steps }

  /// How many pixels around a tile, in CSS pixels of its zoom, borders are still listed: the mitre of
  /// a corner reaches two widths of its line, which is at most 10 wide.
  public static let margin = ArcCells.margin

  /// What a tile shows of the layer.
  ///
  /// All segments whose bounding box meets the tile, or its margin, are in the pieces. The steps
  /// begin with what lies at the tile's western side above all of them.
  ///
  /// - Parameter tile: A tile of a zoom this shape is made for, or deeper.
  /// - Returns: Where the tile's pieces and steps are, and what covers it when none comes near.
  /// - Complexity: O(z), z the zoom.
  public func cell(for tile: Tile) -> ArcCell {
    let found = cells.node(for: tile)
    let node = found.node
    let cover = cover(of: tile, node, isDeeper: tile.zoom > found.level)
    return ArcCell(
      pieces: Int(node.pieces.lowerBound)..<Int(node.pieces.upperBound),
      steps: Int(node.steps.lowerBound)..<Int(node.steps.upperBound), isPlain: cover != nil,
      territory: cover?.territory)
  }

  /// What covers all of a tile; `nil` when a border comes near it.
  ///
  /// The few borders of a cell that was not divided further may all miss a tile that is: then what
  /// they pass left of the tile's middle, with the steps, tells what lies there.
  private func cover(of tile: Tile, _ node: ArcCells.Node, isDeeper: Bool) -> Cover? {
    guard node.pieces.isEmpty || isDeeper else { return nil }
    let side = 1 << (32 - tile.zoom)
    let margin = side / 256 * ArcCells.margin
    let (west, east) = (tile.x * side - margin, (tile.x + 1) * side + margin)
    let (north, south) = (tile.y * side - margin, (tile.y + 1) * side + margin)
    let middle = UInt32(tile.y * side + side / 2)
    var cover = Cover()
    for index in node.steps where steps[Int(index)].y <= middle {
      cover.add(Int(steps[Int(index)].territory), Int(steps[Int(index)].count))
    }
    for index in node.pieces {
      let piece = pieces[Int(index)]
      let arc = arcs[Int(piece.arc)]
      var last = points[Int(piece.first)]
      for place in Int(piece.first) + 1..<Int(piece.end) {
        let next = points[place]
        if Int(max(last.x, next.x)) >= west {
          let isNear =
            Int(min(last.x, next.x)) <= east && Int(max(last.y, next.y)) >= north
            && Int(min(last.y, next.y)) <= south
          if isNear { return nil }
        } else if (last.y <= middle) != (next.y <= middle) {
          // On its way south an arc's left side is the eastern one.
          let sign = last.y <= middle ? 1 : -1
          cover.add(arc.left, sign)
          if let right = arc.right { cover.add(right, -sign) }
        }
        last = next
      }
    }
    return cover
  }
}

/// How often each of a few territories covers a place.
private struct Cover {
  private var counts: [(territory: Int, count: Int)] = []

  mutating func add(_ territory: Int, _ count: Int) {
    if let index = counts.firstIndex(where: { $0.territory == territory }) {
      counts[index].count += count
    } else {
      counts.append((territory, count))
    }
  }

  /// The first territory that is there.
  var territory: Int? { counts.first { $0.count > 0 }?.territory }
}

/// Arcs by the cells of a quadtree.
///
/// A cell lists the runs of points whose segments meet it or its margin: segments are never cut, as a
/// cut would move them by a rounding. What the rest of the world does to the pixels of the cell is how
/// often its borders pass left of it: that is kept as steps, one territory after the other, in which
/// all that lies far away cancels out.
struct ArcCells: Sendable {
  /// Margin of a cell in CSS pixels of its zoom, on all sides.
  static let margin = 21

  struct Node: Sendable {
    /// The first of four children, row by row from the north-west; 0 for none.
    var children: Int32 = 0
    var pieces: Range<Int32>
    var steps: Range<Int32>
    /// Whether the lists are kept; nodes above the zooms of the shape have none.
    var hasLists: Bool
  }

  private(set) var nodes: [Node] = []
  private(set) var pieces: [ArcCell.Piece] = []
  private(set) var steps: [ArcCell.Step] = []

  /// Cuts arcs into cells for the tiles of some zooms.
  ///
  /// - Complexity: O(n · z), n the number of points, z the deepest zoom cut for.
  init(points: [WorldPoint], arcs: [LayerShape.Arc], zooms: ClosedRange<Int>) {
    var cutter = ArcCutter(points: points, arcs: arcs, zooms: zooms)
    cutter.cutAll()
    nodes = cutter.nodes
    pieces = cutter.pieces
    steps = cutter.steps
  }

  /// The deepest node with lists that holds a tile, and its level.
  func node(for tile: Tile) -> (node: Node, level: Int) {
    var node = nodes[0]
    var found = (node: node, level: 0)
    for level in stride(from: tile.zoom - 1, through: 0, by: -1) {
      guard node.children > 0 else { break }
      let quadrant = (tile.x >> level & 1) | (tile.y >> level & 1) << 1
      node = nodes[Int(node.children) + quadrant]
      if node.hasLists { found = (node, tile.zoom - level) }
    }
    precondition(found.node.hasLists, "a tile of a zoom the shape is not made for")
    return found
  }
}
