import MaillageGeometry
import MaillageRaster
import MaillageTerritories

/// A layer of territories as a style draws it: which line is drawn how, and what lies between.
struct BoundaryLayer: Sendable {
  let layer: TerritoryLayer
  /// The pen of each arc.
  private let pens: [UInt8]

  /// Sorts the borders of the départements, or of the communes, by kind.
  init(_ layer: TerritoryLayer) {
    self.layer = layer
    let codes = layer.territories.map(\.code)
    pens = layer.shape(zoom: layer.detailedZoom).arcs.map { arc in
      Self.kind(codes[arc.left], arc.right.map { codes[$0] }, level: layer.level)?.pen ?? 0
    }
  }

  /// What a border between two territories of a level is; `nil` for one that is not drawn.
  private static func kind(
    _ left: String, _ right: String?, level: TerritoryLevel
  ) -> Style.BorderKind? {
    switch level {
    case .region: nil
    case .departement:
      if let right {
        Departement.region(of: left) == Departement.region(of: right) ? .departement : .region
      } else {
        .outline
      }
    case .commune:
      // Where communes of two départements meet, the département's line is drawn, which differs a
      // little.
      if let right, Departement.code(ofINSEE: right) == Departement.code(ofINSEE: left) {
        .commune
      } else {
        nil
      }
    }
  }

  /// What a tile shows of the layer; `nil` for other windows.
  func cell(_ tile: Tile?) -> ArcCell? {
    tile.map { layer.shape(zoom: $0.zoom).cell(for: $0) }
  }

  /// Adds the lines that a window shows.
  ///
  /// - Parameters:
  ///   - window: The pixels.
  ///   - cell: What the window shows of the layer when it is a tile; `nil` looks through all of it.
  ///   - areas: The area of each territory in the batch.
  ///   - batch: Takes the lines.
  func addLines(
    in window: PixelWindow, cell: ArcCell?, areas: borrowing [UInt8], to batch: inout LineBatch
  ) {
    let shape = layer.shape(zoom: window.zoom)
    guard let cell else {
      for (index, arc) in shape.arcs.enumerated() where arc.left != arc.right {
        add(arc.range, ofArc: index, shape, in: window, areas: areas, to: &batch)
      }
      return
    }
    for step in shape.steps[cell.steps] {
      batch.addLeftStep(
        at: window.point(WorldPoint(x: 0, y: step.y)).y, area: areas[Int(step.territory)],
        count: step.count)
    }
    for piece in shape.pieces[cell.pieces] {
      add(
        Int(piece.first)..<Int(piece.end), ofArc: Int(piece.arc), shape, in: window, areas: areas,
        to: &batch)
    }
  }

  private func add(
    _ range: Range<Int>, ofArc index: Int, _ shape: LayerShape, in window: PixelWindow,
    areas: borrowing [UInt8], to batch: inout LineBatch
  ) {
    let arc = shape.arcs[index]
    let (left, right) = (areas[arc.left], arc.right.map { areas[$0] } ?? 0)
    let pen = pens[index]
    guard range.count > 1, left != right || pen != 0 else { return }
    let points = shape.points.span
    let first = window.point(points[range.lowerBound])
    batch.beginLine(
      after: neighbor(of: first, before: range.lowerBound, on: arc, points, in: window), left: left,
      right: right, pen: pen)
    for position in range { batch.addPoint(window.point(points[position])) }
    let last = window.point(points[range.upperBound - 1])
    batch.endLine(
      before: neighbor(of: last, after: range.upperBound - 1, on: arc, points, in: window))
  }

  /// The nearest other point before a place on an arc; `nil` where the arc begins.
  private func neighbor(
    of point: PixelPoint, before place: Int, on arc: LayerShape.Arc,
    _ points: borrowing Span<WorldPoint>, in window: PixelWindow
  ) -> PixelPoint? {
    for position in stride(from: place - 1, through: arc.range.lowerBound, by: -1) {
      let other = window.point(points[position])
      if other != point { return other }
    }
    guard arc.isClosed else { return nil }
    for position in stride(from: arc.range.upperBound - 2, to: place, by: -1) {
      let other = window.point(points[position])
      if other != point { return other }
    }
    return nil
  }

  /// The nearest other point after a place on an arc; `nil` where the arc ends.
  private func neighbor(
    of point: PixelPoint, after place: Int, on arc: LayerShape.Arc,
    _ points: borrowing Span<WorldPoint>, in window: PixelWindow
  ) -> PixelPoint? {
    for position in place + 1..<max(arc.range.upperBound, place + 1) {
      let other = window.point(points[position])
      if other != point { return other }
    }
    guard arc.isClosed else { return nil }
    for position in arc.range.lowerBound + 1..<max(place, arc.range.lowerBound + 1) {
      let other = window.point(points[position])
      if other != point { return other }
    }
    return nil
  }
}

extension Style.BorderKind {
  /// The bit that marks lines of this kind in a batch.
  var pen: UInt8 {
    switch self {
    case .outline: 1
    case .region: 2
    case .departement: 4
    case .commune: 8
    }
  }

  /// The layer whose lines they are.
  var level: TerritoryLevel { self == .commune ? .commune : .departement }
}
