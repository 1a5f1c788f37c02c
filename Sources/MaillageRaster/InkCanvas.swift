/// The pixels of a canvas drawn in inks.
struct InkCanvas<Blending: InkBlending>: Sendable {
  /// In px.
  let width: Int
  /// In px.
  let height: Int
  /// Pixels from one row to the next.
  let stride: Int
  let inks: Blending
  /// Row after row, each led by ``InkBlending/rowLead`` pixels of 0.
  var pixels: [Blending.Pixel]

  /// Creates a canvas covered by the first ink.
  init(width: Int, height: Int, inks: Blending) {
    self.width = width
    self.height = height
    stride = width + Blending.rowLead
    self.inks = inks
    pixels = [Blending.Pixel](repeating: 0, count: stride * height)
    clear(0)
  }

  /// Where a row's own pixels begin.
  @inline(__always)
  func start(ofRow row: Int) -> Int { row &* stride &+ Blending.rowLead }

  /// Covers everything with one ink.
  mutating func clear(_ ink: Int) {
    let pixel = inks.pixel(of: ink)
    let (stride, height) = (stride, height)
    var pixels = pixels.mutableSpan
    pixels.update(repeating: pixel)
    if Blending.rowLead > 0 {
      for row in 0..<height { pixels[row &* stride] = 0 }
    }
  }

  /// Replaces neighbouring pixels of a row by one ink.
  mutating func replace(row: Int, columns: Range<Int>, ink: Int) {
    let pixel = inks.pixel(of: ink)
    let start = start(ofRow: row)
    var pixels = pixels.mutableSpan
    for column in columns { pixels[start &+ column] = pixel }
  }

  /// Lays an ink over the canvas through a mask.
  ///
  /// - Parameters:
  ///   - mask: What falls outside of the canvas is left out.
  ///   - x: The column of the mask's origin.
  ///   - y: The row of the mask's origin.
  ///   - ink: The ink.
  mutating func draw(_ mask: InkMask, atX x: Int, y: Int, ink: Int) {
    let inks = inks
    let (width, height, stride) = (width, height, stride)
    let (left, top) = (x &+ mask.left, y &+ mask.top)
    let runs = mask.runs.span
    let values = mask.values.span
    var pixels = pixels.mutableSpan
    for index in runs.indices {
      let run = runs[index]
      let row = top &+ Int(run.row)
      guard row >= 0 && row < height else { continue }
      let first = max(left &+ Int(run.start), 0)
      let last = min(left &+ Int(run.start) &+ Int(run.count), width)
      let base = row &* stride &+ Blending.rowLead
      guard run.values >= 0 else {
        Self.paint(ink, inks, coverage: 255, from: base &+ first, to: base &+ last, in: &pixels)
        continue
      }
      let shift = Int(run.values) &- left &- Int(run.start)
      var column = first
      while column < last {
        pixels[base &+ column] = inks.blend(
          ink, coverage: values[shift &+ column], over: pixels[base &+ column])
        column &+= 1
      }
    }
  }
}
