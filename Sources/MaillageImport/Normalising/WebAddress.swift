/// Web addresses of one cell.
enum WebAddress {
  /// The addresses in a text, each with its scheme and a lower-case host; `nil` when something in
  /// it is not a web address.
  static func addresses(in text: String) -> [String]? {
    var result: [String] = []
    for part in parts(of: text) {
      guard let address = address(part) else { return nil }
      if !result.contains(address) { result.append(address) }
    }
    return result.isEmpty ? nil : result
  }

  /// Cuts at `|` and blanks, and at `;` and `,` where another address begins after them.
  private static func parts(of text: String) -> [Substring] {
    var parts: [Substring] = []
    for part in text.split(whereSeparator: { $0 == "|" || $0.isWhitespace }) {
      var start = part.startIndex
      var index = part.startIndex
      while index < part.endIndex {
        let next = part.index(after: index)
        let rest = part[next...]
        if part[index] == ";" || part[index] == ",",
          rest.isEmpty || rest.hasPrefix("http") || rest.hasPrefix("www.")
        {
          if start < index { parts.append(part[start..<index]) }
          start = next
        }
        index = next
      }
      if start < part.endIndex { parts.append(part[start...]) }
    }
    return parts.filter { $0 != "ou" && $0 != "et" && $0 != "-" }
  }

  private static func address(_ text: Substring) -> String? {
    let (scheme, rest) = schemeAndRest(text)
    let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
    let host = rest[..<end].lowercased()
    let path = rest[end...]
    guard isHost(host),
      !path.unicodeScalars.contains(where: {
        $0.value < 0x20 || "\"<>\\^`{}".unicodeScalars.contains($0)
      })
    else { return nil }
    return "\(scheme)://\(host)\(path)"
  }

  /// Scheme and what follows `://`, also where one of these signs or the first letter is missing.
  private static func schemeAndRest(_ text: Substring) -> (scheme: String, rest: Substring) {
    let lower = text.lowercased()
    for (wrong, scheme) in [
      ("https://", "https"), ("http://", "http"), ("ttps://", "https"), ("ttp://", "http"),
      ("htpps://", "https"), ("https:/", "https"), ("http:/", "http"), ("https//", "https"),
      ("http//", "http"), ("https;//", "https"), ("http;//", "http"), ("https:", "https"),
      ("http:", "http"), ("//", "https"),
    ] where lower.hasPrefix(wrong) {
      let rest = text.dropFirst(wrong.count)
      // "https://https://…" and "http://www…" both occur.
      return rest.lowercased().hasPrefix("http") && rest.contains("://")
        ? schemeAndRest(rest) : (scheme, rest)
    }
    return ("http", text)
  }

  /// Whether a text is a host name with a dot, and possibly a port.
  private static func isHost(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.count == 1 || UInt16(parts[1]) != nil else { return false }
    let labels = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    return labels.count >= 2 && (labels.last?.count ?? 0) >= 2
      && labels.last?.contains(where: \.isLetter) == true
      && labels.allSatisfy { label in
        !label.isEmpty && !label.hasPrefix("-")
          && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
      }
  }
}
