import Foundation

/// A vertical axis: which values it spans, where they stand, and how they are written.
struct PlotAxis {
  let isLogarithmic: Bool
  let marks: [Double]
  private let low: Double
  private let high: Double

  /// An axis of powers of ten around some values, or of 1, 2 and 5 times these where they would be few.
  ///
  /// Values that are not positive stand at its foot.
  static func logarithmic(_ values: [Double]) -> PlotAxis {
    let positive = values.filter { $0 > 0 }
    let least = positive.min() ?? 1
    let greatest = max(positive.max() ?? 10, least * 2)
    let powers = Int(log10(least).rounded(.down))...Int(log10(greatest).rounded(.up))
    let steps = powers.flatMap { power in [1, 2, 5].map { $0 * pow(10, Double(power)) } }
    let low = steps.last { $0 <= least } ?? least
    let high = steps.first { $0 >= greatest } ?? greatest
    if high / low <= 100 {
      return PlotAxis(
        isLogarithmic: true, marks: steps.filter { (low...high).contains($0) }, low: log10(low),
        high: log10(high))
    }
    return PlotAxis(
      isLogarithmic: true, marks: powers.map { pow(10, Double($0)) },
      low: Double(powers.lowerBound), high: Double(powers.upperBound))
  }

  /// An axis from 0 in steps of 1, 2 or 5 times a power of ten.
  static func linear(_ values: [Double]) -> PlotAxis {
    let greatest = max(values.max() ?? 1, 1e-9)
    let power = pow(10, log10(greatest).rounded(.down))
    let step = [0.2, 0.5, 1, 2].map { $0 * power }.first { greatest / $0 <= 6 } ?? power
    let count = Int((greatest / step).rounded(.up))
    return PlotAxis(
      isLogarithmic: false, marks: (0...count).map { Double($0) * step }, low: 0,
      high: Double(count) * step)
  }

  /// A value's place, 0 at the foot, 1 at the top.
  func share(_ value: Double) -> Double {
    guard isLogarithmic else { return value / high }
    guard value > 0 else { return 0 }
    return max(0, (log10(value) - low) / (high - low))
  }

  /// A value in three digits that matter at most: 0.25, 3.1, 120, 4.5 k, 12 M.
  static func label(_ value: Double) -> String {
    let (short, unit) =
      value >= 999_500 ? (value / 1e6, " M") : value >= 999.5 ? (value / 1e3, " k") : (value, "")
    var digits = String(
      format: short >= 99.5 ? "%.0f" : short >= 9.95 ? "%.1f" : short >= 0.095 ? "%.2f" : "%.3f",
      short)
    if digits.contains(".") {
      while digits.hasSuffix("0") { digits.removeLast() }
      if digits.hasSuffix(".") { digits.removeLast() }
    }
    return digits + unit
  }
}
