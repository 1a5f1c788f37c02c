import MaillageGeometry
import MaillageTerritories

/// The territories that a choropleth colours at some zooms, and what is counted for them.
struct ChoroplethLayer: Sendable {
  /// What is drawn.
  let boundaries: BoundaryLayer
  /// The level whose territories are counted: at that of régions, départements are drawn.
  let level: TerritoryLevel
  /// The code counted for each territory drawn.
  private let codes: [String?]
  /// The area of what is counted for each territory drawn, in km².
  private let areas: OnDemand<[Double]>

  /// What can be coloured with the layers at hand, by the level that is asked for.
  ///
  /// Régions are made of their départements, so that borders of both are the same lines; where there
  /// are no communes, départements stay.
  static func layers(
    of layers: [TerritoryLevel: BoundaryLayer]
  ) -> [TerritoryLevel: ChoroplethLayer] {
    var found: [TerritoryLevel: ChoroplethLayer] = [:]
    if let layer = layers[.departement] ?? layers[.region] {
      found[.region] = ChoroplethLayer(layer, counting: .region)
    }
    if let layer = layers[.departement] {
      found[.departement] = ChoroplethLayer(layer, counting: .departement)
    }
    found[.commune] =
      layers[.commune].map { ChoroplethLayer($0, counting: .commune) } ?? found[.departement]
    return found
  }

  private init(_ boundaries: BoundaryLayer, counting level: TerritoryLevel) {
    let territories = boundaries.layer.territories
    let isGrouped = level == .region && boundaries.layer.level == .departement
    let codes = territories.map { isGrouped ? Departement.region(of: $0.code) : $0.code }
    self.boundaries = boundaries
    self.level = level
    self.codes = codes
    areas = OnDemand {
      var sums: [String?: Double] = [:]
      for (code, territory) in zip(codes, territories) {
        sums[code, default: 0] += territory.areaKm2
      }
      return codes.map { sums[$0] ?? 0 }
    }
  }

  /// The class of each territory drawn, as places in ``Style/Choropleth/colors``.
  ///
  /// - Complexity: O(1) after the first time for a selection.
  func classes(
    _ choropleth: Style.Choropleth, of selection: Selection, in snapshot: Snapshot
  ) -> [UInt8] {
    selection.classes(of: choropleth, level) {
      let counts = snapshot.territoryCounts(level, for: selection)
      let areas = choropleth.measure == .per100km2 ? areas.value : codes.map { _ in 0 }
      return zip(codes, areas).map { code, area in
        UInt8(choropleth.classNumber(count: code.flatMap { counts[$0] } ?? 0, areaKm2: area))
      }
    }
  }

  /// Adds the classes of all territories that a tile shows.
  ///
  /// Where a border meets the tile, those are the territories beside the borders that do: a cell may
  /// list more. Where none does, one territory covers the tile, and all that the cell lists are added.
  ///
  /// - Parameters:
  ///   - cell: What the tile shows of the layer.
  ///   - tile: The tile.
  ///   - classes: Those of all territories.
  ///   - shown: Takes the classes in the order of the cell's borders, `UInt8.max` for nothing.
  func collectClasses(
    in cell: ArcCell, of tile: Tile, _ classes: [UInt8], into shown: inout [UInt8]
  ) {
    if cell.isPlain {
      if let territory = cell.territory { shown.append(classes[territory]) }
      return
    }
    let shape = boundaries.layer.shape(zoom: tile.zoom)
    func add(_ piece: ArcCell.Piece) {
      let arc = shape.arcs[Int(piece.arc)]
      shown.append(classes[arc.left])
      shown.append(arc.right.map { classes[$0] } ?? .max)
    }
    // A pixel more on every side than the tile has.
    let rectangle = PixelWindow(tile, scale: 1).rectangle(margin: 1) ?? .world
    for piece in shape.pieces[cell.pieces] where shape.meets(piece, rectangle) { add(piece) }
    guard shown.isEmpty else { return }
    for step in shape.steps[cell.steps] { shown.append(classes[Int(step.territory)]) }
    for piece in shape.pieces[cell.pieces] { add(piece) }
  }

  /// The borders between the territories counted.
  var pens: UInt8 {
    let kinds: [Style.BorderKind] =
      switch level {
      case .region: [.outline, .region]
      case .departement: [.outline, .region, .departement]
      case .commune: [.commune]
      }
    return kinds.reduce(0) { $0 | $1.pen }
  }

  /// The borders of larger territories than those counted, whose own look is drawn over them.
  var largerBorders: [Style.BorderKind] {
    switch level {
    case .region: [.outline]
    case .departement: [.outline, .region]
    case .commune: [.outline, .region, .departement]
    }
  }
}

extension ContentSearch {
  /// Finds the classes of the territories that are coloured.
  mutating func findClasses(
    _ selection: Selection?, _ snapshot: Snapshot?, _ renderer: TileRenderer
  ) {
    let zoom = content.window.zoom
    guard let layer = renderer.choropleth(zoom: zoom) else { return }
    if let selection, let snapshot {
      content.classes = layer.classes(renderer.style.choropleth, of: selection, in: snapshot)
    } else {
      content.classes = layer.boundaries.layer.territories.map { _ in 0 }
    }
    if let tile = content.tile, let cell = content.cells[layer.boundaries.layer.level] {
      layer.collectClasses(in: cell, of: tile, content.classes, into: &content.shownClasses)
    } else {
      content.shownClasses = content.classes
    }
  }
}

extension TileRenderer {
  /// What the choropleth colours at a zoom; `nil` when that is nothing.
  func choropleth(zoom: Int) -> ChoroplethLayer? {
    style.choropleth.level(zoom: zoom).flatMap { choropleths[$0] }
  }
}

extension LayerShape {
  /// Whether the box around one of a piece's segments meets a rectangle.
  fileprivate func meets(_ piece: ArcCell.Piece, _ rectangle: WorldRectangle) -> Bool {
    let points = points.span
    var last = points[Int(piece.first)]
    for index in Int(piece.first) + 1..<Int(piece.end) {
      let next = points[index]
      let box = WorldRectangle(
        minimum: WorldPoint(x: min(last.x, next.x), y: min(last.y, next.y)),
        maximum: WorldPoint(x: max(last.x, next.x), y: max(last.y, next.y)))
      if box.intersects(rectangle) { return true }
      last = next
    }
    return false
  }
}
