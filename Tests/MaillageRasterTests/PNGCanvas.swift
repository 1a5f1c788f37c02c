import MaillagePictureSupport
import MaillageRaster
import MaillageTestSupport

/// Rows with filter bytes, and their pixels, for the tests of the encoder.
struct PNGCanvas: CustomStringConvertible {
  let name: String
  let width: Int
  let height: Int
  /// `nil` for canvases of red, green, blue and maybe alpha.
  let palette: [Color]?
  let rows: [UInt8]
  let header: PNGHeader
  /// What a decoder must find.
  let pixels: DecodedPNG

  var description: String { "\(name), \(width) × \(height)" }

  /// A canvas of a palette, from the index of each pixel.
  init(_ name: String, width: Int, height: Int, palette: [Color], index: (Int, Int) -> Int) {
    self.name = name
    self.width = width
    self.height = height
    self.palette = palette
    var rows: [UInt8] = []
    var bytes: [UInt8] = []
    for y in 0..<height {
      rows.append(0)
      for x in 0..<width {
        let index = index(x, y)
        rows.append(UInt8(index))
        let color = palette[index]
        bytes += [color.red, color.green, color.blue, color.alpha]
      }
    }
    self.rows = rows
    header = PNGHeader(width: width, height: height, palette: palette)
    pixels = DecodedPNG(width: width, height: height, bytes: bytes)
  }

  /// A canvas without a palette, from the colour of each pixel.
  init(_ name: String, width: Int, height: Int, hasAlpha: Bool, color: (Int, Int) -> Color) {
    self.name = name
    self.width = width
    self.height = height
    palette = nil
    var rows: [UInt8] = []
    var bytes: [UInt8] = []
    for y in 0..<height {
      rows.append(0)
      for x in 0..<width {
        let color = color(x, y)
        let channels = [color.red, color.green, color.blue, color.alpha]
        rows += channels.prefix(hasAlpha ? 4 : 3)
        bytes += channels
      }
    }
    self.rows = rows
    header = PNGHeader(width: width, height: height, hasAlpha: hasAlpha)
    pixels = DecodedPNG(width: width, height: height, bytes: bytes)
  }
}

extension PNGCanvas {
  /// So many colours, `translucent` of them anywhere in the palette not opaque.
  static func palette(
    _ count: Int, translucent: Int = 0, using generator: inout SplitMix64
  ) -> [Color] {
    var palette = (0..<count).map { _ in
      Color(
        red: .random(in: 0...255, using: &generator),
        green: .random(in: 0...255, using: &generator),
        blue: .random(in: 0...255, using: &generator))
    }
    for index in palette.indices.shuffled(using: &generator).prefix(translucent) {
      palette[index].alpha = .random(in: 0...254, using: &generator)
    }
    return palette
  }

  /// Every pixel any colour: nothing to compress.
  static func noise(
    width: Int, height: Int, colors: Int, translucent: Int = 0, seed: UInt64
  ) -> PNGCanvas {
    var generator = SplitMix64(seed: seed)
    let palette = palette(colors, translucent: translucent, using: &generator)
    return PNGCanvas(
      "\(colors) colours at random (\(translucent) translucent), seed \(seed)",
      width: width, height: height, palette: palette
    ) { _, _ in .random(in: 0..<colors, using: &generator) }
  }

  /// Faces around random places, dark along their borders, discs on top: like a map.
  static func map(width: Int, height: Int, seed: UInt64) -> PNGCanvas {
    var generator = SplitMix64(seed: seed)
    let palette = palette(240, translucent: 40, using: &generator)
    let places = (0..<12).map { _ in
      (
        x: Int.random(in: 0..<width, using: &generator),
        y: Int.random(in: 0..<height, using: &generator),
        radius: Int.random(in: 0...20, using: &generator)
      )
    }
    return PNGCanvas("a map, seed \(seed)", width: width, height: height, palette: palette) {
      x, y in
      var (nearest, first, second) = (0, Int.max, Int.max)
      for (index, place) in places.enumerated() {
        let distance = (x - place.x) * (x - place.x) + (y - place.y) * (y - place.y)
        if distance < place.radius * place.radius { return 200 + index }
        if distance < first { (nearest, second) = (index, first) }
        if distance >= first { second = min(second, distance) }
        first = min(first, distance)
      }
      let depth = (second - first) / (1 + width)
      return depth < 8 ? 100 + nearest * 8 + depth : nearest
    }
  }

  /// Every pixel any colour, without a palette.
  static func trueColor(width: Int, height: Int, hasAlpha: Bool, seed: UInt64) -> PNGCanvas {
    var generator = SplitMix64(seed: seed)
    return PNGCanvas(
      hasAlpha ? "RGBA, seed \(seed)" : "RGB, seed \(seed)",
      width: width, height: height, hasAlpha: hasAlpha
    ) { x, y in
      let isNoise = y % 16 == 0
      return Color(
        red: isNoise ? .random(in: 0...255, using: &generator) : UInt8(x & 255),
        green: UInt8(y & 255), blue: UInt8((x + y) & 255),
        alpha: hasAlpha ? UInt8((x / 8 + y) & 255) : 255)
    }
  }

  /// Every kind at the sizes of tiles and at odd ones.
  static let all: [PNGCanvas] = {
    var canvases: [PNGCanvas] = []
    for (width, height) in [(256, 256), (512, 512), (768, 768), (37, 23), (1, 300), (301, 1)] {
      let seed = UInt64(width * 1000 + height)
      canvases.append(map(width: width, height: height, seed: seed))
      canvases.append(noise(width: width, height: height, colors: 256, seed: seed))
      canvases.append(
        noise(width: width, height: height, colors: 17, translucent: 6, seed: seed))
      canvases.append(
        PNGCanvas("one colour", width: width, height: height, palette: [.black]) { _, _ in 0 })
    }
    for (width, height) in [(256, 256), (61, 19)] {
      canvases.append(trueColor(width: width, height: height, hasAlpha: true, seed: 1))
      canvases.append(trueColor(width: width, height: height, hasAlpha: false, seed: 2))
    }
    for index in 0...2 {
      canvases.append(
        noise(width: 1, height: 1, colors: 1 + index, translucent: index, seed: UInt64(index)))
    }
    canvases.append(noise(width: 64, height: 64, colors: 256, translucent: 256, seed: 3))
    return canvases
  }()
}
