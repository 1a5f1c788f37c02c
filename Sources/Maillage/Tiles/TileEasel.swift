import MaillageIndex
import MaillageRaster
import Synchronization

/// All the room that drawing tiles of one size in one list of inks takes, used again and again: after
/// the first tile, drawing another asks for no memory but that of the finished file.
struct TileEasel: ~Copyable, Sendable {
  var canvas: TileCanvas
  var rasterizer: Rasterizer
  var encoder = PNGEncoder()
  let header: PNGHeader
  var lines = LineBatch()
  var keptLines = LineBatch()
  var areas: [UInt8] = []
  var glow = HeatField()

  init(width: Int, height: Int, inks: Inks) {
    canvas = TileCanvas(width: width, height: height, inks: inks)
    rasterizer = Rasterizer(width: width, height: height)
    header = TileCanvas.pngHeader(width: width, height: height, inks: inks)
  }

  /// The canvas as a PNG file.
  mutating func png() throws(PNGError) -> [UInt8] {
    try canvas.png(header: header, using: &encoder)
  }
}

/// Easels that are free, by what they are made for.
final class EaselPool: Sendable {
  private struct Kind: Hashable {
    let width: Int
    let height: Int
    let palette: MapInks.Palette
  }

  /// One easel; whoever has taken it from the pool is alone with it.
  final class Place: Sendable {
    let easel: Mutex<TileEasel>

    init(width: Int, height: Int, inks: Inks) {
      easel = Mutex(TileEasel(width: width, height: height, inks: inks))
    }
  }

  private let free = Mutex<[Kind: [Place]]>([:])

  /// Enough for the cores of a small server; more are made when needed and not kept.
  private static let mostFree = 4

  /// Three scales of four palettes; windows of any other size come and go.
  private static let mostKinds = 12

  /// Lends an easel for a canvas.
  func withEasel<Result: Sendable, Failure: Error>(
    width: Int, height: Int, palette: MapInks.Palette, inks: Inks,
    _ body: (inout TileEasel) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let kind = Kind(width: width, height: height, palette: palette)
    let place =
      free.withLock { $0[kind]?.popLast() } ?? Place(width: width, height: height, inks: inks)
    defer {
      free.withLock { free in
        if free[kind] == nil && free.count == Self.mostKinds { free.removeAll() }
        if free[kind, default: []].count < Self.mostFree { free[kind, default: []].append(place) }
      }
    }
    return try place.easel.withLock { (easel) throws(Failure) in try body(&easel) }
  }
}
