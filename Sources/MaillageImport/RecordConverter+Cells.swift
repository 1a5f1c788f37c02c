import MaillageModel

extension RecordConverter {
  /// The text of a field as its columns give it, with its place; `nil` when there is none.
  func rawCell(_ field: String) -> Cell? {
    guard let origin = plan.origins[field] else { return nil }
    switch origin {
    case .columns(let columns):
      return firstFilled(columns)
    case .items(let columns) where columns.count == 1:
      let cell = record.cell(columns[0])
      return cell.text.isEmpty ? nil : cell
    case .items(let columns):
      let cells = columns.map(record.cell).filter { !$0.text.isEmpty }
      guard let first = cells.first else { return nil }
      return Cell(text: cells.map(\.text).joined(separator: "|"), offset: first.offset)
    case .joined(let columns, let separator, let fallback):
      let cells = columns.map(record.cell).filter { !isEmpty($0.text.tidied) }
      guard let first = cells.first else { return firstFilled(fallback) }
      return Cell(
        text: cells.map(\.text.tidied).joined(separator: separator), offset: first.offset)
    case .part(let column, let separator, let index):
      let cell = record.cell(column)
      let plain = cell.text.filter {
        $0.isNumber && $0.isASCII || "., -".contains($0) || $0.isWhitespace
      }
      let parts = plain.split(separator: separator).map { String($0).tidied }.filter { !$0.isEmpty }
      return index < parts.count ? Cell(text: parts[index], offset: cell.offset) : nil
    case .constant(let value):
      return Cell(text: value, offset: record.offset)
    case .choices:
      return nil
    }
  }

  private func firstFilled(_ columns: [Int]) -> Cell? {
    for column in columns {
      let cell = record.cell(column)
      if !isEmpty(cell.text) { return cell }
    }
    // A placeholder is reported only where nothing better stands.
    return columns.lazy.map(record.cell).first { !$0.text.isEmpty }
  }

  private func isEmpty(_ text: String) -> Bool { text.isEmpty || text.isPlaceholder }

  /// The tidy text of a field, with its place; `nil` when it is empty or stands for nothing.
  mutating func tidyCell(_ field: String) -> Cell? {
    guard let cell = rawCell(field) else { return nil }
    let tidied = cell.text.tidied
    guard !tidied.isEmpty else { return nil }
    if tidied.isPlaceholder {
      note(
        field, cell, .dropped, fr: "ce signe tient lieu de case vide",
        en: "this sign stands for an empty cell")
      return nil
    }
    if tidied.utf8.count != cell.text.utf8.count || tidied != cell.text {
      note(
        field, cell, result: tidied, .normalised, fr: "espaces en trop ou insécables",
        en: "needless or no-break spaces")
    }
    return Cell(text: tidied, offset: cell.offset)
  }

  /// The tidy text of a field without its place.
  mutating func plainValue(_ field: String) -> String? { tidyCell(field)?.text }

  /// Keeps a normalised value, beside the fields the original of none or a partial one, and notes
  /// the change.
  ///
  /// - Returns: The value, if there is one.
  @discardableResult
  mutating func keep(_ normalised: Normalised, of cell: Cell, in field: String) -> String? {
    if let change = normalised.change {
      note(field, cell, result: normalised.value, change.action, change.reason)
    }
    guard let value = normalised.value else {
      keepApart(field, cell.text)
      return nil
    }
    if normalised.isPartial { keepApart(field, cell.text) }
    set(field, value)
    return value
  }
}
