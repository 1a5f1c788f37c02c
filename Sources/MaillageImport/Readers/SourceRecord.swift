import MaillageModel

/// One value of a record, with its place in the file.
struct Cell {
  var text: String
  var offset: Int

  static let empty = Cell(text: "", offset: 0)
}

/// Something a reader noticed.
struct ReaderNote {
  var offset: Int
  var column = ""
  var value = ""
  var result: String?
  /// ``ImportReport/Action/rejected`` makes the record unreadable.
  var action: ImportReport.Action
  var reason: LocalizedText
}

/// One record of a list: a row of CSV, an object of JSON, a feature of GeoJSON.
struct SourceRecord {
  /// From 1.
  var number: Int
  /// Where the record begins.
  var offset: Int
  /// By column; may be shorter than the reader's columns.
  var cells: [Cell] = []
  /// The position that a GeoJSON geometry gives, as the file writes the numbers.
  var point: (longitude: Cell, latitude: Cell)?
  var notes: [ReaderNote] = []

  func cell(_ column: Int) -> Cell {
    column < cells.count ? cells[column] : .empty
  }
}

/// Records of a file, one after the other.
protocol RecordReader {
  /// The names of the columns met so far, each once; JSON meets new ones as it goes.
  var columns: [String] { get }
  /// What concerns the file as a whole.
  var notes: [ReaderNote] { get }
  /// The reference system that the file declares.
  var declaredCRS: String? { get }

  /// The next record; `nil` at the end.
  mutating func next() throws(ImportError) -> SourceRecord?
}
