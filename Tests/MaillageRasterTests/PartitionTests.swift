import MaillageRaster
import MaillageTestSupport
import Testing

@Suite("A country in four colours")
struct PartitionTests {
  /// A grid of quadrilaterals with moved corners, larger than the canvas, and the area of each.
  private struct Mesh {
    var corners: [[PixelPoint]] = []
    var areas: [[UInt8]] = []

    init(seed: UInt64) {
      var generator = SplitMix64(seed: seed)
      for row in -1...5 {
        corners.append(
          (-1...5).map { column in
            PixelPoint(
              x: column * 2_048 + Int.random(in: -900...900, using: &generator),
              y: row * 2_048 + Int.random(in: -900...900, using: &generator))
          })
        areas.append((0..<6).map { _ in UInt8.random(in: 1...4, using: &generator) })
      }
    }

    /// Every border once, with the areas on both of its sides.
    var lines: LineBatch {
      var lines = LineBatch()
      func area(_ row: Int, _ column: Int) -> UInt8 {
        (0..<6).contains(row) && (0..<6).contains(column) ? areas[row][column] : 0
      }
      func add(_ start: PixelPoint, _ end: PixelPoint, left: UInt8, right: UInt8) {
        lines.beginLine(after: nil, left: left, right: right, pen: 1)
        lines.addPoint(start)
        lines.addPoint(end)
        lines.endLine(before: nil)
      }
      for row in 0...6 {
        for column in 0...6 {
          let corner = corners[row][column]
          // On the way down the screen the eastern side is on the left.
          if row < 6 {
            add(
              corner, corners[row + 1][column], left: area(row, column),
              right: area(row, column - 1))
          }
          if column < 6 {
            add(
              corner, corners[row][column + 1], left: area(row - 1, column),
              right: area(row, column))
          }
        }
      }
      return lines
    }

    /// The colour of each pixel by the areas its cells cover.
    func mixed(_ colors: [Color]) -> [SIMD3<Double>] {
      var sums = [SIMD3<Double>](repeating: .zero, count: 32 * 32)
      for row in 0..<6 {
        for column in 0..<6 {
          let cell =
            corners[row][column...column + 1] + corners[row + 1][column...column + 1].reversed()
          let color = colors[Int(areas[row][column])]
          let channels = SIMD3(Double(color.red), Double(color.green), Double(color.blue))
          let coverage = Pixmap.filled(.polygon(cell), width: 32, height: 32).coverage
          for (index, value) in coverage.enumerated() {
            sums[index] += channels * (Double(value) / 255)
          }
        }
      }
      return sums
    }
  }

  /// The ground is the only colour with red: not a trace of it may be left.
  private static let colors = [
    Color(red: 255, green: 0, blue: 0), Color(red: 0, green: 250, blue: 20),
    Color(red: 0, green: 40, blue: 240), Color(red: 0, green: 120, blue: 120),
    Color(red: 0, green: 10, blue: 10),
  ]

  @Test("shows no ground along its borders", arguments: UInt64(1)...40)
  func noGround(seed: UInt64) {
    let mesh = Mesh(seed: seed)
    var rasterizer = Rasterizer(width: 32, height: 32)
    for inks in [Inks.trueColor(Self.colors), .palette(Self.colors)] {
      var canvas = TileCanvas(width: 32, height: 32, inks: inks)
      rasterizer.fillAreas(of: mesh.lines, inks: [1, 2, 3, 4], on: &canvas)
      let pixmap = canvas.pixmap
      for y in 0..<32 {
        for x in 0..<32 { #expect(pixmap[x, y].red == 0, "seed \(seed), pixel \(x) \(y)") }
      }
    }
  }

  @Test("mixes the colours that meet in a pixel by their areas", arguments: UInt64(1)...40)
  func mixture(seed: UInt64) {
    let mesh = Mesh(seed: seed)
    var rasterizer = Rasterizer(width: 32, height: 32)
    var canvas = TileCanvas(width: 32, height: 32, inks: .trueColor(Self.colors))
    rasterizer.fillAreas(of: mesh.lines, inks: [1, 2, 3, 4], on: &canvas)
    let pixmap = canvas.pixmap
    for (index, expected) in mesh.mixed(Self.colors).enumerated() {
      let color = pixmap[index % 32, index / 32]
      let difference = SIMD3(Double(color.red), Double(color.green), Double(color.blue)) - expected
      let off = max(difference.max(), -difference.min())
      #expect(off <= 5, "seed \(seed), pixel \(index)")
    }
  }
}
