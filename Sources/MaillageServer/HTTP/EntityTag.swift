import Maillage

/// A strong entity tag (RFC 9110, section 8.8.3), without its quotes.
struct EntityTag: Equatable, Sendable {
  /// The tag's opaque text.
  let value: String

  /// Creates a tag from text with or without the quotes around it.
  init(_ text: String) {
    value =
      text.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"")
      ? String(text.dropFirst().dropLast()) : text
  }

  /// The tag of some bytes: their digest and their number.
  init(ofBytes bytes: some Collection<UInt8>) {
    value = String(FNV1a.digest(bytes), radix: 36) + "-" + String(bytes.count, radix: 36)
  }

  /// The tag of the same content in a coding.
  func coded(_ coding: String) -> EntityTag { EntityTag("\(value)-\(coding)") }

  /// The tag as a header holds it.
  var headerValue: String { "\"\(value)\"" }

  /// Whether an `If-None-Match` header names this tag: weak comparison, lists and `*` included.
  func isNamed(in header: String) -> Bool {
    if header.trimmingSpaces() == "*" { return true }
    return header.split(separator: ",").contains { part in
      var candidate = part.trimmingSpaces()
      if candidate.hasPrefix("W/") { candidate.removeFirst(2) }
      return candidate == headerValue
    }
  }
}
