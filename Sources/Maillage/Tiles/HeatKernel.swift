import MaillageRaster

/// How far and how strongly one structure glows, on a grid of cells that is the same everywhere.
///
/// Along each axis the glow falls like a quadratic B-spline (three boxes folded together): round to
/// the eye, nothing beyond the radius, and the product of two rows of whole numbers, so that sums
/// are exact and many structures cost no more than the cells they stand in.
struct HeatKernel: Sendable {
  /// The side of a cell in CSS pixels: a power of two, at most a twelfth of the radius unless it is
  /// one pixel.
  let cell: Int
  /// By the distance in cells, from the middle outwards.
  let weights: [Int]
  /// Steps of the ramp, times 2¹⁶, for one unit of glow.
  let levelPerUnit: Double

  /// The glow of the middle, along one axis.
  private static let peak = 1024.0
  /// A level of the ramp in the numbers that glow is drawn by.
  static let level = 1 << 16

  /// Prepares the glow of a style.
  init(_ heat: Style.Heat) {
    var cell = 1
    while Double(cell * 2) <= heat.radius / 12 { cell *= 2 }
    self.cell = cell
    let radius = heat.radius / Double(cell)
    var weights: [Int] = []
    while true {
      let weight = Int((Self.peak * Self.spline(Double(weights.count) * 1.5 / radius)).rounded())
      guard weight > 0 else { break }
      weights.append(weight)
    }
    self.weights = weights
    // What `saturation` structures, spread evenly over a disc of the radius, sum up to in its middle.
    let sum = Double(weights.reduce(0) { $0 + 2 * $1 } - weights[0])
    let full = heat.saturation * sum * sum / (.pi * radius * radius)
    levelPerUnit = Double(HeatRamp.steps * Self.level) / full
  }

  /// How many cells the glow reaches.
  var reach: Int { weights.count - 1 }

  /// 1 in the middle, 0 from 1.5 on.
  private static func spline(_ distance: Double) -> Double {
    if distance < 0.5 { return 1 - distance * distance / 0.75 }
    if distance < 1.5 { return (1.5 - distance) * (1.5 - distance) / 1.5 }
    return 0
  }
}

/// The colours of the glow, from none to full.
struct HeatRamp: Sendable {
  /// How many steps the ramp has above none.
  static let steps = 64

  /// No colour, then the steps.
  let colors: [Color]

  /// Passes the colours of a style into one another.
  init(_ heat: Style.Heat) {
    colors = [.transparent]
      + (1...Self.steps).map { step in
        let place = Double(step) / Double(Self.steps) * Double(heat.colors.count - 1)
        let first = min(Int(place), heat.colors.count - 2)
        return Self.mix(heat.colors[first], heat.colors[first + 1], place - Double(first))
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
