import Foundation

/// The text as it is compared in a search: lower-case letters and digits without accents, every run
/// of anything else one space.
///
/// `folded("Médiathèque de l’Hôtel-Dieu")` is `"mediatheque de l hotel dieu"`.
public func folded(_ text: String) -> String {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8.count)
  var isPlain = true
  for byte in text.utf8 {
    switch byte {
    case 0x61...0x7A, 0x30...0x39: bytes.append(byte)
    case 0x41...0x5A: bytes.append(byte | 0x20)
    case 0x80...: isPlain = false
    default: if let last = bytes.last, last != 0x20 { bytes.append(0x20) }
    }
    if !isPlain { return foldedBeyondASCII(text) }
  }
  if bytes.last == 0x20 { bytes.removeLast() }
  return String(decoding: bytes, as: UTF8.self)
}

/// The distinct words of a searched text, folded.
func searchWords(_ text: String) -> [String] {
  var seen: Set<String> = []
  return folded(text).split(separator: " ").map(String.init).filter { seen.insert($0).inserted }
}

private func foldedBeyondASCII(_ text: String) -> String {
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
