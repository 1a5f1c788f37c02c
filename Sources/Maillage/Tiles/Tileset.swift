public import MaillageGeometry
public import MaillageModel

/// A set of tiles under one name.
public enum Tileset: String, Hashable, Sendable, CaseIterable {
  /// Boundaries, names and clusters: a whole map.
  case structures
  /// Clusters alone on a transparent ground, for any base map.
  case clusters
  /// Boundaries and names without structures.
  case boundaries
  /// Every structure with its own marker on a transparent ground, for any base map.
  ///
  /// Structures on one position are drawn once. Where more than ``mostMarkers`` positions share a
  /// square of ``markerSquare`` CSS pixels, that is about 4,000 to a tile, they are drawn as small
  /// dots instead.
  case places
  /// Territories coloured by the structures in them, with borders and names: a whole map.
  case choropleth
  /// The density of structures as a glow on a transparent ground, for any base map.
  case heat

  /// The zooms tiles exist for.
  public static let zooms = 0...19
  /// The scales tiles exist in: device pixels per CSS pixel.
  public static let scales = 1...3

  /// Whether the ground is transparent, for pictures that lie over another map.
  public var isOverlay: Bool { self == .clusters || self == .places || self == .heat }

  /// The side of the squares of the world in which ``places`` counts markers, in CSS pixels.
  public static let markerSquare = 64
  /// The most markers that ``places`` draws in one of these squares.
  public static let mostMarkers = 250

  var drawsBasemap: Bool { !isOverlay }
  var drawsClusters: Bool { self == .structures || self == .clusters }

  /// Whether what lies under names and markers is the same for all structures.
  var hasFixedGround: Bool { self == .structures || self == .boundaries }

  /// The list of inks it is drawn in.
  var palette: MapInks.Palette {
    switch self {
    case .structures, .boundaries: .map
    case .clusters, .places: .overlay
    case .choropleth: .choropleth
    case .heat: .heat
    }
  }

  /// The tileset's place in digests.
  var number: UInt8 { UInt8(Self.allCases.firstIndex(of: self) ?? 0) }
}

/// One tile, as asked for.
public struct TileRequest: Hashable, Sendable {
  /// What to draw.
  public var tileset: Tileset
  /// Where.
  public var tile: Tile
  /// Device pixels per CSS pixel, 1 … 3.
  public var scale: Int
  /// Which structures.
  public var filter: Filter

  /// Creates a request; `nil` when zoom or scale is not among ``Tileset/zooms`` and ``Tileset/scales``.
  public init?(tileset: Tileset, tile: Tile, scale: Int = 1, filter: Filter = Filter()) {
    guard Tileset.zooms.contains(tile.zoom), Tileset.scales.contains(scale) else { return nil }
    self.tileset = tileset
    self.tile = tile
    self.scale = scale
    self.filter = filter
  }
}

/// A tile as bytes.
public struct TileImage: Hashable, Sendable {
  /// The PNG.
  public let bytes: [UInt8]
  /// A digest of what is drawn, without quotes; equal tags mean equal bytes.
  public let etag: String
}
