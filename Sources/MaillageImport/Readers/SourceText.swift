import MaillageModel

/// A file as UTF-8, with the way back from an offset to line and column.
struct SourceText {
  /// How messages call the file.
  let fileName: String
  /// Valid UTF-8 without byte order mark.
  let bytes: [UInt8]
  private let lineStarts: [Int]

  init(fileName: String, bytes: [UInt8]) {
    self.fileName = fileName
    self.bytes = bytes
    var starts = [0]
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else { continue }
      if byte == UInt8(ascii: "\r"), index < bytes.count, bytes[index] == UInt8(ascii: "\n") {
        index += 1
      }
      starts.append(index)
    }
    lineStarts = starts
  }

  /// Line and column of a byte, both from 1; the column counts characters (Unicode scalars).
  func position(of offset: Int) -> (line: Int, column: Int) {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    let before = bytes[lineStarts[low]..<min(max(offset, lineStarts[low]), bytes.count)]
    return (low + 1, before.count { $0 & 0xC0 != 0x80 } + 1)
  }

  /// The text between two offsets.
  func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// An error at an offset.
  func syntaxError(at offset: Int, fr: String, en: String) -> ImportError {
    let (line, column) = position(of: offset)
    return .syntax(
      fileName: fileName, line: line, column: column, reason: LocalizedText(fr: fr, en: en))
  }

  /// An error about a limit that is passed at an offset.
  func limitError(at offset: Int, fr: String, en: String) -> ImportError {
    .tooLarge(
      fileName: fileName, line: position(of: offset).line, limit: LocalizedText(fr: fr, en: en))
  }
}
