import MaillageGeometry

/// What an archive says about its tiles.
public struct TilesetDescription: Hashable, Sendable {
  /// The name people read.
  public var name: String
  /// What is shown, as plain text.
  public var description: String
  /// Whom to thank, as HTML.
  public var attribution: String
  /// Whether the tiles are transparent, to lie over a base map.
  public var isOverlay: Bool
  /// The revision of what is shown.
  public var revision: Int
  /// Device pixels per CSS pixel, 1 … 3.
  public var scale: Int

  /// Describes a tileset.
  public init(
    name: String, description: String, attribution: String, isOverlay: Bool, revision: Int,
    scale: Int
  ) {
    self.name = name
    self.description = description
    self.attribution = attribution
    self.isOverlay = isOverlay
    self.revision = revision
    self.scale = scale
  }

  /// `overlay` or `baselayer`, the word of MBTiles.
  var type: String { isOverlay ? "overlay" : "baselayer" }

  /// What comes between a tile's row and `.png` in its file name.
  var suffix: String { scale == 1 ? "" : "@\(scale)x" }
}

extension TilePlan {
  /// The box as archives name it: within the square of Web Mercator, and not across the antimeridian.
  var bounds: BoundingBox {
    let limit = WorldPoint.maximumLatitude
    func clamped(_ latitude: Double) -> Double { Swift.min(Swift.max(latitude, -limit), limit) }
    let crosses = boundingBox.crossesAntimeridian
    return BoundingBox(
      west: crosses ? -180 : boundingBox.west, south: clamped(boundingBox.south),
      east: crosses ? 180 : boundingBox.east, north: clamped(boundingBox.north))
  }

  /// The middle of the box; seven decimals are a centimetre.
  var center: Coordinate {
    var box = boundingBox
    (box.south, box.north) = (bounds.south, bounds.north)
    let middle = box.center
    return Coordinate(
      longitude: (middle.longitude * 1e7).rounded() / 1e7,
      latitude: (middle.latitude * 1e7).rounded() / 1e7)
  }

  /// The zoom to begin with: the deepest that shows the box on about two tiles by two.
  var centerZoom: Int {
    zooms.last { zoom in
      boundingBox.tileRanges(zoom: zoom).allSatisfy { $0.columns.count <= 3 && $0.rows.count <= 3 }
    } ?? zooms.lowerBound
  }
}
