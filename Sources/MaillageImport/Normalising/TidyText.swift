extension String {
  /// The text without blanks at its ends and with plain spaces for no-break ones.
  ///
  /// Line breaks inside stay. A text that is tidy already is returned as it is, without a copy.
  var tidied: String {
    guard !isTidy else { return self }
    var scalars = unicodeScalars.map { $0 == "\u{A0}" || $0 == "\u{202F}" ? " " : $0 }
    while let last = scalars.last, Self.isBlank(last) { scalars.removeLast() }
    let start = scalars.firstIndex { !Self.isBlank($0) } ?? scalars.endIndex
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars[start...])
    return String(result)
  }

  private var isTidy: Bool {
    let utf8 = utf8
    guard let first = utf8.first, let last = utf8.last else { return true }
    guard first > 0x20, last > 0x20, first < 0x80, last < 0x80 else {
      // Letters with accents at an end are common; only blanks need the slow path.
      if first <= 0x20 || last <= 0x20 { return false }
      return !unicodeScalars.contains { $0.value >= 0x80 && Self.isBlank($0) }
    }
    // Both no-break spaces begin with one of two bytes that rarely occur otherwise.
    guard utf8.contains(where: { $0 == 0xC2 || $0 == 0xE2 }) else { return true }
    return !unicodeScalars.contains { $0 == "\u{A0}" || $0 == "\u{202F}" }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x80 ? scalar.value <= 0x20 : scalar.properties.isWhitespace
  }

  /// Whether people wrote this instead of leaving a cell empty.
  var isPlaceholder: Bool {
    guard utf8.count <= 8 else { return false }
    return ["?", "??", "-", "--", "–", "—", "x", "X", "/", ".", "null", "NULL", "n/a", "N/A"]
      .contains(self)
  }

  /// The items of a list as a file joins them, with `|` or, as before, with `;`.
  var listItems: [String] {
    guard utf8.contains(where: { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: ";") }) else {
      return [self]
    }
    return utf8.split { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: ";") }
      .map { String(Substring($0)).tidied }.filter { !$0.isEmpty }
  }
}
