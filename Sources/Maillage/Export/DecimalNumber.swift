/// Numbers as text without an exponent.
enum DecimalNumber {
  /// The shortest decimal text that reads back as the same number: `47.4711`, `-1`, `0.00001`.
  static func text(_ number: Double) -> String {
    let plain = "\(number)"
    guard let mark = plain.firstIndex(of: "e") else {
      return plain.hasSuffix(".0") ? String(plain.dropLast(2)) : plain
    }
    guard let exponent = Int(plain[plain.index(after: mark)...]) else { return plain }
    let sign = plain.hasPrefix("-") ? "-" : ""
    let digits = plain[..<mark].filter { $0.isNumber }
    let point = (plain[..<mark].drop { $0 == "-" }.firstIndex(of: ".")).map {
      plain[..<$0].filter { $0.isNumber }.count
    }
    let wholeDigits = (point ?? digits.count) + exponent
    if wholeDigits <= 0 {
      return sign + "0." + String(repeating: "0", count: -wholeDigits) + trimmed(digits)
    }
    return sign + trimmed(digits).padding(to: wholeDigits)
  }

  private static func trimmed(_ digits: String) -> String {
    var digits = digits
    while digits.count > 1, digits.last == "0" { digits.removeLast() }
    return digits
  }
}

extension String {
  fileprivate func padding(to count: Int) -> String {
    self + String(repeating: "0", count: max(0, count - self.count))
  }
}
