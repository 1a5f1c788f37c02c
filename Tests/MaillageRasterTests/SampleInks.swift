import MaillageRaster
import MaillageTestSupport

extension Inks {
  /// A list long enough that canvases hold RGBA: some colours, and others nobody draws in.
  static func trueColor(_ colors: [Color]) -> Inks {
    let others = (0..<(97 - min(colors.count, 96))).map {
      Color(red: UInt8($0), green: 1, blue: 2)
    }
    return Inks(colors + others, meetings: [])
  }

  /// A list whose canvases hold palette indices, with room for all that meets.
  static func palette(_ colors: [Color]) -> Inks {
    var meetings: [Meeting] = []
    for over in colors.indices {
      for under in colors.indices where over != under {
        meetings.append(Meeting(UInt8(over), over: UInt8(under)))
      }
    }
    return Inks(colors, meetings: meetings)
  }
}

extension Color {
  static func random(using generator: inout SplitMix64) -> Color {
    Color(
      red: .random(in: 0...255, using: &generator), green: .random(in: 0...255, using: &generator),
      blue: .random(in: 0...255, using: &generator))
  }

  /// The largest difference of a channel.
  func distance(to other: Color) -> Int {
    [(red, other.red), (green, other.green), (blue, other.blue), (alpha, other.alpha)]
      .map { abs(Int($0) - Int($1)) }.max() ?? 0
  }
}

extension Pixmap {
  /// The largest difference of a channel of a pixel.
  func distance(to other: Pixmap) -> Int {
    var largest = 0
    for y in 0..<height {
      for x in 0..<width { largest = max(largest, self[x, y].distance(to: other[x, y])) }
    }
    return largest
  }
}

extension LineBatch {
  /// A closed line, clockwise on the screen, around an area.
  mutating func add(_ corners: [PixelPoint], area: UInt8, pen: UInt8 = 0) {
    guard let first = corners.first else { return }
    beginLine(after: corners.last, left: 0, right: area, pen: pen)
    for corner in corners { addPoint(corner) }
    addPoint(first)
    endLine(before: corners.dropFirst().first)
  }

  /// An open line between nothing and nothing.
  mutating func add(_ points: [PixelPoint], pen: UInt8) {
    beginLine(after: nil, left: 0, right: 0, pen: pen)
    for point in points { addPoint(point) }
    endLine(before: nil)
  }
}
