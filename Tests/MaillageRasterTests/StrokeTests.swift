import MaillageRaster
import MaillageTestSupport
import Testing

@Suite("A stroke")
struct StrokeTests {
  /// Coverage by 16 × 16 samples a pixel: inside is what lies within half the width of a segment.
  private func sampled(_ points: [PixelPoint], width: Double, side: Int) -> [Double] {
    let segments = Array(zip(points, points.dropFirst()))
    func isInside(_ x: Double, _ y: Double) -> Bool {
      segments.contains { start, end in
        let (ax, ay) = (Double(start.x) / 256, Double(start.y) / 256)
        let (dx, dy) = (Double(end.x) / 256 - ax, Double(end.y) / 256 - ay)
        let length = dx * dx + dy * dy
        let t = length == 0 ? 0 : min(max(((x - ax) * dx + (y - ay) * dy) / length, 0), 1)
        let (ex, ey) = (ax + t * dx - x, ay + t * dy - y)
        return ex * ex + ey * ey <= width * width / 4
      }
    }
    return (0..<side * side).map { pixel in
      var hits = 0
      for sample in 0..<256 {
        let x = Double(pixel % side) + (Double(sample % 16) + 0.5) / 16
        let y = Double(pixel / side) + (Double(sample / 16) + 0.5) / 16
        hits += isInside(x, y) ? 1 : 0
      }
      return Double(hits) / 256
    }
  }

  @Test("covers what lies within half its width of the line", arguments: [1.0, 2.5, 7])
  func coverage(width: Double) {
    var off = 0
    var total = 0
    for seed in UInt64(1)...12 {
      var generator = SplitMix64(seed: seed)
      let points = (0..<Int.random(in: 2...5, using: &generator)).map { _ in
        PixelPoint(
          x: Int.random(in: -2_000...7_000, using: &generator),
          y: Int.random(in: -2_000...7_000, using: &generator))
      }
      var pixmap = Pixmap(width: 20, height: 20)
      pixmap.stroke(.line(points), width: width, color: .white)
      let expected = sampled(points, width: width, side: 20)
      for (index, value) in pixmap.coverage.enumerated() {
        let difference = abs(Double(value) / 255 - expected[index])
        total += 1
        off += difference > 0.08 ? 1 : 0
        // Edges of two pieces that meet in one pixel may add up there.
        #expect(difference < 0.5, "seed \(seed), pixel \(index)")
      }
    }
    #expect(off * 100 < total, "\(off) of \(total)")
  }

  @Test("of one point is a dot as wide as the line")
  func dot() {
    let point = PixelPoint(x: 2_000, y: 1_900)
    var pixmap = Pixmap(width: 16, height: 16)
    pixmap.stroke(.line([point, point]), width: 9, color: .white)
    #expect(pixmap == .filled(.circle(center: point, radius: 4.5), width: 16, height: 16))
  }

  @Test("of a closed path has no caps and no notch where it closes")
  func closed() {
    let square = [(4, 4), (12, 4), (12, 12), (4, 12)].map {
      PixelPoint(x: $0.0 * 256, y: $0.1 * 256)
    }
    var first = Pixmap(width: 16, height: 16)
    first.stroke(.polygon(square), width: 3, color: .white)
    for shift in 1..<4 {
      var other = Pixmap(width: 16, height: 16)
      other.stroke(.polygon(square[shift...] + square[..<shift]), width: 3, color: .white)
      #expect(other == first)
    }
    #expect(first[8, 4].alpha == 255 && first[8, 8].alpha == 0 && first[4, 4].alpha == 255)
  }

  @Test("keeps its width however finely the line is divided")
  func fineDivision() {
    let coarse = [PixelPoint(x: 500, y: 700), PixelPoint(x: 500 + 64 * 60, y: 700 + 64 * 20)]
    let fine = (0...64).map { PixelPoint(x: 500 + $0 * 60, y: 700 + $0 * 20) }
    var once = Pixmap(width: 20, height: 12)
    once.stroke(.line(coarse), width: 2.4, color: .white)
    var often = Pixmap(width: 20, height: 12)
    often.stroke(.line(fine), width: 2.4, color: .white)
    for (a, b) in zip(once.coverage, often.coverage) { #expect(abs(Int(a) - Int(b)) <= 2) }
  }

  @Test("is one line where it runs over itself")
  func overlap() {
    let (start, end) = (PixelPoint(x: 700, y: 900), PixelPoint(x: 4_000, y: 900))
    var once = Pixmap(width: 20, height: 8)
    let color = Color(red: 200, green: 0, blue: 0, alpha: 128)
    once.stroke(.line([start, end]), width: 2, color: color)
    var twice = Pixmap(width: 20, height: 8)
    twice.stroke(.line([start, end, start]), width: 2, color: color)
    #expect(once[8, 3] == twice[8, 3])
    #expect(once[8, 3].alpha == 128)
  }
}
