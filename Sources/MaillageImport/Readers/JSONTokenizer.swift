import MaillageModel

/// JSON after RFC 8259, read from bytes; errors and values know their place.
///
/// Beyond the standard it accepts line breaks inside strings, leading zeros, and `NaN` and `Infinity`
/// as numbers, because lists come with them. A lone surrogate becomes U+FFFD.
struct JSONTokenizer {
  /// The offset of the next byte to read.
  var position: Int
  let text: SourceText
  private let bytes: [UInt8]
  private let maximumDepth: Int
  private var depth = 0

  init(_ text: SourceText, at position: Int = 0, maximumDepth: Int) {
    self.text = text
    self.position = position
    bytes = text.bytes
    // Values nest on the stack: a limit that a caller sets must not exceed what the stack bears.
    self.maximumDepth = min(max(maximumDepth, 1), 512)
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0A).contains(byte) || byte == 0x0D
  }

  mutating func skipSpace() {
    while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
  }

  /// The next byte that is not a blank; `nil` at the end.
  mutating func peek() -> UInt8? {
    skipSpace()
    return position < bytes.count ? bytes[position] : nil
  }

  /// Skips a byte if it comes next.
  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// Skips a byte that must come next.
  mutating func expect(_ character: Unicode.Scalar) throws(ImportError) {
    guard skip(character) else {
      let found = found
      throw text.syntaxError(
        at: position, fr: "« \(character) » attendu, trouvé \(found.fr)",
        en: "expected \"\(character)\", found \(found.en)")
    }
  }

  /// Makes sure that nothing follows.
  mutating func expectEnd() throws(ImportError) {
    guard peek() != nil else { return }
    throw text.syntaxError(
      at: position, fr: "texte après la fin du document", en: "text after the end of the document")
  }

  /// What stands at the position, for messages.
  private var found: LocalizedText {
    guard position < bytes.count else {
      return LocalizedText(fr: "la fin du fichier", en: "the end of the file")
    }
    let character = text.string(position..<min(position + 4, bytes.count)).first ?? " "
    return LocalizedText(fr: "« \(character) »", en: "\"\(character)\"")
  }

  /// Reads a whole value.
  mutating func value() throws(ImportError) -> JSONNode {
    let first = peek()
    let offset = position
    switch first {
    case UInt8(ascii: "\""): return JSONNode(offset: offset, value: .string(try string()))
    case UInt8(ascii: "{"): return JSONNode(offset: offset, value: .object(try members()))
    case UInt8(ascii: "["): return JSONNode(offset: offset, value: .array(try elements()))
    case .some(UInt8(ascii: "0")...UInt8(ascii: "9")), UInt8(ascii: "-"):
      return JSONNode(offset: offset, value: .number(try number()))
    default:
      for (word, value) in Self.words where bytes[position...].starts(with: word.utf8) {
        position += word.utf8.count
        return JSONNode(offset: offset, value: value)
      }
      let found = found
      throw text.syntaxError(
        at: offset, fr: "valeur attendue, trouvé \(found.fr)",
        en: "expected a value, found \(found.en)")
    }
  }

  private static var words: [(String, JSONNode.Value)] {
    [
      ("null", .null), ("true", .boolean(true)), ("false", .boolean(false)),
      ("NaN", .number("NaN")), ("Infinity", .number("Infinity")),
    ]
  }

  private mutating func descend() throws(ImportError) {
    depth += 1
    guard depth <= maximumDepth else {
      throw text.limitError(
        at: position, fr: "plus de \(maximumDepth) niveaux imbriqués",
        en: "more than \(maximumDepth) nested levels")
    }
  }

  private mutating func members() throws(ImportError) -> [JSONNode.Member] {
    try descend()
    position += 1
    var members: [JSONNode.Member] = []
    if !skip("}") {
      repeat {
        let (key, offset) = try key()
        members.append(JSONNode.Member(key: key, keyOffset: offset, node: try value()))
      } while skip(",")
      try expect("}")
    }
    depth -= 1
    return members
  }

  /// Reads a member's key and its colon.
  mutating func key() throws(ImportError) -> (key: String, offset: Int) {
    guard peek() == UInt8(ascii: "\"") else {
      let found = found
      throw text.syntaxError(
        at: position, fr: "nom entre guillemets attendu, trouvé \(found.fr)",
        en: "expected a quoted name, found \(found.en)")
    }
    let offset = position
    let key = try string()
    try expect(":")
    return (key, offset)
  }

  private mutating func elements() throws(ImportError) -> [JSONNode] {
    try descend()
    position += 1
    var elements: [JSONNode] = []
    if !skip("]") {
      repeat { elements.append(try value()) } while skip(",")
      try expect("]")
    }
    depth -= 1
    return elements
  }

  private mutating func number() throws(ImportError) -> String {
    let start = position
    if bytes[position] == UInt8(ascii: "-") {
      position += 1
      if bytes[position...].starts(with: "Infinity".utf8) {
        position += 8
        return "-Infinity"
      }
    }
    let whole = skipDigits()
    var isComplete = whole > 0
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      isComplete = skipDigits() > 0 && isComplete
    }
    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if position < bytes.count,
        bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-")
      {
        position += 1
      }
      isComplete = skipDigits() > 0 && isComplete
    }
    guard isComplete else {
      throw text.syntaxError(at: start, fr: "nombre incomplet", en: "incomplete number")
    }
    return text.string(start..<position)
  }

  private mutating func skipDigits() -> Int {
    let start = position
    while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
    return position - start
  }
}
