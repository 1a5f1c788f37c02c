import MaillageModel

/// Rows of a CSV text, after RFC 4180 and what people really send.
///
/// Quoting follows Python's `csv`: a quote inside an unquoted cell is a character, and text after a
/// closing quote belongs to the cell. Lines end with LF, CRLF or CR.
struct CSVReader: RecordReader {
  private(set) var columns: [String] = []
  private(set) var notes: [ReaderNote] = []
  var declaredCRS: String? { nil }

  private let text: SourceText
  private let limits: ImportLimits
  private var rows: CSVRows
  private var number = 0
  private var headerCount = 0
  private var blankLines: [Int] = []

  init(_ text: SourceText, limits: ImportLimits) throws(ImportError) {
    self.text = text
    self.limits = limits
    rows = CSVRows(text, separator: CSVDialect.guessedSeparator(of: text.bytes))
    guard let header = try nextFilledRow() else { throw .empty(fileName: text.fileName) }
    name(header.cells)
    blankLines = []
  }

  mutating func next() throws(ImportError) -> SourceRecord? {
    guard var record = try nextFilledRow() else { return nil }
    for offset in blankLines {
      notes.append(
        ReaderNote(
          offset: offset, action: .notice,
          reason: LocalizedText(fr: "ligne vide, ignorée", en: "blank line, ignored")))
    }
    blankLines = []
    number += 1
    record.number = number
    guard number <= limits.records else {
      throw text.limitError(
        at: record.offset, fr: "plus de \(limits.records) lignes",
        en: "more than \(limits.records) records")
    }
    compareWithHeader(&record)
    return record
  }

  /// The next row that is not a blank line.
  private mutating func nextFilledRow() throws(ImportError) -> SourceRecord? {
    while let record = try rows.next() {
      guard rows.position - record.offset <= limits.recordBytes else {
        throw text.limitError(
          at: record.offset, fr: "ligne de plus de \(limits.recordBytes) octets",
          en: "row of more than \(limits.recordBytes) bytes")
      }
      if record.cells.count == 1, record.cells[0].text.isEmpty {
        blankLines.append(record.offset)
      } else {
        return record
      }
    }
    return nil
  }

  private mutating func name(_ header: [Cell]) {
    var seen: [String: Int] = [:]
    for (index, cell) in header.enumerated() {
      var name = cell.text.tidied
      if name.isEmpty { name = Self.columnName(index) }
      let repeats = seen[name, default: 0] + 1
      seen[name] = repeats
      if repeats > 1 {
        let renamed = "\(name) (\(repeats))"
        notes.append(
          ReaderNote(
            offset: cell.offset, column: name, value: name, result: renamed, action: .notice,
            reason: LocalizedText(
              fr: "deux colonnes portent le même nom ; celle-ci est renommée",
              en: "two columns have the same name; this one is renamed")))
        name = renamed
      }
      columns.append(name)
    }
    headerCount = columns.count
  }

  private mutating func compareWithHeader(_ record: inout SourceRecord) {
    let count = record.cells.count
    if count < headerCount {
      record.notes.append(
        ReaderNote(
          offset: record.offset, value: "\(count)", result: "\(headerCount)", action: .repaired,
          reason: LocalizedText(
            fr: "ligne de \(count) cellules au lieu de \(headerCount) ; les dernières sont vides",
            en: "row of \(count) cells instead of \(headerCount); the last ones are empty")))
    } else if count > headerCount,
      record.cells[headerCount...].contains(where: { !$0.text.isEmpty })
    {
      while columns.count < count { columns.append(Self.columnName(columns.count)) }
      record.notes.append(
        ReaderNote(
          offset: record.cells[headerCount].offset, value: "\(count)", result: "\(headerCount)",
          action: .notice,
          reason: LocalizedText(
            fr: "ligne de \(count) cellules au lieu de \(headerCount) ; "
              + "les cellules de trop sont gardées à part",
            en: "row of \(count) cells instead of \(headerCount); "
              + "the cells in excess are kept apart")))
    } else if count > headerCount {
      record.cells.removeLast(count - headerCount)
    }
  }

  private static func columnName(_ index: Int) -> String { "colonne \(index + 1)" }
}
