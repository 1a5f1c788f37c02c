import MaillageGeometry
import MaillageModel

/// The text a structure is stored as, without its id: compact JSON in a fixed order.
///
/// `{"at":[longitude,latitude],"approximate":true,"values":{…},"unmapped":{…}}`, members absent when
/// empty, keys sorted, numbers as the shortest text that reads back the same. Equal structures
/// have equal texts, so that a difference of texts is a difference of structures.
func record(of structure: Structure) -> String {
  var writer = RecordWriter()
  writer.write(structure)
  return String(decoding: writer.bytes, as: UTF8.self)
}

/// Writes JSON as bytes.
private struct RecordWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ structure: Structure) {
    append("{")
    if let coordinate = structure.coordinate {
      append("\"at\":[\(coordinate.longitude),\(coordinate.latitude)]")
      if structure.isPositionApproximate { append(",\"approximate\":true") }
    }
    // JSON has no word for a number that is not finite; as a value it says nothing.
    let values = structure.values.lazy.filter { $0.value.isStorable }
    if !values.isEmpty {
      member("values")
      object(values) { writer, value in writer.write(value) }
    }
    if !structure.unmapped.isEmpty {
      member("unmapped")
      object(structure.unmapped) { writer, text in writer.write(text) }
    }
    append("}")
  }

  private mutating func write(_ value: FieldValue) {
    switch value {
    case .text(let text): write(text)
    case .number(let number): append("\(number)")
    case .list(let items):
      append("[")
      for (index, item) in items.enumerated() {
        if index > 0 { append(",") }
        write(item)
      }
      append("]")
    }
  }

  private mutating func object<Value>(
    _ members: some Sequence<(key: String, value: Value)>,
    write: (inout RecordWriter, Value) -> Void
  ) {
    append("{")
    let sorted = members.sorted { $0.key < $1.key }
    for (index, member) in sorted.enumerated() {
      if index > 0 { append(",") }
      self.write(member.key)
      append(":")
      write(&self, member.value)
    }
    append("}")
  }

  private mutating func member(_ name: String) {
    append(bytes.count > 1 ? ",\"\(name)\":" : "\"\(name)\":")
  }

  private mutating func write(_ text: String) {
    append("\"")
    if !text.utf8.contains(where: { $0.needsEscape }) {
      append(text)
    } else {
      escape(text)
    }
    append("\"")
  }

  private mutating func escape(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): append("\\\"")
      case UInt8(ascii: "\\"): append("\\\\")
      case UInt8(ascii: "\n"): append("\\n")
      case ..<0x20:
        append(byte < 0x10 ? "\\u000" : "\\u00")
        append(String(byte, radix: 16))
      default: bytes.append(byte)
      }
    }
  }

  private mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }
}

extension UInt8 {
  fileprivate var needsEscape: Bool {
    self < 0x20 || self == UInt8(ascii: "\"") || self == UInt8(ascii: "\\")
  }
}

extension FieldValue {
  fileprivate var isStorable: Bool {
    if case .number(let number) = self { return number.isFinite }
    return true
  }
}
