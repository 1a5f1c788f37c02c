/// E-mail addresses of one cell.
enum EmailAddress {
  /// The addresses in a text, lower case, each once; `nil` when something in it is not an address.
  static func addresses(in text: String) -> [String]? {
    if isAddress(text[...]) { return [text] }
    var result: [String] = []
    for part in text.lowercased().split(whereSeparator: { "|;,/ \n\t".contains($0) }) {
      var address = part[...]
      if address.hasPrefix("mailto:") { address = address.dropFirst(7) }
      if address == "ou" || address == "et" || address == "-" { continue }
      guard isAddress(address) else { return nil }
      if !result.contains(String(address)) { result.append(String(address)) }
    }
    return result.isEmpty ? nil : result
  }

  /// Whether a text is one address in lower case: a local part, `@` and a domain with a dot.
  private static func isAddress(_ text: Substring) -> Bool {
    let bytes = text.utf8
    guard let at = bytes.firstIndex(of: UInt8(ascii: "@")), at > bytes.startIndex,
      bytes[..<at].allSatisfy({ isLetterOrDigit($0) || "._%+-'&!#=*~".utf8.contains($0) })
    else { return false }
    // The domain is labels of letters, digits and inner hyphens; the last has two letters or more.
    var length = 0
    var labels = 0
    var last = UInt8(ascii: "-")
    for byte in bytes[at...].dropFirst() {
      if byte == UInt8(ascii: ".") {
        guard length > 0, last != UInt8(ascii: "-") else { return false }
        labels += 1
        length = 0
      } else {
        let isHyphen = byte == UInt8(ascii: "-")
        guard isLetterOrDigit(byte) || (isHyphen && length > 0) else { return false }
        length += 1
      }
      last = byte
    }
    return labels >= 1 && length >= 2 && last != UInt8(ascii: "-")
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
