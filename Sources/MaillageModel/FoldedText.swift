import Foundation

/// The text as it is compared in a search: lower-case letters and digits without accents, every run
/// of anything else one space.
///
/// `folded("Médiathèque de l’Hôtel-Dieu")` is `"mediatheque de l hotel dieu"`.
public func folded(_ text: String) -> String {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8.count + 8)
  return appendFolded(text, to: &bytes)
    ? String(decoding: bytes, as: UTF8.self) : foldedBeyondTable(text)
}

/// Appends the folded bytes of a text, as ``folded(_:)`` gives them.
package func appendFolded(contentsOf text: String, to bytes: inout [UInt8]) {
  if !appendFolded(text, to: &bytes) { bytes.append(contentsOf: foldedBeyondTable(text).utf8) }
}

/// Appends the folded bytes of a text whose scalars all stand in the table.
///
/// - Returns: `false`, with nothing appended, when a scalar does not stand there.
private func appendFolded(_ text: String, to bytes: inout [UInt8]) -> Bool {
  let start = bytes.count
  let utf8 = text.utf8.span
  let table = FoldedScalars.table.span
  var index = 0
  while index < utf8.count {
    var scalar = Int(utf8[index])
    index += 1
    if scalar >= 0xE0, index + 1 < utf8.count, scalar == 0xE2, utf8[index] == 0x80 {
      // U+2000 … U+203F: dashes, quotes, thin spaces.
      scalar = 0x300 | Int(utf8[index + 1] & 0x3F)
      index += 2
    } else if scalar >= 0xC0, scalar < 0xCC, index < utf8.count {
      scalar = (scalar & 0x1F) << 6 | Int(utf8[index] & 0x3F)
      index += 1
    } else if scalar >= 0x80 {
      scalar = table.count - 1
    }
    let entry = table[scalar]
    if entry == FoldedScalars.none {
      bytes.removeSubrange(start...)
      return false
    }
    if entry == 0x20 {
      if bytes.count > start, bytes[bytes.count - 1] != 0x20 { bytes.append(0x20) }
    } else {
      bytes.append(UInt8(truncatingIfNeeded: entry))
      if entry > 0xFF { bytes.append(UInt8(entry >> 8)) }
    }
  }
  if bytes.count > start, bytes[bytes.count - 1] == 0x20 { bytes.removeLast() }
  return true
}

/// What the scalars of European texts fold to, each by itself: none of them combines with another.
private enum FoldedScalars {
  /// Stands for a scalar that does not fold to one or two ASCII letters and digits, or a space.
  static let none: UInt16 = 0

  /// The folded bytes of U+0000 … U+02FF, then of U+2000 … U+203F, the first in the lower half, made
  /// by the same rules as for any other text; at the end one ``none``.
  static let table: [UInt16] =
    ([0..<0x300, 0x2000..<0x2040].joined() as FlattenSequence<[Range<UInt32>]>).map { number in
      guard let scalar = Unicode.Scalar(number) else { return none }
      // Between two letters nothing is cut off at the ends.
      let folded = Array(foldedBeyondTable("a\(scalar)a").utf8.dropFirst().dropLast())
      let isPlain = folded == [0x20] || folded.allSatisfy { $0 > 0x20 && $0 < 0x80 }
      guard isPlain, (1...2).contains(folded.count) else { return none }
      return folded.reversed().reduce(0) { $0 << 8 | UInt16($1) }
    } + [none]
}

/// The distinct words of a searched text, folded.
func searchWords(_ text: String) -> [String] {
  var seen: Set<String> = []
  return folded(text).split(separator: " ").map(String.init).filter { seen.insert($0).inserted }
}

/// Folds any text by what Unicode says of its scalars.
func foldedBeyondTable(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars {
    switch scalar {
    case "œ", "Œ": result.append(contentsOf: "oe".unicodeScalars)
    case "æ", "Æ": result.append(contentsOf: "ae".unicodeScalars)
    case "ß", "ẞ": result.append(contentsOf: "ss".unicodeScalars)
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark: break
      case .uppercaseLetter, .titlecaseLetter, .lowercaseLetter, .modifierLetter, .otherLetter,
        .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
        result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      default: if let last = result.last, last != " " { result.append(" ") }
      }
    }
  }
  if result.last == " " { result.removeLast() }
  return String(result)
}
