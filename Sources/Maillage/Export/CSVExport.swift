import MaillageGeometry
import MaillageModel

extension StructureWriter {
  /// The rows as CSV.
  func csv(_ rows: [(Structure, Double?)], hasDistances: Bool) -> [UInt8] {
    let unmapped = unmappedColumns(of: rows)
    var output: [UInt8] = []
    output.reserveCapacity(rows.count * 512)
    var header = fields.map(\.name) + unmapped.map(\.header)
    if hasDistances { header.append(Self.distanceName) }
    append(header.map { ($0, false) }, to: &output)
    for (structure, distance) in rows {
      var cells = fields.map { field in
        (
          cell(of: field, in: structure),
          format == .csvTableur && Self.isFreeText(field)
        )
      }
      cells += unmapped.map { (structure.unmapped[$0.name] ?? "", format == .csvTableur) }
      if hasDistances { cells.append((distance.map(DecimalNumber.text) ?? "", false)) }
      append(cells, to: &output)
    }
    return output
  }

  private func cell(of field: Field, in structure: Structure) -> String {
    switch field.name {
    case "id": return structure.id
    case "latitude":
      guard !structure.isPositionApproximate else { return "" }
      return structure.coordinate.map { DecimalNumber.text($0.latitude) } ?? ""
    case "longitude":
      guard !structure.isPositionApproximate else { return "" }
      return structure.coordinate.map { DecimalNumber.text($0.longitude) } ?? ""
    default: break
    }
    return switch structure.values[field.name] {
    case .text(let text): text
    case .list(let items): items.joined(separator: "|")
    case .number(let number): DecimalNumber.text(number)
    case nil: ""
    }
  }

  /// Whether anyone may have written anything in a field; numbers and telephone numbers are checked.
  private static func isFreeText(_ field: Field) -> Bool {
    field.name != "telephone" && field.kind != .number && field.kind != .date
  }

  private func append(_ cells: [(text: String, isGuarded: Bool)], to output: inout [UInt8]) {
    var isFirst = true
    for (text, isGuarded) in cells {
      if !isFirst { output.append(UInt8(ascii: ",")) }
      isFirst = false
      append(isGuarded && Self.isFormula(text) ? "'" + text : text, to: &output)
    }
    output.append(contentsOf: [13, 10])
  }

  /// Whether a spreadsheet would take the text for a formula.
  private static func isFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    return "=+-@\t\r＝＋－＠".unicodeScalars.contains(first)
  }

  private func append(_ text: String, to output: inout [UInt8]) {
    let needsQuotes = text.utf8.contains {
      $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ",") || $0 == 10 || $0 == 13
        || $0 == UInt8(ascii: ";") || $0 == 9
    }
    guard needsQuotes else {
      output.append(contentsOf: text.utf8)
      return
    }
    output.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { output.append(byte) }
      output.append(byte)
    }
    output.append(UInt8(ascii: "\""))
  }
}
