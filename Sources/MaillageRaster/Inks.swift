/// The colours a canvas is drawn in, each named by its place in a list: the first is the ground.
///
/// Where 256 colours suffice for the inks and what antialiasing makes of them, canvases hold a byte a
/// pixel: a quarter of the memory, and of the work of the encoder. Else they hold RGBA. Which it is
/// depends on the inks alone, so all canvases of one list agree.
public struct Inks: Sendable {
  /// The colours, in the order they were given.
  public let colors: [Color]
  let indexed: IndexedInks?
  let trueColor: TrueColorInks?

  /// One ink that is drawn over another, with an antialiased edge.
  public struct Meeting: Hashable, Sendable {
    let over: UInt8
    let under: UInt8

    /// Names the ink on top and the ink below by their places in the list.
    public init(_ over: UInt8, over under: UInt8) {
      self.over = over
      self.under = under
    }
  }

  /// The most inks of a palette canvas: each needs room for its blends.
  static let mostIndexed = 96

  /// Prepares a list of inks.
  ///
  /// - Parameters:
  ///   - colors: 1 … 256 colours; the first is the ground.
  ///   - meetings: Which inks are drawn over which, those that are seen most first; their blends get
  ///     palette entries as long as there is room, and every other blend the nearest of them.
  /// - Complexity: O(n · m), n the inks and m = 256 the colours of the palette, squared.
  public init(_ colors: [Color], meetings: [Meeting]) {
    precondition((1...256).contains(colors.count), "there are 1 to 256 inks")
    self.colors = colors
    if colors.count <= Self.mostIndexed {
      indexed = IndexedInks(colors, meetings: meetings)
      trueColor = nil
    } else {
      indexed = nil
      trueColor = TrueColorInks(colors)
    }
  }

  /// The colours a canvas can show; `nil` when it is any.
  public var palette: [Color]? { indexed?.palette.map(\.straight) }
}

/// What the drawing loops need to know about inks.
protocol InkBlending: Sendable {
  associatedtype Pixel: FixedWidthInteger & UnsignedInteger & Sendable
  /// The pixels in front of each row: a palette canvas keeps PNG's filter byte there.
  static var rowLead: Int { get }
  /// The pixel of an ink alone.
  func pixel(of ink: Int) -> Pixel
  /// Whether nothing shines through.
  func isOpaque(_ ink: Int) -> Bool
  /// The pixel of an ink seen through a coverage of 0 … 255 over another pixel.
  func blend(_ ink: Int, coverage: UInt8, over pixel: Pixel) -> Pixel
}

/// Inks as RGBA.
struct TrueColorInks: InkBlending {
  private let colors: [PremultipliedColor]

  init(_ colors: [Color]) {
    self.colors = colors.map(PremultipliedColor.init)
  }

  static let rowLead = 0

  @inline(__always)
  func pixel(of ink: Int) -> UInt32 { colors[ink].bits }

  @inline(__always)
  func isOpaque(_ ink: Int) -> Bool { colors[ink].alpha == 255 }

  @inline(__always)
  func blend(_ ink: Int, coverage: UInt8, over pixel: UInt32) -> UInt32 {
    colors[ink].covering(coverage).over(pixel)
  }
}
