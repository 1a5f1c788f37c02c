import Foundation
import MaillagePictureSupport
import MaillageRaster
import Testing

@Suite("The PNG encoder")
struct PNGEncoderTests {
  @Test("writes what libpng reads as the same pixels", arguments: PNGCanvas.all)
  func roundTrip(canvas: PNGCanvas) throws {
    var encoder = PNGEncoder()
    let file = try encoder.encode(canvas.rows.span, header: canvas.header)
    #expect(DecodedPNG(file) == canvas.pixels)
    // What cannot be compressed is stored: 6 bytes for zlib's format, 5 for each block, 24 around.
    let overhead = 11 + canvas.rows.count / 65_535 * 5 + 24
    #expect(file.count <= headerCount(of: canvas) + canvas.rows.count + overhead)
  }

  @Test("gives the same bytes for the same rows, whatever it encoded before")
  func repeats() throws {
    let canvases = PNGCanvas.all
    let fresh = try canvases.map { canvas in
      var encoder = PNGEncoder()
      return try encoder.encode(canvas.rows.span, header: canvas.header)
    }
    var encoder = PNGEncoder()
    for order in [Array(canvases.indices), canvases.indices.reversed()] {
      for index in order {
        let canvas = canvases[index]
        let file = try encoder.encode(canvas.rows.span, header: canvas.header)
        #expect(file == fresh[index], "\(canvas)")
      }
    }
    #expect(Set(fresh).count == fresh.count)
  }

  @Test(
    "writes files in which pngcheck finds no fault",
    .enabled(if: FileManager.default.isExecutableFile(atPath: pngcheck)))
  func conforms() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "maillage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var encoder = PNGEncoder()
    var files: [String] = []
    func keep(_ bytes: [UInt8]) throws {
      let file = folder.appending(path: "\(files.count).png")
      try Data(bytes).write(to: file)
      files.append(file.path())
    }
    for canvas in PNGCanvas.all {
      try keep(try encoder.encode(canvas.rows.span, header: canvas.header))
    }
    for color in Self.colors {
      try keep(try PNGEncoder.solid(width: 256, height: 256, color: color))
    }
    #expect(try run(Self.pngcheck, ["-q"] + files) == (0, ""))
    // The judge is awake: it finds a single wrong bit.
    var damaged = try Data(contentsOf: URL(filePath: files[0]))
    damaged[damaged.count - 20] ^= 1
    try damaged.write(to: URL(filePath: files[0]))
    #expect(try run(Self.pngcheck, ["-q", files[0]]).status != 0)
  }

  @Test("refuses rows that are too few or too many")
  func wrongSize() throws {
    var encoder = PNGEncoder()
    let header = PNGHeader(width: 256, height: 3, hasAlpha: true)
    for count in [0, 3 * 1025 - 1, 3 * 1025 + 1] {
      var reason: String?
      do throws(PNGError) {
        _ = try encoder.encode([UInt8](repeating: 0, count: count).span, header: header)
      } catch {
        reason = error.reason
      }
      #expect(reason == "the rows of a picture of 256 × 3 px are 3075 bytes, not \(count)")
    }
    #expect(try encoder.encode([UInt8](repeating: 0, count: 3075).span, header: header).count > 0)
  }

  @Test("refuses a picture larger than its format of compression can count")
  func tooLarge() {
    var encoder = PNGEncoder()
    let header = PNGHeader(width: 32_768, height: 32_768, hasAlpha: true)
    var reason: String?
    do throws(PNGError) {
      _ = try encoder.encode([UInt8]().span, header: header)
    } catch {
      reason = error.reason
    }
    #expect(
      reason
        == "the rows of a picture of 32768 × 32768 px are 4295000064 bytes, more than 4293918719")
  }

  private static let colors = [
    Color.white, .black, .transparent, Color(red: 1, green: 2, blue: 3),
    Color(red: 250, green: 2, blue: 30, alpha: 77),
  ]

  @Test("writes one colour in few bytes", arguments: colors)
  func solid(color: Color) throws {
    for (width, height) in [(256, 256), (512, 512), (768, 768), (1, 1), (7, 3), (9, 100)] {
      let file = try PNGEncoder.solid(width: width, height: height, color: color)
      let bytes = (0..<width * height).flatMap { _ in
        [color.red, color.green, color.blue, color.alpha]
      }
      #expect(
        DecodedPNG(file) == DecodedPNG(width: width, height: height, bytes: bytes),
        "\(width) × \(height)")
      #expect(file.count < 200, "\(width) × \(height)")
    }
  }

  @Test("names its revision in characters that an entity tag may have")
  func revision() {
    #expect(PNGEncoder.revision.wholeMatch(of: #/isal-\d+\.\d+\.\d+-[0-9a-f]{8}/#) != nil)
    #expect(!PNGEncoder.revision.hasSuffix("-00000000"))
  }

  private static let pngcheck = "/usr/bin/pngcheck"

  /// Signature and IHDR, PLTE, tRNS.
  private func headerCount(of canvas: PNGCanvas) -> Int {
    guard let palette = canvas.palette else { return 33 }
    let translucent = palette.lastIndex { $0.alpha < 255 }.map { 13 + $0 } ?? 0
    return 33 + 12 + 3 * palette.count + translucent
  }

  private func run(
    _ program: String, _ arguments: [String]
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
