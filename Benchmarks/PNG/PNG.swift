import CPNGReference
import Glibc
import MaillageRaster

/// How fast pictures become PNG files, beside libpng with zlib's level 1 and no filter.
///
///     swift run -c release PNG tile.png …
///
/// Each picture is first reduced to its 246 most frequent colours, as a canvas with a palette has
/// them. Both encoders get the same canvas, in turn, 400 times: medians of the thread's CPU time.
@main struct PNG {
  static func main() throws {
    print("file, px, libpng ms, bytes, encoder ms, bytes, times as fast")
    for path in CommandLine.arguments.dropFirst() {
      guard let canvas = Canvas(path: path) else {
        print("\(path): not a PNG file")
        exit(1)
      }
      try measure(canvas, name: path.split(separator: "/").last.map(String.init) ?? path)
    }
  }

  private static func measure(_ canvas: Canvas, name: String) throws {
    let header = PNGHeader(width: canvas.width, height: canvas.height, palette: canvas.palette)
    let colors = canvas.palette.flatMap { [$0.red, $0.green, $0.blue] }
    var room = [UInt8](repeating: 0, count: canvas.rows.count + 65_536)
    var encoder = PNGEncoder()
    var times: (reference: [Double], encoder: [Double]) = ([], [])
    var bytes = (reference: 0, encoder: 0)
    for _ in 0..<400 {
      let start = processorTime()
      bytes.reference = reference_write(
        canvas.rows, UInt32(canvas.width), UInt32(canvas.height), colors,
        Int32(canvas.palette.count), &room, room.count)
      let middle = processorTime()
      bytes.encoder = try encoder.encode(canvas.rows.span, header: header).count
      times.reference.append(middle - start)
      times.encoder.append(processorTime() - middle)
    }
    let medians = (times.reference.sorted()[200], times.encoder.sorted()[200])
    print(
      name, canvas.width, digits(medians.0), bytes.reference, digits(medians.1), bytes.encoder,
      digits(medians.0 / medians.1), separator: ", ")
  }

  /// Milliseconds of processor time that this thread has used.
  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
  }

  private static func digits(_ number: Double) -> Double { (number * 1e4).rounded() / 1e4 }
}

/// A picture reduced to a palette, its rows led by filter bytes.
struct Canvas {
  let width: Int
  let height: Int
  let palette: [Color]
  let rows: [UInt8]

  init?(path: String) {
    var size: (width: UInt32, height: UInt32) = (0, 0)
    guard let bytes = reference_read(path, &size.width, &size.height) else { return nil }
    defer { free(bytes) }
    let (width, height) = (Int(size.width), Int(size.height))
    let colors = (0..<width * height).map { pixel in
      Color(red: bytes[pixel * 4], green: bytes[pixel * 4 + 1], blue: bytes[pixel * 4 + 2])
    }
    let counts = colors.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    let palette = counts.sorted { ($0.value, $0.key.order) > ($1.value, $1.key.order) }
      .prefix(246).map(\.key)
    var nearest: [Color: UInt8] = [:]
    for color in counts.keys {
      let index = palette.indices.min {
        palette[$0].distance(to: color) < palette[$1].distance(to: color)
      }
      nearest[color] = UInt8(index ?? 0)
    }
    self.width = width
    self.height = height
    self.palette = palette
    rows = (0..<height).flatMap { row in
      [0] + colors[row * width..<(row + 1) * width].map { nearest[$0] ?? 0 }
    }
  }
}

extension Color {
  fileprivate var order: Int { Int(red) << 16 | Int(green) << 8 | Int(blue) }

  fileprivate func distance(to other: Color) -> Int {
    [(red, other.red), (green, other.green), (blue, other.blue)]
      .reduce(0) { $0 + (Int($1.0) - Int($1.1)) * (Int($1.0) - Int($1.1)) }
  }
}
