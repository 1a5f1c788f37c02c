import Foundation
import MaillageRaster
import Synchronization

/// The ring that shows of what kinds a cluster's structures are, in px of a scale.
struct Ring {
  /// A piece of a ring.
  struct Part: Hashable, Sendable {
    let outerRadius: Double
    let innerRadius: Double
    /// The width of the gap to the next part.
    let gap: Double
    /// Where it begins, in turns / ``Ring/turn`` clockwise from the top.
    let start: Int
    /// Where it ends.
    let end: Int
  }

  /// How many places around the ring are told apart: divisible by all small numbers.
  static let turn = 240

  /// The colours of the parts, the last for everything else.
  let colors: [Color]
  /// The radius of the disc within.
  let innerRadius: Double
  private let outerRadius: Double
  private let width: Double
  private let gap: Double

  init(_ pie: Style.Pie, on disc: Style.ClusterSymbol, stroke: Style.Line, scale: Double) {
    colors = pie.colors.map(\.color) + [pie.other]
    outerRadius = (disc.radius - stroke.width / 2) * scale
    width = pie.width * scale
    gap = scale
    innerRadius = outerRadius - width - gap
  }

  /// The parts that are not empty, clockwise from the top.
  ///
  /// - Parameter shares: A number for each of ``colors``.
  /// - Returns: Parts that follow one another around the whole ring.
  func parts(of shares: ArraySlice<Int>) -> [(part: Part, color: Color)] {
    let total = max(shares.reduce(0, +), 1)
    var sum = 0
    var parts: [(part: Part, color: Color)] = []
    for (share, color) in zip(shares, colors) where share > 0 {
      let start = (2 * sum * Self.turn + total) / (2 * total)
      sum += share
      let end = (2 * sum * Self.turn + total) / (2 * total)
      guard end > start else { continue }
      parts.append(
        (
          Part(
            outerRadius: outerRadius, innerRadius: outerRadius - width, gap: gap, start: start,
            end: end), color
        ))
    }
    return parts
  }
}

/// The shapes of parts of rings, made when first drawn and kept.
final class RingMasks: Sendable {
  private struct Key: Hashable {
    let part: Ring.Part
    let quarters: UInt8
  }

  private let kept = Mutex<[Key: InkMask]>([:])

  /// All are dropped when there are more.
  private static let mostKept = 8_192

  /// A part of a ring around a point a few quarters of a pixel right of and below the origin.
  func mask(of part: Ring.Part, quartersX: Int, quartersY: Int) -> InkMask {
    let key = Key(part: part, quarters: UInt8(quartersX | quartersY << 2))
    if let known = kept.withLock({ $0[key] }) { return known }
    let mask = InkMask(part.path(center: PixelPoint(x: quartersX * 64, y: quartersY * 64)))
    kept.withLock { kept in
      if kept.count >= Self.mostKept { kept.removeAll(keepingCapacity: true) }
      kept[key] = mask
    }
    return mask
  }
}

extension Ring.Part {
  /// The outline around a point; none where the gaps take all of it.
  ///
  /// The sides run half a gap beside the radii, so that gaps are as wide inside as outside.
  func path(center: PixelPoint) -> Path {
    let turn = 2 * Double.pi / Double(Ring.turn)
    guard end - start < Ring.turn else {
      var path = Path.polygon(arc(outerRadius, from: 0, to: 2 * .pi, center))
      path.append(arc(innerRadius, from: 0, to: 2 * .pi, center).reversed(), isClosed: true)
      return path
    }
    let (from, to) = (Double(start) * turn, Double(end) * turn)
    // Where the two sides of a narrow part meet, it ends.
    let half = (to - from) / 2
    let meeting = half < .pi / 2 ? gap / 2 / sin(half) : 0
    let inner = max(innerRadius, meeting)
    guard inner < outerRadius else { return Path() }
    func edge(_ radius: Double) -> [PixelPoint] {
      let margin = asin(min(gap / 2 / radius, 1))
      return arc(radius, from: from + margin, to: max(to - margin, from + margin), center)
    }
    return .polygon(edge(outerRadius) + edge(inner).reversed())
  }

  /// Points of an arc, at most a sixteenth of a pixel from it, clockwise from the top.
  private func arc(
    _ radius: Double, from start: Double, to end: Double, _ center: PixelPoint
  ) -> [PixelPoint] {
    let step = 2 * acos(max(1 - 0.0625 / max(radius, 0.1), 0))
    let count = max(Int(((end - start) / step).rounded(.up)), 1)
    return (0...count).map { index in
      let angle = start + (end - start) * Double(index) / Double(count)
      return PixelPoint(
        x: center.x + Int((sin(angle) * radius * 256).rounded()),
        y: center.y - Int((cos(angle) * radius * 256).rounded()))
    }
  }
}
