package import MaillageGeometry

/// A JSON value whose members keep their order.
///
/// Writing it needs no reflection, and the same value always gives the same bytes, which is what
/// entity tags are made of.
package enum JSON: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  /// A finite number, written as the shortest text that reads back the same; others become `null`.
  case number(Double)
  case string(String)
  case array([JSON])
  case object([(String, JSON)])

  /// The value as UTF-8.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return bytes
  }

  /// The value as text.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  private func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value): bytes.append(contentsOf: String(value).utf8)
    case .number(let value):
      bytes.append(contentsOf: (value.isFinite ? DecimalNumber.text(value) : "null").utf8)
    case .string(let text): appendJSONString(text, to: &bytes)
    case .array(let items):
      bytes.append(UInt8(ascii: "["))
      for (position, item) in items.enumerated() {
        if position > 0 { bytes.append(UInt8(ascii: ",")) }
        item.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (position, member) in members.enumerated() {
        if position > 0 { bytes.append(UInt8(ascii: ",")) }
        appendJSONString(member.0, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.1.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral,
  ExpressibleByArrayLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(dictionaryLiteral members: (String, JSON)...) { self = .object(members) }
  package init(arrayLiteral items: JSON...) { self = .array(items) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int) { self = .integer(value) }

  /// The strings as an array.
  package init(_ texts: some Sequence<String>) { self = .array(texts.map { .string($0) }) }

  /// A GeoJSON Point; seven decimals are about a centimetre (RFC 7946, section 11.2).
  package static func point(_ coordinate: Coordinate) -> JSON {
    func shortened(_ degrees: Double) -> JSON { .number((degrees * 1e7).rounded() / 1e7) }
    return [
      "type": "Point",
      "coordinates": [shortened(coordinate.longitude), shortened(coordinate.latitude)],
    ]
  }
}

/// Appends a quoted text (RFC 8259, section 7).
func appendJSONString(_ text: String, to bytes: inout [UInt8]) {
  func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }
  bytes.append(UInt8(ascii: "\""))
  guard text.utf8.contains(where: needsEscape) else {
    bytes.append(contentsOf: text.utf8)
    bytes.append(UInt8(ascii: "\""))
    return
  }
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
    case 0x0A: bytes += #"\n"#.utf8
    case 0x0D: bytes += #"\r"#.utf8
    case 0x09: bytes += #"\t"#.utf8
    case ..<0x20: bytes += (#"\u00"# + (byte < 16 ? "0" : "") + String(byte, radix: 16)).utf8
    default: bytes.append(byte)
    }
  }
  bytes.append(UInt8(ascii: "\""))
}
