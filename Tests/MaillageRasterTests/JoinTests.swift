import MaillageRaster
import MaillageTestSupport
import Testing

@Suite("A line of a canvas")
struct JoinTests {
  private typealias Vector = SIMD2<Double>

  /// What a stroke covers, piece by piece, tested point by point.
  private struct Truth {
    let stroke: Stroke
    let points: [Vector]

    private var reach: Double { stroke.width / 2 }

    func contains(_ place: Vector) -> Bool {
      for index in 1..<points.count {
        let (start, end) = (points[index - 1], points[index])
        let length = ((end - start) * (end - start)).sum().squareRoot()
        let along = ((place - start) * (end - start)).sum() / length
        let across = cross(end - start, place - start) / length
        let before = index == 1 && stroke.cap == .square ? reach : 0
        let after = index == points.count - 1 && stroke.cap == .square ? reach : 0
        if abs(across) <= reach && along >= -before && along <= length + after { return true }
      }
      if stroke.cap == .round, isNear(place, points[0]) || isNear(place, points[points.count - 1]) {
        return true
      }
      return (1..<points.count - 1).contains { joins(at: $0, contain: place) }
    }

    private func joins(at index: Int, contain place: Vector) -> Bool {
      let corner = points[index]
      if stroke.join == .round { return isNear(place, corner) }
      let (before, after) = (
        normal(points[index - 1], corner), normal(corner, points[index + 1])
      )
      let side = cross(before, after) > 0 ? -1.0 : 1
      let (first, last) = (corner + before * reach * side, corner + after * reach * side)
      let agreement = 1 + (before * after).sum()
      // The tip is √(2 / agreement) half widths away, four at most.
      if stroke.join == .miter && agreement >= 0.125 {
        let tip = corner + (before + after) * (reach * side / agreement)
        return isIn(place, corner, first, tip) || isIn(place, corner, tip, last)
      }
      return isIn(place, corner, first, last)
    }

    private func isNear(_ place: Vector, _ center: Vector) -> Bool {
      ((place - center) * (place - center)).sum() <= reach * reach
    }

    private func normal(_ start: Vector, _ end: Vector) -> Vector {
      let way = end - start
      return Vector(way.y, -way.x) * (-1 / (way * way).sum().squareRoot())
    }

    private func cross(_ left: Vector, _ right: Vector) -> Double {
      left.x * right.y - left.y * right.x
    }

    private func isIn(_ place: Vector, _ a: Vector, _ b: Vector, _ c: Vector) -> Bool {
      let turns = [cross(b - a, place - a), cross(c - b, place - b), cross(a - c, place - c)]
      return turns.allSatisfy { $0 >= 0 } || turns.allSatisfy { $0 <= 0 }
    }
  }

  /// A line whose segments are long for its width, so that its corners are those of the book.
  private func points(seed: UInt64, width: Double) -> [PixelPoint] {
    var generator = SplitMix64(seed: seed)
    var points = [PixelPoint.random(within: 10, using: &generator)]
    points[0].x += 10 * 256
    points[0].y += 10 * 256
    while points.count < 4 {
      let next = PixelPoint(
        x: Int.random(in: -1_000...6_000, using: &generator),
        y: Int.random(in: -1_000...6_000, using: &generator))
      let last = points[points.count - 1]
      let (dx, dy) = (Double(next.x - last.x) / 256, Double(next.y - last.y) / 256)
      if dx * dx + dy * dy > 9 * width * width { points.append(next) }
    }
    return points
  }

  @Test(
    "has the corners and ends that were asked for",
    arguments: [Stroke.Join.round, .miter, .bevel], [Stroke.Cap.round, .butt, .square])
  func corners(join: Stroke.Join, cap: Stroke.Cap) {
    let side = 20
    var off = 0
    var total = 0
    for seed in UInt64(1)...12 {
      let stroke = Stroke(width: [1.5, 3][Int(seed) % 2], join: join, cap: cap)
      let points = points(seed: seed, width: stroke.width)
      var lines = LineBatch()
      lines.add(points, pen: 4)
      lines.add([PixelPoint(x: 0, y: 0), PixelPoint(x: 5_000, y: 5_000)], pen: 2)
      var rasterizer = Rasterizer(width: side, height: side)
      var canvas = TileCanvas(width: side, height: side, inks: .trueColor([.black, .white]))
      rasterizer.stroke(lines, pens: 4 | 1, stroke, ink: 1, on: &canvas)
      let pixmap = canvas.pixmap
      let truth = Truth(
        stroke: stroke, points: points.map { Vector(Double($0.x) / 256, Double($0.y) / 256) })
      for pixel in 0..<side * side {
        var hits = 0
        for sample in 0..<64 {
          let place = Vector(
            Double(pixel % side) + (Double(sample % 8) + 0.5) / 8,
            Double(pixel / side) + (Double(sample / 8) + 0.5) / 8)
          hits += truth.contains(place) ? 1 : 0
        }
        let value = Double(pixmap[pixel % side, pixel / side].red) / 255
        let difference = abs(value - Double(hits) / 64)
        total += 1
        off += difference > 0.12 ? 1 : 0
        // Edges of two pieces that meet in one pixel may add up there.
        #expect(difference < 0.5, "seed \(seed), pixel \(pixel)")
      }
    }
    #expect(off * 50 < total, "\(off) of \(total)")
  }

  @Test("goes on past where a piece of it was cut, as if it were whole")
  func leads() {
    for seed in UInt64(1)...30 {
      var generator = SplitMix64(seed: seed)
      let points = (0..<8).map { _ in PixelPoint.random(within: 25, using: &generator) }
      let stroke = Stroke(
        width: .random(in: 0.5...9, using: &generator), join: seed % 2 == 0 ? .miter : .round)
      var whole = LineBatch()
      whole.add(points, pen: 1)
      var pieces = LineBatch()
      for range in [0..<3, 2..<5, 4..<8] {
        pieces.beginLine(
          after: range.lowerBound > 0 ? points[range.lowerBound - 1] : nil, left: 0, right: 0,
          pen: 1)
        for point in points[range] { pieces.addPoint(point) }
        pieces.endLine(before: range.upperBound < 8 ? points[range.upperBound] : nil)
      }
      var rasterizer = Rasterizer(width: 24, height: 24)
      var (one, other) = (
        TileCanvas(width: 24, height: 24, inks: .trueColor([.black, .white])),
        TileCanvas(width: 24, height: 24, inks: .trueColor([.black, .white]))
      )
      rasterizer.stroke(whole, pens: 1, stroke, ink: 1, on: &one)
      rasterizer.stroke(pieces, pens: 1, stroke, ink: 1, on: &other)
      let isSame = one.pixmap == other.pixmap
      #expect(isSame, "seed \(seed)")
    }
  }
}
