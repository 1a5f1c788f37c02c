import Glibc

/// A colour of the sRGB space with straight (not premultiplied) alpha, eight bits a channel.
public struct Color: Hashable, Sendable {
  /// Red, 0 … 255.
  public var red: UInt8
  /// Green, 0 … 255.
  public var green: UInt8
  /// Blue, 0 … 255.
  public var blue: UInt8
  /// Opacity, 0 (invisible) … 255 (opaque).
  public var alpha: UInt8

  /// Creates a colour from its channels.
  public init(red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8 = 255) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  /// Reads `#rgb`, `#rrggbb` or `#rrggbbaa`, in either case; `nil` for anything else.
  ///
  ///     Color(hex: "#e08453")  // red 224, green 132, blue 83
  public init?(hex: String) {
    guard hex.utf8.first == UInt8(ascii: "#") else { return nil }
    var digits = hex.utf8.dropFirst().compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    guard digits.count == hex.utf8.count - 1 else { return nil }
    if digits.count == 3 { digits = digits.flatMap { [$0, $0] } }
    if digits.count == 6 { digits += [15, 15] }
    guard digits.count == 8 else { return nil }
    let channels = stride(from: 0, to: 8, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
    self.init(red: channels[0], green: channels[1], blue: channels[2], alpha: channels[3])
  }

  /// No colour at all: every channel 0.
  public static let transparent = Color(red: 0, green: 0, blue: 0, alpha: 0)
  /// `#ffffff`.
  public static let white = Color(red: 255, green: 255, blue: 255)
  /// `#000000`.
  public static let black = Color(red: 0, green: 0, blue: 0)

  /// The contrast ratio of two opaque colours, 1 … 21; alpha is ignored.
  ///
  /// Source: WCAG 2.1, "contrast ratio" and "relative luminance".
  public func contrast(with other: Color) -> Double {
    let (first, second) = (luminance, other.luminance)
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  /// Relative luminance, 0 (black) … 1 (white).
  ///
  /// Source: WCAG 2.1, "relative luminance".
  public var luminance: Double {
    func linear(_ channel: UInt8) -> Double {
      let value = Double(channel) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }
}
