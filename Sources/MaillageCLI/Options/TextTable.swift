/// A table for people: the first row is the header, numbers stand to the right.
struct TextTable {
  private let rows: [[String]]
  private let isNumber: [Bool]

  /// Gathers rows of equal length.
  init(header: [String], rows: [[String]]) {
    self.rows = [header] + rows
    isNumber = header.indices.map { column in
      !rows.isEmpty && rows.allSatisfy { $0[column].isEmpty || Double($0[column]) != nil }
    }
  }

  /// The table as lines, columns apart by two spaces.
  var text: String {
    let widths = rows.first.map { header in
      header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    }
    guard let widths else { return "" }
    return rows.map { row in
      let cells = row.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - row[column].count)
        return isNumber[column] ? padding + row[column] : row[column] + padding
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
