import MaillagePictureSupport
import MaillageRaster
import MaillageTestSupport
import Testing

/// Pictures that were looked at; see `Goldens/README.md`.
@Suite("Drawings look as they did when somebody looked at them")
struct DrawingGoldenTests {
  private let land = Color(red: 244, green: 239, blue: 230)
  private let sea = Color(red: 207, green: 225, blue: 234)
  private let ink = Color(red: 58, green: 53, blue: 48)

  @Test("text from 9 to 20 px, with and without a halo", arguments: [1, 2])
  func text(scale: Int) throws {
    let regular = try SampleFont.regular()
    let semibold = try SampleFont.semibold()
    var pixmap = Pixmap(width: 360 * scale, height: 190 * scale, background: land)
    var stripes = Path()
    for x in stride(from: 0, to: 360, by: 12) {
      stripes.append(
        [(x, 95), (x + 4, 95), (x + 4, 190), (x, 190)].map {
          PixelPoint(x: $0.0 * scale * 256, y: $0.1 * scale * 256)
        }, isClosed: true)
    }
    pixmap.fill(stripes, color: Color(red: 150, green: 170, blue: 120))
    var y = 14
    for (index, size) in [9, 10, 11, 12, 13, 11, 13, 14, 16, 20].enumerated() {
      let font = index % 2 == 0 ? regular : semibold
      let text = font.shape("\(size) L’Île-d’Œuf Saint-Géréon AV 1,2 k", size: Double(size * scale))
      pixmap.draw(
        text, at: PixelPoint(x: 8 * scale * 256, y: y * scale * 256), color: ink,
        halo: index < 5 ? nil : Halo(color: .white, width: 1.5 * Double(scale)))
      y += size + 6
    }
    try Golden.expect(pixmap, named: "text@\(scale)x")
  }

  @Test("strokes of several widths, joins and caps")
  func strokes() throws {
    var pixmap = Pixmap(width: 240, height: 130, background: land)
    for (index, width) in [0.5, 1, 1.5, 3, 8].enumerated() {
      var path = Path()
      let x = 12 + index * 46
      path.append(
        [(0, 10), (14, 45), (22, 12), (30, 48), (31, 14)].map {
          PixelPoint(x: ($0.0 + x) * 256, y: $0.1 * 256)
        }, isClosed: false)
      path.append(
        [(0, 62), (28, 66), (20, 84), (6, 82)].map {
          PixelPoint(x: ($0.0 + x) * 256, y: $0.1 * 256)
        }, isClosed: true)
      let center = PixelPoint(x: (x + 15) * 256, y: 108 * 256)
      path.append(.circle(center: center, radius: 12))
      pixmap.stroke(path, width: width, color: Color(hex: "#2b6f8fc0") ?? ink)
    }
    try Golden.expect(pixmap, named: "strokes")
  }

  @Test("a small map: coast, border, discs with counts", arguments: [1, 2])
  func map(scale: Int) throws {
    var pixmap = Pixmap(width: 200 * scale, height: 140 * scale, background: sea)
    var generator = SplitMix64(seed: 44)
    var x = -20
    var y = 60
    var coast: [PixelPoint] = []
    while x < 230 {
      coast.append(PixelPoint(x: x * scale * 256, y: y * scale * 256))
      x += Int.random(in: 2...7, using: &generator)
      y = min(max(y + Int.random(in: -5...5, using: &generator), 25), 90)
    }
    let corners = [(230, 160), (-20, 160)].map {
      PixelPoint(x: $0.0 * scale * 256, y: $0.1 * scale * 256)
    }
    pixmap.fill(.polygon(coast + corners), color: land)
    pixmap.stroke(.line(coast), width: 1.2 * Double(scale), color: Color(hex: "#8aa7b8") ?? ink)
    let font = try SampleFont.semibold()
    let discs = [
      (40, 80, 11.0, "7"), (90, 100, 14, "58"), (150, 70, 18, "1,2 k"), (196, 20, 13, "31"),
    ]
    for (x, y, radius, count) in discs {
      let center = PixelPoint(x: x * scale * 256 + 90, y: y * scale * 256 + 40)
      pixmap.fill(.circle(center: center, radius: (radius + 2) * Double(scale)), color: .white)
      pixmap.fill(
        .circle(center: center, radius: radius * Double(scale)),
        color: Color(hex: "#2b6f8f") ?? ink)
      let text = font.shape(count, size: 12 * Double(scale))
      let start = PixelPoint(
        x: center.x - Int(text.width * 128), y: center.y + Int(text.capHeight * 128))
      pixmap.draw(text, at: start, color: .white)
    }
    let label = try SampleFont.regular().shape("Les Sables-d’Olonne", size: 12 * Double(scale))
    pixmap.draw(
      label, at: PixelPoint(x: 30 * scale * 256, y: 130 * scale * 256), color: ink,
      halo: Halo(color: land, width: 1.5 * Double(scale)))
    try Golden.expect(pixmap, named: "map@\(scale)x")
  }
}
