/// Reads a JSON text (RFC 8259) in one pass over its bytes.
///
/// Boundaries are nearly all numbers: Foundation's parser boxes each of them and takes ten times as
/// long.
struct JSONParser {
  /// Where a text stops being JSON.
  struct Failure: Error {
    let line: Int
    let column: Int
    let reason: String
  }

  /// The deepest nesting accepted: GeoJSON needs nine.
  static let maximumDepth = 64

  private let bytes: [UInt8]
  private var position = 0

  /// Reads a whole text.
  static func parse(_ bytes: [UInt8]) throws(Failure) -> JSONValue {
    var parser = JSONParser(bytes: bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.position = 3 }
    let value = try parser.value(depth: 0)
    guard parser.next() == nil else { throw parser.failure("text after the end of the value") }
    return value
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func value(depth: Int) throws(Failure) -> JSONValue {
    guard depth < Self.maximumDepth else { throw failure("nested too deeply") }
    switch next() {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    case UInt8(ascii: "-"): return .number(try number())
    case let byte? where byte &- UInt8(ascii: "0") < 10: return .number(try number())
    case nil: throw failure("the text ends before its value")
    default: throw failure("expected a value")
    }
  }

  private mutating func object(depth: Int) throws(Failure) -> JSONValue {
    position += 1
    var members: [String: JSONValue] = [:]
    if next() == UInt8(ascii: "}") {
      position += 1
      return .object(members)
    }
    while true {
      guard next() == UInt8(ascii: "\"") else { throw failure("expected a name in quotes") }
      let name = try string()
      guard next() == UInt8(ascii: ":") else { throw failure("expected ':'") }
      position += 1
      members[name] = try value(depth: depth + 1)
      if try !continues(until: UInt8(ascii: "}")) { return .object(members) }
    }
  }

  private mutating func array(depth: Int) throws(Failure) -> JSONValue {
    position += 1
    var elements: [JSONValue] = []
    if next() == UInt8(ascii: "]") {
      position += 1
      return .array(elements)
    }
    while true {
      elements.append(try value(depth: depth + 1))
      if try !continues(until: UInt8(ascii: "]")) { return .array(elements) }
    }
  }

  /// Consumes a comma (true) or the closing bracket (false).
  private mutating func continues(until close: UInt8) throws(Failure) -> Bool {
    let byte = next()
    guard byte == UInt8(ascii: ",") || byte == close else {
      throw failure("expected ',' or '\(Character(Unicode.Scalar(close)))'")
    }
    position += 1
    return byte != close
  }

  private mutating func literal(_ word: String, _ value: JSONValue) throws(Failure) -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else { throw failure("expected a value") }
    position += word.utf8.count
    return value
  }

  /// The next byte that is not white space, left in place.
  private mutating func next() -> UInt8? {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      case let byte: return byte
      }
    }
    return nil
  }

  private func failure(_ reason: String) -> Failure {
    let before = bytes[..<min(position, bytes.count)]
    let start = (before.lastIndex(of: 0x0A) ?? -1) + 1
    return Failure(
      line: before.count(where: { $0 == 0x0A }) + 1, column: before.count - start + 1,
      reason: reason)
  }
}

// MARK: Numbers

extension JSONParser {
  private mutating func number() throws(Failure) -> Double {
    let start = position
    let isNegative = bytes[position] == UInt8(ascii: "-")
    if isNegative { position += 1 }
    var digits: UInt64 = 0
    let whole = try digitRun(&digits)
    if whole > 1, bytes[position - whole] == UInt8(ascii: "0") {
      throw failure("a number starts with 0")
    }
    var count = whole
    var decimals = 0
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      decimals = try digitRun(&digits)
      count += decimals
    }
    let hasExponent = position < bytes.count && bytes[position] | 0x20 == UInt8(ascii: "e")
    // Clinger 1990: a quotient of two exact Doubles is rounded once, hence correctly. 15 digits are
    // below 2⁵³, and powers of ten are exact up to 10²².
    if !hasExponent, count <= 15 {
      let magnitude = Double(digits) / Self.powersOfTen[decimals]
      return isNegative ? -magnitude : magnitude
    }
    if hasExponent {
      position += 1
      if position < bytes.count, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[position]) {
        position += 1
      }
      _ = try digitRun(&digits)
    }
    guard let value = Double(String(decoding: bytes[start..<position], as: UTF8.self)),
      value.isFinite
    else { throw failure("the number is too large") }
    return value
  }

  /// Reads at least one digit; returns how many there were.
  private mutating func digitRun(_ digits: inout UInt64) throws(Failure) -> Int {
    let start = position
    while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 {
      digits = digits &* 10 &+ UInt64(bytes[position] &- UInt8(ascii: "0"))
      position += 1
    }
    guard position > start else { throw failure("expected a digit") }
    return position - start
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]
}

// MARK: Strings

extension JSONParser {
  private mutating func string() throws(Failure) -> String {
    position += 1
    var text: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        guard let string = String(validating: text, as: UTF8.self) else {
          throw failure("the string is not UTF-8")
        }
        return string
      case UInt8(ascii: "\\"):
        position += 1
        try escape(&text)
      case ..<0x20:
        throw failure("a control character in a string")
      default:
        text.append(byte)
        position += 1
      }
    }
    throw failure("the string does not end")
  }

  private mutating func escape(_ text: inout [UInt8]) throws(Failure) {
    guard position < bytes.count else { throw failure("the string does not end") }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text.append(contentsOf: String(try escapedScalar()).utf8)
    default: throw failure("an unknown escape in a string")
    }
  }

  /// Reads the four digits after `\u`, and the second half of a surrogate pair where there is one.
  private mutating func escapedScalar() throws(Failure) -> Unicode.Scalar {
    let unit = try hexadecimalUnit()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard UTF16.isLeadSurrogate(unit), bytes[position...].starts(with: #"\u"#.utf8) else {
      throw failure("half a character in a string")
    }
    position += 2
    let second = try hexadecimalUnit()
    guard UTF16.isTrailSurrogate(second),
      let scalar = Unicode.Scalar(
        0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
    else { throw failure("half a character in a string") }
    return scalar
  }

  private mutating func hexadecimalUnit() throws(Failure) -> UInt16 {
    let end = min(position + 4, bytes.count)
    let digits = String(decoding: bytes[position..<end], as: UTF8.self)
    guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit),
      let unit = UInt16(digits, radix: 16)
    else { throw failure("expected four hexadecimal digits") }
    position = end
    return unit
  }
}
