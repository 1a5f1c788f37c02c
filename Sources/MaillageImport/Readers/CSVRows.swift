import MaillageModel

/// The state machine under ``CSVReader``: rows of cells, without a meaning.
struct CSVRows {
  /// The offset of the next row.
  private(set) var position = 0

  private let text: SourceText
  private let bytes: [UInt8]
  private let separator: UInt8
  private let hasZeros: Bool
  private var width = 0

  init(_ text: SourceText, separator: UInt8) {
    self.text = text
    self.separator = separator
    bytes = text.bytes
    hasZeros = text.bytes.contains(0)
  }

  /// The next row, a blank line as a row of one empty cell; `nil` at the end.
  mutating func next() throws(ImportError) -> SourceRecord? {
    guard position < bytes.count else { return nil }
    var record = SourceRecord(number: 0, offset: position)
    record.cells.reserveCapacity(width)
    repeat {
      if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
        try appendQuotedCell(to: &record)
      } else {
        let start = position
        skipPlainText()
        record.cells.append(Cell(text: text.string(start..<position), offset: start))
      }
      if hasZeros { rejectZeros(in: &record) }
    } while skipSeparator()
    skipLineEnd()
    width = record.cells.count
    return record
  }

  private mutating func appendQuotedCell(to record: inout SourceRecord) throws(ImportError) {
    let quote = UInt8(ascii: "\"")
    let open = position
    position += 1
    var content: [UInt8] = []
    var start = position
    while true {
      while position < bytes.count, bytes[position] != quote { position += 1 }
      guard position < bytes.count else {
        throw text.syntaxError(
          at: open, fr: "ce guillemet n'est jamais fermé", en: "this quote is never closed")
      }
      guard position + 1 < bytes.count, bytes[position + 1] == quote else { break }
      content.append(contentsOf: bytes[start...position])
      position += 2
      start = position
    }
    let end = position
    position += 1
    let rest = position
    skipPlainText()
    if rest < position {
      record.notes.append(
        ReaderNote(
          offset: rest, value: text.string(rest..<position), action: .notice,
          reason: LocalizedText(
            fr: "texte après un guillemet fermant ; il est gardé dans la cellule",
            en: "text after a closing quote; it is kept in the cell")))
    }
    if content.isEmpty, rest == position {
      record.cells.append(Cell(text: text.string(start..<end), offset: open))
    } else {
      content.append(contentsOf: bytes[start..<end])
      content.append(contentsOf: bytes[rest..<position])
      record.cells.append(Cell(text: String(decoding: content, as: UTF8.self), offset: open))
    }
  }

  private mutating func skipPlainText() {
    while position < bytes.count {
      let byte = bytes[position]
      if byte == separator || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { return }
      position += 1
    }
  }

  private mutating func skipSeparator() -> Bool {
    guard position < bytes.count, bytes[position] == separator else { return false }
    position += 1
    return true
  }

  private mutating func skipLineEnd() {
    guard position < bytes.count else { return }
    let isReturn = bytes[position] == UInt8(ascii: "\r")
    position += 1
    if isReturn, position < bytes.count, bytes[position] == UInt8(ascii: "\n") { position += 1 }
  }

  /// No text has a NUL: the row is damaged, or not text.
  private func rejectZeros(in record: inout SourceRecord) {
    guard let cell = record.cells.last, cell.text.utf8.contains(0) else { return }
    record.notes.append(
      ReaderNote(
        offset: cell.offset, action: .rejected,
        reason: LocalizedText(
          fr: "ligne illisible : elle contient un caractère nul",
          en: "unreadable row: it holds a NUL character")))
  }
}
