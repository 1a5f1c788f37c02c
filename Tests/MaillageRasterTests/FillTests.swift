import MaillageRaster
import MaillageTestSupport
import Testing

@Suite("A fill")
struct FillTests {
  /// Crossings are rounded to 1/512 px and coverage to 1/510: two steps of 255 hold both.
  private static let tolerance = 2.0

  @Test("covers each pixel by the exact area", arguments: [8, 40, 3_000, 1 << 32])
  func exactArea(reach: Int) {
    for seed in UInt64(1)...60 {
      var generator = SplitMix64(seed: seed)
      let corners = (0..<Int.random(in: 3...7, using: &generator)).map { _ in
        PixelPoint.random(within: reach, using: &generator)
      }
      let actual = Pixmap.filled(.polygon(corners), width: 19, height: 17).coverage
      for y in 0..<17 {
        for x in 0..<19 {
          let area = min(abs(signedArea(of: corners, inPixelX: x, y: y)), 1) * 255
          let value = Double(actual[y * 19 + x])
          #expect(abs(value - area) <= Self.tolerance, "seed \(seed), pixel \(x) \(y)")
        }
      }
    }
  }

  @Test("of a rectangle between pixels has the areas worked out by hand")
  func rectangle() {
    // From (0.5, 0.25) to (2.25, 1.5) px.
    let corners = [(128, 64), (576, 64), (576, 384), (128, 384)]
    let path = Path.polygon(corners.map { PixelPoint(x: $0.0, y: $0.1) })
    let expected = [0.375, 0.75, 0.1875, 0.25, 0.5, 0.125].map { UInt8(($0 * 255).rounded()) }
    #expect(Pixmap.filled(path, width: 3, height: 2).coverage == expected)
  }

  @Test("leaves out a hole that turns the other way, and any hole by the even-odd rule")
  func holes() {
    func square(_ low: Int, _ high: Int) -> [PixelPoint] {
      [(low, low), (high, low), (high, high), (low, high)].map {
        PixelPoint(x: $0.0 * 256, y: $0.1 * 256)
      }
    }
    var turned = Path.polygon(square(0, 6))
    turned.append(square(2, 4).reversed(), isClosed: true)
    var same = Path.polygon(square(0, 6))
    same.append(square(2, 4), isClosed: true)
    #expect(Pixmap.filled(turned, width: 6, height: 6)[3, 3].alpha == 0)
    #expect(Pixmap.filled(turned, width: 6, height: 6)[1, 3].alpha == 255)
    #expect(Pixmap.filled(same, width: 6, height: 6)[3, 3].alpha == 255)
    let evenOdd = Pixmap.filled(same, width: 6, height: 6, rule: .evenOdd)
    #expect(evenOdd == Pixmap.filled(turned, width: 6, height: 6))
  }

  /// A grid of quadrilaterals with moved corners, larger than the canvas: neighbours share edges.
  private func mesh(seed: UInt64) -> [[PixelPoint]] {
    var generator = SplitMix64(seed: seed)
    var corners: [[PixelPoint]] = []
    for row in -1...5 {
      var line: [PixelPoint] = []
      for column in -1...5 {
        let dx = Int.random(in: -900...900, using: &generator)
        let dy = Int.random(in: -900...900, using: &generator)
        line.append(PixelPoint(x: column * 2_048 + dx, y: row * 2_048 + dy))
      }
      corners.append(line)
    }
    var cells: [[PixelPoint]] = []
    for row in 0..<6 {
      for column in 0..<6 {
        cells.append(
          corners[row][column...column + 1] + corners[row + 1][column...column + 1].reversed())
      }
    }
    return cells
  }

  @Test("of neighbours in one path shows no seam")
  func noSeam() {
    for seed in UInt64(1)...40 {
      var path = Path()
      for cell in mesh(seed: seed) { path.append(cell, isClosed: true) }
      let coverage = Pixmap.filled(path, width: 32, height: 32).coverage
      #expect(coverage.allSatisfy { $0 == 255 }, "seed \(seed)")
    }
  }

  @Test("of neighbours one by one leaves neither gap nor overlap")
  func partition() {
    for seed in UInt64(1)...40 {
      var sums = [Int](repeating: 0, count: 32 * 32)
      for cell in mesh(seed: seed) {
        let coverage = Pixmap.filled(.polygon(cell), width: 32, height: 32).coverage
        for (index, value) in coverage.enumerated() { sums[index] += Int(value) }
      }
      // Each of up to four cells that meet in a pixel rounds by half a step.
      #expect(sums.allSatisfy { abs($0 - 255) <= 2 }, "seed \(seed)")
    }
  }

  @Test("of a circle covers its area")
  func circle() {
    for radius in [0.5, 3, 7.25, 14] {
      let circle = Path.circle(
        center: PixelPoint(x: 15 * 256 + 77, y: 15 * 256 + 13), radius: radius)
      let sum = Pixmap.filled(circle, width: 30, height: 30).coverage.reduce(0) { $0 + Int($1) }
      let area = Double(sum) / 255
      // Chords stay within 1/32 px of the circle.
      #expect(abs(area - .pi * radius * radius) < 2 * .pi * radius / 32 + 0.05, "\(radius)")
    }
  }

  @Test("survives any coordinates", arguments: [1 << 40, 1 << 44, Int.max])
  func extremes(size: Int) {
    let values = [-size, -1, 0, 1, 2_560, size]
    var path = Path()
    for x in values {
      for y in values { path.line(to: PixelPoint(x: x, y: y)) }
    }
    path.close()
    var pixmap = Pixmap(width: 10, height: 10)
    pixmap.fill(path, rule: .evenOdd, color: .white)
    pixmap.fill(path, color: .white, at: PixelPoint(x: -size, y: size))
    pixmap.stroke(path, width: 3, color: .white)
    pixmap.stroke(path, width: .infinity, color: .white, at: PixelPoint(x: size, y: size))
    // All of the plane, as far as it goes.
    let plane = Path.polygon(
      [(-size, -size), (size, -size), (size, size), (-size, size)].map {
        PixelPoint(x: $0.0, y: $0.1)
      })
    #expect(Pixmap.filled(plane, width: 9, height: 9).coverage.allSatisfy { $0 == 255 })
  }

  @Test("draws nothing for empty paths, sizes and colours")
  func nothing() {
    let blank = Pixmap(width: 5, height: 5, background: .black)
    var pixmap = blank
    pixmap.fill(Path(), color: .white)
    pixmap.fill(.polygon([PixelPoint(x: 300, y: 300)]), color: .white)
    pixmap.fill(.circle(center: .origin, radius: .nan), color: .white)
    pixmap.fill(.circle(center: .origin, radius: 4), color: .transparent)
    for width in [0, -1, Double.nan] {
      pixmap.stroke(.line([.origin, PixelPoint(x: 999, y: 999)]), width: width, color: .white)
    }
    #expect(pixmap == blank)
    var empty = Pixmap(width: 0, height: 0)
    empty.fill(.circle(center: .origin, radius: 4), color: .white)
    var flat = Pixmap(width: 4, height: 0)
    flat.stroke(.circle(center: .origin, radius: 4), width: 2, color: .white)
    #expect(empty == Pixmap(width: 0, height: 0) && flat == Pixmap(width: 4, height: 0))
  }
}
