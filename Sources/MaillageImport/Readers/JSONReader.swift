import MaillageModel

/// The objects of a JSON array, nested values under dotted column names (`location.lat`, `a.0.b`).
struct JSONReader: RecordReader {
  var columns: [String] { table.columns }
  var notes: [ReaderNote] { [] }
  var declaredCRS: String? { nil }

  private var elements: JSONElements
  private var table = FlatColumns()

  /// Reads the array that begins at an offset.
  init(
    _ text: SourceText, arrayAt offset: Int, isWholeFile: Bool, limits: ImportLimits
  ) throws(ImportError) {
    elements = try JSONElements(
      text, arrayAt: offset, isWholeFile: isWholeFile, limits: limits)
  }

  mutating func next() throws(ImportError) -> SourceRecord? {
    guard let element = try elements.next() else { return nil }
    var record = SourceRecord(number: elements.number, offset: element.offset)
    if case .object = element.value {
      table.add(element, to: &record)
    } else {
      record.notes.append(
        ReaderNote(
          offset: element.offset, action: .rejected,
          reason: LocalizedText(
            fr: "cet élément du tableau n'est pas un objet",
            en: "this element of the array is not an object")))
    }
    return record
  }
}

/// The elements of one JSON array, read one by one.
struct JSONElements {
  /// How many were read.
  private(set) var number = 0

  private var tokenizer: JSONTokenizer
  private let isWholeFile: Bool
  private let limits: ImportLimits
  private var isFinished = false

  init(
    _ text: SourceText, arrayAt offset: Int, isWholeFile: Bool, limits: ImportLimits
  ) throws(ImportError) {
    self.isWholeFile = isWholeFile
    self.limits = limits
    tokenizer = JSONTokenizer(text, at: offset, maximumDepth: limits.depth)
    try tokenizer.expect("[")
  }

  mutating func next() throws(ImportError) -> JSONNode? {
    guard !isFinished else { return nil }
    if number == 0 ? tokenizer.skip("]") : !tokenizer.skip(",") {
      if number > 0 { try tokenizer.expect("]") }
      isFinished = true
      if isWholeFile { try tokenizer.expectEnd() }
      return nil
    }
    let node = try tokenizer.value()
    number += 1
    let text = tokenizer.text
    guard tokenizer.position - node.offset <= limits.recordBytes else {
      throw text.limitError(
        at: node.offset, fr: "objet de plus de \(limits.recordBytes) octets",
        en: "object of more than \(limits.recordBytes) bytes")
    }
    guard number <= limits.records else {
      throw text.limitError(
        at: node.offset, fr: "plus de \(limits.records) objets",
        en: "more than \(limits.records) objects")
    }
    return node
  }
}

/// Columns under dotted names, in the order in which they are first met.
struct FlatColumns {
  private(set) var columns: [String] = []
  private var positions: [String: Int] = [:]

  /// Adds the scalars inside an object to a record.
  mutating func add(_ node: JSONNode, named name: String = "", to record: inout SourceRecord) {
    switch node.value {
    case .object(let members):
      for member in members {
        add(member.node, named: name.isEmpty ? member.key : "\(name).\(member.key)", to: &record)
      }
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        add(element, named: "\(name).\(index)", to: &record)
      }
    case .null, .boolean, .number, .string:
      set(Cell(text: node.scalarText ?? "", offset: node.offset), named: name, in: &record)
    }
  }

  private mutating func set(_ cell: Cell, named name: String, in record: inout SourceRecord) {
    let column = position(of: name)
    while record.cells.count <= column { record.cells.append(.empty) }
    let earlier = record.cells[column]
    if earlier.offset != 0 {
      record.notes.append(
        ReaderNote(
          offset: cell.offset, column: name, value: earlier.text, result: cell.text,
          action: .notice,
          reason: LocalizedText(
            fr: "nom répété dans un objet ; la dernière valeur compte",
            en: "name repeated in an object; the last value counts")))
    }
    record.cells[column] = cell
  }

  private mutating func position(of name: String) -> Int {
    if let position = positions[name] { return position }
    positions[name] = columns.count
    columns.append(name)
    return columns.count - 1
  }
}
