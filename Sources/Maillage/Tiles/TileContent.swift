import CXXHash
import MaillageGeometry
import MaillageRaster
import MaillageTerritories

/// What a window shows: everything that decides its pixels, and nothing else.
///
/// Two contents with the same digest draw the same bytes, whatever else changed in the snapshot;
/// the digest is the cache key and the entity tag. Boundaries enter through the window alone: they
/// are the same for all snapshots of a map.
struct TileContent: Sendable {
  /// A disc or a single marker.
  struct Symbol: Sendable {
    /// Its centre, in 1/256 pixels of the world at the window's zoom and scale.
    let x: Int
    let y: Int
    /// The number of structures; 1 draws the marker of a single one.
    let count: Int
    /// Which of the style's markers a single structure has.
    let look: UInt8
    /// Where the parts of a cluster's ring begin in ``TileContent/shares``; `nil` without a ring.
    var firstShare: Int?
  }

  var window = PixelWindow(zoom: 0, scale: 1, x: 0, y: 0, width: 0, height: 0)
  var tileset = Tileset.structures
  /// The tile, when the window is one.
  var tile: Tile?
  /// What the tile shows of each layer of boundaries.
  var cells = LevelCells()
  /// The ink of everything, when there is nothing but one area; `nil` when there is more.
  var plainInk: UInt8?
  /// The places of names in their layer, in the order they are drawn.
  var names: [Int32] = []
  /// Those with fewer structures first.
  var symbols: [Symbol] = []
  /// How many structures each part of a ring stands for, ring after ring.
  var shares: [Int] = []
  /// The parts of a ring.
  var shareCount = 0
  /// The classes of all territories of the layer that is coloured, from 0 for no structure.
  var classes: [UInt8] = []
  /// The classes of the territories that the window shows, in the order of its borders.
  var shownClasses: [UInt8] = []
  /// What glows, row by row.
  var heat: [HeatCell] = []

  /// Whether nothing stands on the ground and the territories.
  var isBare: Bool { names.isEmpty && symbols.isEmpty && heat.isEmpty }

  /// A digest of what is drawn.
  ///
  /// - Parameters:
  ///   - ground: The digest of everything all windows share: style, fonts, boundaries, versions of
  ///     what draws and compresses.
  ///   - words: Room for what is digested.
  /// - Returns: Equal digests for equal pictures.
  func digest(ground: TileDigest, using words: inout [UInt64]) -> TileDigest {
    words.removeAll(keepingCapacity: true)
    words.append(ground.high)
    words.append(ground.low)
    words.append(UInt64(window.scale) << 32 | UInt64(tileset.number))
    words.append(UInt64(window.width) << 32 | UInt64(window.height))
    // Windows of one colour are one and the same, wherever they lie.
    if let plainInk {
      words.append(UInt64(plainInk))
    } else {
      words.append(256 + UInt64(window.zoom))
      words.append(UInt64(bitPattern: Int64(window.x)))
      words.append(UInt64(bitPattern: Int64(window.y)))
      words.append(UInt64(names.count))
      for name in names { words.append(UInt64(name)) }
      words.append(UInt64(symbols.count) << 32 | UInt64(shareCount))
      for symbol in symbols {
        words.append(UInt64(bitPattern: Int64(symbol.x)))
        words.append(UInt64(bitPattern: Int64(symbol.y)))
        words.append(UInt64(symbol.count) << 8 | UInt64(symbol.look))
        if let first = symbol.firstShare {
          for share in shares[first..<first + shareCount] { words.append(UInt64(share)) }
        }
      }
      for number in shownClasses { words.append(UInt64(number)) }
      for cell in heat {
        words.append(UInt64(UInt32(cell.column)) << 32 | UInt64(UInt32(cell.row)))
        words.append(UInt64(cell.count))
      }
    }
    return TileDigest(words)
  }
}

/// A digest of 128 bits (XXH3).
struct TileDigest: Hashable, Sendable {
  let high: UInt64
  let low: UInt64

  init(_ words: [UInt64]) {
    let hash = unsafe words.withUnsafeBytes { unsafe XXH3_128bits($0.baseAddress, $0.count) }
    (high, low) = (hash.high64, hash.low64)
  }

  init(_ bytes: [UInt8]) {
    let hash = unsafe bytes.withUnsafeBytes { unsafe XXH3_128bits($0.baseAddress, $0.count) }
    (high, low) = (hash.high64, hash.low64)
  }

  /// 32 hexadecimal digits.
  var text: String {
    let digits: StaticString = "0123456789abcdef"
    let text = [UInt8](capacity: 32) { text in
      for word in [high, low] {
        for shift in stride(from: UInt64(60), through: 0, by: -4) {
          let digit = Int(word &>> shift & 15)
          // Safe: a digit is 0 … 15, and there are sixteen.
          text.append(unsafe digits.utf8Start[digit])
        }
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// A cell for each level of territories.
struct LevelCells: Sendable {
  private var region: ArcCell?
  private var departement: ArcCell?
  private var commune: ArcCell?

  subscript(level: TerritoryLevel) -> ArcCell? {
    get {
      switch level {
      case .region: region
      case .departement: departement
      case .commune: commune
      }
    }
    set {
      switch level {
      case .region: region = newValue
      case .departement: departement = newValue
      case .commune: commune = newValue
      }
    }
  }
}

/// The XXH3 digest of some bytes (128 bits) as 32 hexadecimal digits.
func hexadecimalDigest(_ bytes: [UInt8]) -> String {
  TileDigest(bytes).text
}
