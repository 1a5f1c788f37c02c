import MaillageRaster

/// How far and how strongly one structure glows, on a grid of cells that is the same everywhere.
///
/// The glow falls with the distance *r*, in radii, like (1 − *r*²)³, the triweight kernel, in whole
/// numbers: sums are exact in any order, and many structures in one cell cost no more than one.
///
/// Source: B. W. Silverman, "Density Estimation for Statistics and Data Analysis", 1986, section 4.2.
struct HeatKernel: Sendable {
  /// The side of a cell in CSS pixels: a power of two, at most a seventh of the radius unless it is
  /// one pixel: finer ones cannot be told apart, and cost sixteen times as much when all glow.
  let cell: Int
  /// How many cells the glow reaches.
  let reach: Int
  /// The glow around a cell, whole numbers: 2 · ``reach`` + 1 rows of as many columns.
  let weights: [Double]
  /// The glow, by zoom, that reaches the end of the ramp.
  private let full: [Double]

  /// The glow in the middle.
  static let peak = 1024.0
  /// A level of the ramp in the numbers that glow is drawn by.
  static let level = 1 << 16

  /// Prepares the glow of a style.
  init(_ heat: Style.Heat) {
    var cell = 1
    while Double(cell * 2) <= heat.radius / 7 { cell *= 2 }
    let radius = heat.radius / Double(cell)
    let reach = Int(radius)
    let weights = (-reach...reach).flatMap { row in
      (-reach...reach).map { column in
        let distance = Double(row * row + column * column) / (radius * radius)
        let rest = max(1 - distance, 0)
        return (Self.peak * rest * rest * rest).rounded()
      }
    }
    self.cell = cell
    self.reach = reach
    self.weights = weights
    // What `saturation` structures, spread evenly over a disc of the radius, sum up to in its middle.
    let one = weights.reduce(0, +) / (.pi * radius * radius)
    full = Tileset.zooms.map { heat.saturation(zoom: $0) * one }
  }

  /// Steps of the ramp, times ``level``, for a glow of 1; the level of others goes with the square
  /// root.
  func levelOfOne(zoom: Int) -> Double {
    Double(HeatRamp.steps * Self.level) / full[zoom].squareRoot()
  }
}

/// The colours of the glow, from none to full.
struct HeatRamp: Sendable {
  /// How many steps the ramp has above none.
  static let steps = 64

  /// No colour, then the steps.
  let colors: [Color]

  /// Passes colours into one another.
  ///
  /// - Precondition: There are at least two.
  init(_ given: [Color]) {
    precondition(given.count >= 2, "a ramp passes from one colour to another")
    colors =
      [.transparent]
      + (1...Self.steps).map { step in
        let place = Double(step) / Double(Self.steps) * Double(given.count - 1)
        let first = min(Int(place), given.count - 2)
        return Self.mix(given[first], given[first + 1], place - Double(first))
      }
  }

  /// A colour between two, each weighing as much as it is opaque.
  private static func mix(_ first: Color, _ second: Color, _ part: Double) -> Color {
    let (one, other) = (Double(first.alpha) * (1 - part), Double(second.alpha) * part)
    let alpha = one + other
    guard alpha >= 0.5 else { return .transparent }
    func channel(_ first: UInt8, _ second: UInt8) -> UInt8 {
      UInt8(((Double(first) * one + Double(second) * other) / alpha).rounded())
    }
    return Color(
      red: channel(first.red, second.red), green: channel(first.green, second.green),
      blue: channel(first.blue, second.blue), alpha: UInt8(alpha.rounded()))
  }
}
