/// How a CSV text separates its cells.
enum CSVDialect {
  /// The most probable separator: the one that cuts the first rows into most equal numbers of cells.
  static func guessedSeparator(of bytes: [UInt8]) -> UInt8 {
    let sample = SourceText(fileName: "", bytes: Array(bytes.prefix(65_536)))
    var best: (separator: UInt8, score: Double) = (UInt8(ascii: ","), 0)
    for separator in [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")] {
      var rows = CSVRows(sample, separator: separator)
      var counts: [Int] = []
      while counts.count < 50, let row = try? rows.next() {
        if row.cells.count > 1 || !row.cells[0].text.isEmpty { counts.append(row.cells.count) }
      }
      guard let header = counts.first, header > 1 else { continue }
      // A row cut off at the sample's end may differ; a row like the header counts for the guess.
      let alike = Double(counts.count { $0 == header }) / Double(counts.count)
      let score = alike * alike * Double(header)
      if score > best.score { best = (separator, score) }
    }
    return best.separator
  }
}
