import MaillageGeometry

/// The first 127 bytes of a PMTiles archive: where everything is, and what.
struct PMTilesHeader {
  var rootLength = 0
  var metadataLength = 0
  var leavesLength = 0
  var tilesLength = 0
  var tileCount = 0
  var entryCount = 0
  var contentCount = 0
  var zooms = 0...0
  var bounds = BoundingBox.world
  var center = Coordinate(longitude: 0, latitude: 0)
  var centerZoom = 0

  static let length = 127

  private enum Compression: UInt8 {
    case none = 1
    case gzip = 2
  }

  /// The tile type of PNG.
  private static let png: UInt8 = 2

  /// The header of an archive with root, metadata, leaves and tiles in this order.
  var bytes: [UInt8] {
    var bytes = Array("PMTiles".utf8)
    bytes.append(3)
    var offset = Self.length
    for length in [rootLength, metadataLength, leavesLength, tilesLength] {
      bytes.appendLittleEndian(offset, width: 8)
      bytes.appendLittleEndian(length, width: 8)
      offset += length
    }
    for count in [tileCount, entryCount, contentCount] {
      bytes.appendLittleEndian(count, width: 8)
    }
    // Contents stand in the order of their first tiles.
    let isClustered: UInt8 = 1
    bytes += [isClustered, Compression.gzip.rawValue, Compression.none.rawValue, Self.png]
    bytes += [UInt8(zooms.lowerBound), UInt8(zooms.upperBound)]
    for degrees in [bounds.west, bounds.south, bounds.east, bounds.north] {
      bytes.appendLittleEndian(Self.fixedPoint(degrees), width: 4)
    }
    bytes.append(UInt8(centerZoom))
    for degrees in [center.longitude, center.latitude] {
      bytes.appendLittleEndian(Self.fixedPoint(degrees), width: 4)
    }
    return bytes
  }

  /// Degrees in 10⁻⁷.
  private static func fixedPoint(_ degrees: Double) -> Int { Int((degrees * 1e7).rounded()) }
}
