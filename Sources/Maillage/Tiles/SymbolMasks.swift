import MaillageRaster
import Synchronization

/// The shapes of markers and names, made when first drawn and kept.
///
/// A disc stands where its number, whose letters begin on whole pixels, is exactly in its middle: so
/// it may begin a quarter, a half or three quarters of a pixel further.
final class SymbolMasks: Sendable {
  /// A number or a name ready to be drawn.
  struct Lettering: Sendable {
    let letters: InkMask
    let halo: InkMask?
    /// The advance, in 1/256 px.
    let width: Int
    /// The height of a capital, in 1/256 px.
    let capHeight: Int
  }

  /// A marker in two inks.
  struct Sign: Sendable {
    let outer: InkMask
    let inner: InkMask
  }

  private struct DiscKey: Hashable {
    let radius: Double
    let quarters: UInt8
  }

  private struct LetteringKey: Hashable {
    let text: String
    let size: Double
    let halo: Double
    let isBold: Bool
  }

  private struct SignKey: Hashable {
    let look: UInt8
    let scale: UInt8
  }

  private struct Kept {
    var discs: [DiscKey: InkMask] = [:]
    var letterings: [LetteringKey: Lettering] = [:]
    var signs: [SignKey: Sign] = [:]
    var letteringBytes = 0
  }

  private let fonts: MapFonts
  private let kept = Mutex(Kept())

  /// Letterings are all dropped when they take more bytes.
  private static let mostLetteringBytes = 16 << 20

  init(fonts: MapFonts) {
    self.fonts = fonts
  }

  /// A disc around a point a few quarters of a pixel right of and below the origin.
  func disc(radius: Double, quartersX: Int, quartersY: Int) -> InkMask {
    let key = DiscKey(radius: radius, quarters: UInt8(quartersX | quartersY << 2))
    if let known = kept.withLock({ $0.discs[key] }) { return known }
    let center = PixelPoint(x: quartersX * 64, y: quartersY * 64)
    let mask = InkMask(.circle(center: center, radius: radius))
    kept.withLock { $0.discs[key] = mask }
    return mask
  }

  /// A line of text.
  func lettering(_ text: String, _ style: Style.Text, scale: Int) -> Lettering {
    let key = LetteringKey(
      text: text, size: style.size * Double(scale), halo: style.halo * Double(scale),
      isBold: style.isBold)
    if let known = kept.withLock({ $0.letterings[key] }) { return known }
    let shaped = fonts.shape(text, style, scale: scale)
    let lettering = Lettering(
      letters: InkMask(shaped),
      halo: style.halo > 0 ? InkMask(shaped, halo: key.halo) : nil,
      width: Int((shaped.width * 256).rounded()), capHeight: Int((shaped.capHeight * 256).rounded())
    )
    let bytes = lettering.letters.byteCount + (lettering.halo?.byteCount ?? 0) + text.utf8.count
    kept.withLock { kept in
      if kept.letteringBytes > Self.mostLetteringBytes {
        kept.letterings.removeAll(keepingCapacity: true)
        kept.letteringBytes = 0
      }
      kept.letteringBytes += bytes
      kept.letterings[key] = lettering
    }
    return lettering
  }

  /// The marker of a single structure.
  func sign(_ symbol: Style.PlaceSymbol, look: UInt8, scale: Int) -> Sign {
    let key = SignKey(look: look, scale: UInt8(scale))
    if let known = kept.withLock({ $0.signs[key] }) { return known }
    let path = symbol.shape.path(radius: symbol.radius * Double(scale))
    let sign = Sign(
      outer: InkMask(path, Stroke(width: symbol.stroke.width * Double(scale))),
      inner: InkMask(path))
    kept.withLock { $0.signs[key] = sign }
    return sign
  }
}
