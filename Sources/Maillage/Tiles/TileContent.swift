import CXXHash
import MaillageGeometry
import MaillageIndex
import MaillageRaster
import MaillageTerritories

/// What a window shows: everything that decides its pixels, and nothing else.
///
/// Two contents with the same digest draw the same bytes, whatever else changed in the snapshot;
/// the digest is the cache key and the entity tag.
struct TileContent: Sendable {
  /// A disc or a single marker.
  struct Symbol: Sendable {
    /// Its centre, in 1/256 pixels of the world at the window's zoom and scale.
    let x: Int
    let y: Int
    /// The number of structures; 1 draws the marker of a single one.
    let count: Int
  }

  let window: PixelWindow
  let tileset: Tileset
  /// Indices of the areas that meet the window, in the layer's order.
  var areas: [Int] = []
  /// Indices of the borders that meet the window, by level.
  var borders: [TerritoryLevel: [Int]] = [:]
  var names: [PlacedName] = []
  var symbols: [Symbol] = []

  /// Whether nothing but the ground is drawn.
  var isEmpty: Bool {
    areas.isEmpty && borders.isEmpty && names.isEmpty && symbols.isEmpty
  }

  /// A digest of what is drawn (XXH3, 128 bits, as 32 hexadecimal digits).
  ///
  /// - Parameter ground: The digest of everything all windows share: style, fonts, boundaries,
  ///   versions of what draws and compresses.
  /// - Returns: The digest.
  func digest(ground: String) -> String {
    var bytes = Array(
      "\(ground)|\(tileset.rawValue)|\(window.scale)|\(window.width)x\(window.height)".utf8)
    func append(_ value: Int) {
      for shift in stride(from: 0, to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: value >> shift))
      }
    }
    // Windows without anything on them are one and the same, wherever they lie.
    if !isEmpty {
      append(window.zoom)
      append(window.x)
      append(window.y)
      append(areas.count)
      for (level, pieces) in borders.sorted(by: { $0.key < $1.key }) {
        bytes += level.rawValue.utf8
        append(pieces.count)
      }
      for name in names {
        append(name.kind.rawValue)
        append(Int(name.anchor.x) << 32 | Int(name.anchor.y))
        bytes += name.text.utf8
        bytes.append(0)
      }
      for symbol in symbols {
        append(symbol.x)
        append(symbol.y)
        append(symbol.count)
      }
    }
    return hexadecimalDigest(bytes)
  }
}

/// The XXH3 digest of some bytes (128 bits) as 32 hexadecimal digits.
func hexadecimalDigest(_ bytes: [UInt8]) -> String {
  let hash = unsafe bytes.withUnsafeBytes { unsafe XXH3_128bits($0.baseAddress, $0.count) }
  return [hash.high64, hash.low64].map { half in
    let digits = String(half, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }.joined()
}
