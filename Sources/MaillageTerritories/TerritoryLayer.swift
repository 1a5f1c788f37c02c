public import Foundation
public import MaillageGeometry

/// The territories of one level, ready to be asked which one holds a position and to be drawn.
///
/// All is computed when the layer is read; afterwards it only answers. A layer is read from one file
/// and its territories should neither gape nor overlap: what is equal in two of them, point by
/// point, is taken for their common border.
public struct TerritoryLayer: Sendable {
  /// The rank of the territories.
  public let level: TerritoryLevel
  /// The territories, by code.
  public let territories: [Territory]
  /// A digest of level, codes, names and geometry; the same for any order of the features.
  public let revision: String

  private let locator: PointLocator
  /// From zoom 0 on; the last one is that of the file.
  private let shapes: [LayerShape]

  /// Reads boundaries from GeoJSON (RFC 7946), a `FeatureCollection` or one bare `Feature`, or from
  /// TopoJSON 1.0.
  ///
  /// Rings may run either way and may be left open. Features with one code and one name are parts of
  /// one territory. A `code` that is a number gets back the zeros it lost: 1 is "01", and at the
  /// level of communes "00001". In TopoJSON `id` stands in for `code`; of several objects the one
  /// named after the level is read, else the only one that has polygons.
  ///
  /// - Parameters:
  ///   - boundaries: The bytes of the file; its features have the properties `code` and `nom`.
  ///   - level: The rank of its territories.
  ///   - fileName: How errors call the file.
  /// - Throws: ``BoundaryError``, naming the file and the feature.
  /// - Complexity: O(n log n), n the number of positions.
  public init(boundaries: Data, level: TerritoryLevel, fileName: String) throws(BoundaryError) {
    let reader = BoundaryReader(level: level, fileName: fileName)
    let features = try reader.features(in: boundaries)
    let polygons = features.map(\.polygons)
    let topology = Topology(polygons)
    let shapes = LayerShapes(topology)
    let labels = shapes.labels()
    var revision = LayerRevision()
    revision.combine(level.rawValue)
    for feature in features {
      revision.combine(feature.code)
      revision.combine(feature.name)
      revision.combine(feature.polygons)
    }
    self.level = level
    self.revision = revision.text
    locator = PointLocator(polygons)
    self.shapes = shapes.byZoom()
    territories = features.enumerated().map { index, feature in
      Territory(
        code: feature.code, name: feature.name, level: level, polygons: feature.polygons,
        label: labels[index])
    }
  }

  /// The territory with a code; `nil` when there is none.
  ///
  /// - Complexity: O(log n), n the number of territories.
  public func territory(code: String) -> Territory? {
    var range = territories.indices
    while let middle = range.isEmpty ? nil : range.lowerBound + range.count / 2 {
      if territories[middle].code == code { return territories[middle] }
      range =
        territories[middle].code < code
        ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }

  /// The territory that holds a position; one that lies on a border belongs to exactly one side.
  ///
  /// - Complexity: O(√n) for usual borders, n the number of positions of the layer.
  public func territory(containing position: Coordinate) -> Territory? {
    locator.territory(containing: position).map { territories[$0] }
  }

  /// The outlines for a zoom, 0 or more; from ``detailedZoom`` on those of the file.
  ///
  /// - Complexity: O(1): the outlines of every zoom are kept.
  public func shape(zoom: Int) -> LayerShape {
    precondition(zoom >= 0, "a zoom is 0 or more")
    return shapes[min(zoom, detailedZoom)]
  }

  /// The zoom from which on the outlines are those of the file, 0 … 16.
  public var detailedZoom: Int { shapes.count - 1 }
}
