import MaillageGeometry
import MaillageModel

/// A record that is not what ``record(of:)`` writes.
struct MalformedRecord: Error {}

/// Reads the texts that ``record(of:)`` writes, one after the other.
struct RecordReader {
  private var bytes: [UInt8] = []
  private var position = 0
  /// How many values the last record had: the next one is likely to have as many.
  private var valueCount = 0
  private var recurring: [UInt64: String] = [:]

  /// Reads the structure with an id from its record.
  mutating func structure(id: String, record: String) throws(MalformedRecord) -> Structure {
    bytes = Array(record.utf8)
    position = 0
    var structure = Structure(id: id)
    structure.values.reserveCapacity(valueCount)
    try members { reader, name throws(MalformedRecord) in
      switch name {
      case "at":
        structure.coordinate = try reader.coordinate()
      case "approximate":
        for character in "true".unicodeScalars { try reader.expect(character) }
        structure.isPositionApproximate = true
      case "values":
        try reader.members { reader, field throws(MalformedRecord) in
          structure.values[field] = try reader.value()
        }
      case "unmapped":
        try reader.members { reader, column throws(MalformedRecord) in
          structure.unmapped[column] = try reader.text()
        }
      default: throw MalformedRecord()
      }
    }
    guard position == bytes.count else { throw MalformedRecord() }
    valueCount = structure.values.count
    return structure
  }

  private mutating func coordinate() throws(MalformedRecord) -> Coordinate {
    try expect("[")
    let longitude = try number()
    try expect(",")
    let latitude = try number()
    try expect("]")
    return Coordinate(longitude: longitude, latitude: latitude)
  }

  private mutating func value() throws(MalformedRecord) -> FieldValue {
    switch next {
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "["):
      var items: [String] = []
      try sequence(from: "[", to: "]") { reader throws(MalformedRecord) in
        items.append(try reader.recurringText())
      }
      return .list(items)
    default: return .number(try number())
    }
  }

  private mutating func members(
    _ read: (inout RecordReader, String) throws(MalformedRecord) -> Void
  ) throws(MalformedRecord) {
    try sequence(from: "{", to: "}") { reader throws(MalformedRecord) in
      let name = try reader.recurringText()
      try reader.expect(":")
      try read(&reader, name)
    }
  }

  private mutating func sequence(
    from opening: Unicode.Scalar, to closing: Unicode.Scalar,
    _ read: (inout RecordReader) throws(MalformedRecord) -> Void
  ) throws(MalformedRecord) {
    try expect(opening)
    if next == UInt8(ascii: closing) {
      position += 1
      return
    }
    while true {
      try read(&self)
      let separator = next
      position += 1
      if separator == UInt8(ascii: closing) { return }
      guard separator == UInt8(ascii: ",") else { throw MalformedRecord() }
    }
  }

  private mutating func number() throws(MalformedRecord) -> Double {
    let start = position
    while let byte = next, byte != UInt8(ascii: ","), byte != UInt8(ascii: "]"),
      byte != UInt8(ascii: "}")
    {
      position += 1
    }
    guard let number = Double(String(decoding: bytes[start..<position], as: UTF8.self)) else {
      throw MalformedRecord()
    }
    return number
  }

  private mutating func text() throws(MalformedRecord) -> String {
    try expect("\"")
    let start = position
    while let byte = next, byte != UInt8(ascii: "\"") {
      if byte == UInt8(ascii: "\\") { return try escapedText(from: start) }
      position += 1
    }
    let end = position
    try expect("\"")
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// Reads a text that is likely to have been read before, such as a field's name or a term of its
  /// vocabulary: then it is the same text in memory.
  private mutating func recurringText() throws(MalformedRecord) -> String {
    let start = position + 1
    // FNV-1a finds a candidate, the bytes decide.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
      if bytes[end] == UInt8(ascii: "\\") { return try text() }
      hash = (hash ^ UInt64(bytes[end])) &* 0x100_0000_01B3
      end += 1
    }
    if let known = recurring[hash],
      haveEqualBytes(known.utf8.span, bytes.span.extracting(start..<end))
    {
      position = end + 1
      return known
    }
    let text = try text()
    if recurring.count < 10_000 { recurring[hash] = text }
    return text
  }

  private mutating func escapedText(from start: Int) throws(MalformedRecord) -> String {
    var unescaped = Array(bytes[start..<position])
    while let byte = next, byte != UInt8(ascii: "\"") {
      position += 1
      if byte == UInt8(ascii: "\\") {
        unescaped.append(try escape())
      } else {
        unescaped.append(byte)
      }
    }
    try expect("\"")
    return String(decoding: unescaped, as: UTF8.self)
  }

  /// What stands after a backslash: a quote, a backslash, `n`, or `u` and a control character.
  private mutating func escape() throws(MalformedRecord) -> UInt8 {
    guard let byte = next else { throw MalformedRecord() }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return byte
    case UInt8(ascii: "n"): return UInt8(ascii: "\n")
    case UInt8(ascii: "u"):
      let end = position + 4
      guard end <= bytes.count,
        let code = UInt8(String(decoding: bytes[position..<end], as: UTF8.self), radix: 16)
      else { throw MalformedRecord() }
      position = end
      return code
    default: throw MalformedRecord()
    }
  }

  private var next: UInt8? {
    position < bytes.count ? bytes[position] : nil
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(MalformedRecord) {
    guard next == UInt8(ascii: character) else { throw MalformedRecord() }
    position += 1
  }
}
