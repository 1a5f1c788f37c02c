/// Numbers as lists write them.
enum DecimalText {
  /// The number in a text: decimal point or comma, blanks between thousands; `nil` for anything
  /// else, `NaN` and infinities included.
  static func number(_ text: String) -> Double? {
    var plain = ""
    plain.reserveCapacity(text.utf8.count)
    let hasPoint = text.utf8.contains(UInt8(ascii: "."))
    for scalar in text.unicodeScalars {
      switch scalar {
      case "0"..."9", ".", "-", "+", "e", "E": plain.unicodeScalars.append(scalar)
      case ",": if !hasPoint { plain += "." }
      case " ", "\u{A0}", "\u{202F}", "°": break
      default: return nil
      }
    }
    guard let number = Double(plain), number.isFinite else { return nil }
    return number
  }
}
