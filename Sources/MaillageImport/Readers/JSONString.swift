import MaillageModel

extension JSONTokenizer {
  /// Reads a string that begins at the position.
  mutating func string() throws(ImportError) -> String {
    let bytes = text.bytes
    let open = position
    position += 1
    var content: [UInt8] = []
    var start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        let end = position
        position += 1
        guard !content.isEmpty else { return text.string(start..<end) }
        content.append(contentsOf: bytes[start..<end])
        return String(decoding: content, as: UTF8.self)
      case UInt8(ascii: "\\"):
        content.append(contentsOf: bytes[start..<position])
        content.append(contentsOf: String(try escape()).utf8)
        start = position
      default: position += 1
      }
    }
    throw text.syntaxError(
      at: open, fr: "ce guillemet n'est jamais fermé", en: "this quote is never closed")
  }

  /// Reads one escape; a surrogate pair is two of them.
  private mutating func escape() throws(ImportError) -> Unicode.Scalar {
    let bytes = text.bytes
    let start = position
    guard position + 1 < bytes.count else {
      throw text.syntaxError(at: start, fr: "échappement incomplet", en: "incomplete escape")
    }
    position += 2
    switch bytes[start + 1] {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = try codeUnit(from: start)
      guard UTF16.isLeadSurrogate(unit) else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
      let afterLead = position
      guard bytes[position...].starts(with: #"\u"#.utf8) else { return "\u{FFFD}" }
      position += 2
      let trail = try codeUnit(from: afterLead)
      guard UTF16.isTrailSurrogate(trail) else {
        position = afterLead
        return "\u{FFFD}"
      }
      return UTF16.decode(UTF16.EncodedScalar([unit, trail]))
    default:
      throw text.syntaxError(
        at: start, fr: "échappement inconnu dans un texte", en: "unknown escape in a string")
    }
  }

  private mutating func codeUnit(from start: Int) throws(ImportError) -> UInt16 {
    let digits = text.bytes[position...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else {
      throw text.syntaxError(
        at: start, fr: "échappement \\u sans quatre chiffres", en: "\\u escape without four digits")
    }
    position += 4
    return unit
  }
}
