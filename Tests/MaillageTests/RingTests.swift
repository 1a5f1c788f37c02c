import MaillageGeometry
import MaillageIndex
import MaillageModel
import MaillageRaster
import MaillageTestSupport
import Testing

@testable import Maillage

@Suite struct RingTests {
  private static let pie = Style.Pie(
    field: "typologie", width: 4,
    colors: ["BIB", "EPN", "ASSO"].map { .init(value: $0, color: .black) }, other: .white)

  private static func ring(scale: Double = 1) -> Ring {
    Ring(
      pie, on: Style.light.clusters.symbols[0], stroke: Style.light.clusters.stroke, scale: scale)
  }

  @Test(arguments: [4, 7, 10])
  func sharesAreThoseOfTheClustersStructures(zoom: Int) throws {
    var generator = SplitMix64(seed: 41)
    var structures = TestMap.structures(count: 800, seed: 41)
    let kinds = ["BIB", "EPN", "ASSO", "MUNI"]
    for index in structures.indices {
      // Some have two values, of which the first of the style counts, and some none.
      let own = kinds.filter { _ in Int.random(in: 0..<3, using: &generator) == 0 }
      structures[index].values["typologie"] = own.isEmpty ? nil : .list(own)
    }
    let snapshot = TestMap.snapshot(structures)
    let selection = snapshot.selection(for: Filter())
    var style = Style.light
    style.clusters.pie = Self.pie
    let renderer = TileRenderer(basemap: TestMap.basemap, style: style, fonts: TestMap.fonts)
    let world = PixelWindow(
      zoom: zoom, scale: 1, x: 0, y: 0, width: 256 << zoom, height: 256 << zoom)
    let found = renderer.withContent(
      of: world, tile: nil, tileset: .clusters, clusters: selection.clusters, snapshot: snapshot,
      selection: selection
    ) { content, _ in
      content.symbols.compactMap { symbol in
        symbol.firstShare.map {
          [symbol.count] + content.shares[$0..<$0 + content.shareCount]
        }
      }
    }
    var expected: [[Int]] = []
    for marker in snapshot.markers(in: .world, zoom: zoom, selection: selection) {
      guard let id = marker.clusterID else { continue }
      let leaves = try #require(
        snapshot.leaves(of: id, limit: .max, offset: 0, selection: selection))
      var row = [marker.count, 0, 0, 0, 0]
      for leaf in leaves {
        let values = leaf.list("typologie")
        row[1 + (["BIB", "EPN", "ASSO"].firstIndex { values.contains($0) } ?? 3)] += 1
      }
      expected.append(row)
    }
    #expect(!expected.isEmpty)
    for row in found { #expect(row[0] == row.dropFirst().reduce(0, +)) }
    #expect(
      found.sorted { $0.lexicographicallyPrecedes($1) }
        == expected.sorted { $0.lexicographicallyPrecedes($1) })
  }

  @Test func partsGoRoundOnceInTheOrderOfTheStyle() {
    var generator = SplitMix64(seed: 42)
    for _ in 0..<500 {
      let shares = (0..<4).map { _ in Int.random(in: 0...9, using: &generator) }
      let parts = Self.ring().parts(of: shares[...])
      let total = shares.reduce(0, +)
      guard total > 0 else {
        #expect(parts.isEmpty)
        continue
      }
      #expect(parts.first?.part.start == 0)
      #expect(parts.last?.part.end == Ring.turn)
      for (one, next) in zip(parts, parts.dropFirst()) {
        #expect(one.part.end == next.part.start, "\(shares)")
      }
      let sizes = parts.map { Double($0.part.end - $0.part.start) }
      for (size, share) in zip(sizes, shares.filter { $0 > 0 }) {
        #expect(abs(size - Double(share * Ring.turn) / Double(total)) <= 1, "\(shares)")
      }
    }
  }

  @Test func partsKeepAGapAndStayInTheRing() throws {
    let ring = Self.ring(scale: 2)
    let parts = ring.parts(of: [1, 1, 0, 2][...])
    #expect(parts.count == 3)
    var canvas = Pixmap(width: 64, height: 64)
    for (part, _) in parts {
      canvas.fill(
        part.path(center: .origin), color: Color(red: 0, green: 0, blue: 0, alpha: 100),
        at: PixelPoint(x: 32 << 8, y: 32 << 8))
    }
    for y in 0..<64 {
      for x in 0..<64 {
        let (dx, dy) = (Double(x) - 31.5, Double(y) - 31.5)
        let distance = (dx * dx + dy * dy).squareRoot()
        let alpha = canvas[x, y].alpha
        #expect(alpha <= 101, "parts overlap at \(x), \(y)")
        if distance < ring.innerRadius || distance > 24.5 { #expect(alpha == 0) }
        // On the gaps at the top, the right and the bottom: two pixels wide.
        if x == 31 || x == 32, dy != 0 { #expect(alpha == 0, "\(x), \(y)") }
        if y == 31 || y == 32, dx > 0 { #expect(alpha == 0, "\(x), \(y)") }
      }
    }
    #expect(canvas[32 + 14, 32 - 14].alpha == 100)
    // A part thinner than its gaps is not drawn.
    let thin = try #require(ring.parts(of: [1, 0, 0, 200][...]).first).part
    #expect(thin.path(center: .origin).isEmpty)
  }
}
