import Foundation
import MaillageRaster

extension Style.MarkerShape {
  /// The outline around the origin.
  ///
  /// - Parameter radius: The distance to the outermost corners, in px.
  /// - Returns: One closed contour.
  func path(radius: Double) -> Path {
    switch self {
    case .circle: .circle(center: .origin, radius: radius)
    case .square: Self.polygon(4, radius: radius, turn: 0.125)
    case .diamond: Self.polygon(4, radius: radius, turn: 0)
    case .triangle: Self.polygon(3, radius: radius, turn: 0)
    case .pentagon: Self.polygon(5, radius: radius, turn: 0)
    case .hexagon: Self.polygon(6, radius: radius, turn: 0)
    case .star: Self.star(radius: radius)
    case .cross: Self.cross(radius: radius)
    }
  }

  /// A regular polygon with a corner up, turned by a part of a whole turn.
  private static func polygon(_ corners: Int, radius: Double, turn: Double) -> Path {
    .polygon((0..<corners).map { point(radius, at: Double($0) / Double(corners) + turn) })
  }

  /// Five points, the corners between them where the lines of a pentagram cross.
  private static func star(radius: Double) -> Path {
    let inner = radius * 0.5
    return .polygon(
      (0..<10).map { point($0 % 2 == 0 ? radius : inner, at: Double($0) / 10) })
  }

  /// Two bars as thick as two fifths of their length.
  private static func cross(radius: Double) -> Path {
    let thin = radius * 0.37
    let long = (radius * radius - thin * thin).squareRoot()
    let corners = [
      (-thin, -long), (thin, -long), (thin, -thin), (long, -thin), (long, thin), (thin, thin),
      (thin, long), (-thin, long), (-thin, thin), (-long, thin), (-long, -thin), (-thin, -thin),
    ]
    return .polygon(corners.map { Self.point(x: $0.0, y: $0.1) })
  }

  /// A point at a distance, by the part of a whole turn clockwise from the top.
  private static func point(_ radius: Double, at turn: Double) -> PixelPoint {
    point(x: radius * sin(turn * 2 * .pi), y: radius * -cos(turn * 2 * .pi))
  }

  private static func point(x: Double, y: Double) -> PixelPoint {
    PixelPoint(x: Int((x * 256).rounded()), y: Int((y * 256).rounded()))
  }
}
