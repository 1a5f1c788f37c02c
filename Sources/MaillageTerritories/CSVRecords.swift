/// The records of a CSV file in the strict form of RFC 4180: commas, double quotes, no repairs.
///
/// Lists from outside come through the importer, which is lenient; this one reads files that the
/// project's own scripts write.
struct CSVRecords {
  /// Where a file stops being strict CSV.
  struct Failure: Error {
    let line: Int
    let reason: String
  }

  /// One record and the line it starts on, counted from 1.
  struct Record {
    let line: Int
    let fields: [String]
  }

  /// Every record, the header too.
  let records: [Record]

  /// Cuts UTF-8 text into records; lines end with LF or CRLF.
  init(_ bytes: [UInt8]) throws(Failure) {
    var records: [Record] = []
    var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var line = 1
    while position < bytes.count {
      let start = line
      var fields: [String] = []
      repeat {
        fields.append(try Self.field(bytes, &position, &line))
      } while Self.consume(UInt8(ascii: ","), bytes, &position)
      _ = Self.consume(UInt8(ascii: "\r"), bytes, &position)
      guard Self.consume(UInt8(ascii: "\n"), bytes, &position) || position == bytes.count else {
        throw Failure(line: line, reason: "a quotation mark inside a field")
      }
      records.append(Record(line: start, fields: fields))
      line += 1
    }
    self.records = records
  }

  private static func consume(_ byte: UInt8, _ bytes: [UInt8], _ position: inout Int) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private static func field(
    _ bytes: [UInt8], _ position: inout Int, _ line: inout Int
  ) throws(Failure) -> String {
    var field: [UInt8] = []
    let start = line
    if consume(UInt8(ascii: "\""), bytes, &position) {
      while true {
        guard position < bytes.count else {
          throw Failure(line: start, reason: "a quoted field does not end")
        }
        let byte = bytes[position]
        position += 1
        if byte == UInt8(ascii: "\""), !consume(byte, bytes, &position) { break }
        if byte == UInt8(ascii: "\n") { line += 1 }
        field.append(byte)
      }
    } else {
      let end =
        bytes[position...].firstIndex { byte in
          byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
            || byte == UInt8(ascii: "\"")
        } ?? bytes.count
      field = Array(bytes[position..<end])
      position = end
    }
    guard let text = String(validating: field, as: UTF8.self) else {
      throw Failure(line: start, reason: "a field is not UTF-8")
    }
    return text
  }
}
