import MaillageModel
import Testing

@testable import MaillageImport

@Suite("CSV")
struct CSVReaderTests {
  /// Text, separator, and the rows that `csv.reader(io.StringIO(text, newline=""))` of Python 3.11
  /// gives, blank lines left out.
  static let goldens: [(text: String, separator: Character, rows: [[String]])] = [
    ("a,b\r\n1,2\r\n", ",", [["a", "b"], ["1", "2"]]),
    ("a,b\n\"x, y\",\"l1\nl2\"\n", ",", [["a", "b"], ["x, y", "l1\nl2"]]),
    ("a;b\r1;\"q \"\"z\"\"\"\r", ";", [["a", "b"], ["1", "q \"z\""]]),
    ("a\tb\n\n1\t\n", "\t", [["a", "b"], ["1", ""]]),
    ("a,b\nx\"y\"z,\"u\"v\"w\n", ",", [["a", "b"], ["x\"y\"z", "uv\"w"]]),
    ("a,b\n\"\",\"\"\"\"\n", ",", [["a", "b"], ["", "\""]]),
    ("a,b\n \"x\",y \n", ",", [["a", "b"], [" \"x\"", "y "]]),
    ("a,b\n1,2,3\n4\n", ",", [["a", "b"], ["1", "2", "3"], ["4"]]),
    ("é,😀\n\"ا\r\nب\",\u{200F}x\n", ",", [["é", "😀"], ["ا\r\nب", "\u{200F}x"]]),
    ("a,b\n1,2", ",", [["a", "b"], ["1", "2"]]),
    ("a,b\n,\n", ",", [["a", "b"], ["", ""]]),
  ]

  @Test("rows are those of Python's csv module", arguments: goldens)
  func rowsMatchPython(_ golden: (text: String, separator: Character, rows: [[String]])) throws {
    let text = SourceText(fileName: "t.csv", bytes: Array(golden.text.utf8))
    var rows = CSVRows(text, separator: golden.separator.asciiValue ?? 0)
    var found: [[String]] = []
    while let row = try rows.next() {
      let cells = row.cells.map(\.text)
      if cells != [""] { found.append(cells) }
    }
    #expect(found == golden.rows)
  }

  private func reader(_ text: String, limits: ImportLimits = ImportLimits()) throws -> CSVReader {
    try CSVReader(SourceText(fileName: "t.csv", bytes: Array(text.utf8)), limits: limits)
  }

  @Test(
    "the separator is guessed",
    arguments: [
      ("a,b,c\n1,\"x;y;z;t\",3\n", UInt8(ascii: ",")), ("a;b\n1,5;2,5\n", UInt8(ascii: ";")),
      ("a\tb\n1,2\t3;4\n", UInt8(ascii: "\t")), ("seule\n1;2\n", UInt8(ascii: ",")),
    ])
  func separatorIsGuessed(_ text: String, _ separator: UInt8) {
    #expect(CSVDialect.guessedSeparator(of: Array(text.utf8)) == separator)
  }

  @Test("a short row is padded and a long one keeps its cells, both noted")
  func raggedRows() throws {
    var reader = try reader("a,b\n1\n1,2,3\n1,2,,\n")
    let short = try #require(try reader.next())
    #expect(short.notes.map(\.action) == [.repaired])
    #expect(short.cell(1).text.isEmpty)
    let long = try #require(try reader.next())
    #expect(long.notes.map(\.action) == [.notice])
    #expect(reader.columns == ["a", "b", "colonne 3"])
    #expect(long.cell(2).text == "3")
    #expect(try #require(try reader.next()).notes.isEmpty)
  }

  @Test("repeated and empty column names become distinct")
  func columnNames() throws {
    let reader = try reader("nom,,nom\n")
    #expect(reader.columns == ["nom", "colonne 2", "nom (2)"])
    #expect(reader.notes.map(\.value) == ["nom"])
  }

  @Test("blank lines are skipped and noted, except at the end")
  func blankLines() throws {
    var reader = try reader("a,b\n1,2\n\n3,4\n\n\n")
    while try reader.next() != nil {}
    #expect(reader.notes.count == 1)
  }

  @Test("a quote that is never closed is an error with its line and column")
  func unclosedQuote() throws {
    var reader = try reader("a,b\n1,2\n3,\"x\n4,5\n")
    _ = try reader.next()
    let error = #expect(throws: ImportError.self) { try reader.next() }
    guard case .syntax("t.csv", 3, 3, _)? = error else {
      Issue.record("unexpected \(String(describing: error))")
      return
    }
  }

  @Test("a row with a NUL is unreadable, the others are read")
  func zeroByte() throws {
    var reader = try reader("a,b\n1,\u{0}2\n3,4\n")
    #expect(try #require(try reader.next()).notes.map(\.action) == [.rejected])
    #expect(try #require(try reader.next()).cell(0).text == "3")
  }

  @Test("limits stop the reading")
  func limits() throws {
    var long = try reader(
      "a,b\n1,\(String(repeating: "x", count: 99))\n", limits: .init(recordBytes: 50))
    #expect(throws: ImportError.self) { try long.next() }
    var many = try reader("a,b\n1,2\n3,4\n", limits: .init(records: 1))
    _ = try many.next()
    #expect(throws: ImportError.self) { try many.next() }
  }

  @Test("a file without a filled row is empty")
  func emptyFile() {
    for text in ["", "\n\n", "\r\n"] {
      #expect(throws: ImportError.empty(fileName: "t.csv")) { try reader(text) }
    }
  }

  @Test("offsets give lines and columns whatever ends the lines")
  func positions() {
    let text = SourceText(fileName: "t", bytes: Array("é1\r\nb\rc\nd".utf8))
    #expect(text.position(of: 2) == (1, 2))
    #expect(text.position(of: 5) == (2, 1))
    #expect(text.position(of: 7) == (3, 1))
    #expect(text.position(of: 9) == (4, 1))
    #expect(text.position(of: 99) == (4, 2))
  }
}
