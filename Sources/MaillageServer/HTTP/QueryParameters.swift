import HTTPTypes
/// The parameters of a query string, decoded, in their order.
struct QueryParameters: Sendable {
  /// Names and values in the order of the query; a name may repeat.
  let pairs: [(name: String, value: String)]

  /// The longest query read, in bytes; a longer one is refused with 414.
  static let maximumLength = 16_384

  /// The parameters of an address without a query.
  static let none = QueryParameters(pairs: [])

  private init(pairs: [(name: String, value: String)]) {
    self.pairs = pairs
  }

  /// Reads `application/x-www-form-urlencoded` text.
  ///
  /// - Parameter query: The part of the target after `?`, or `nil`.
  /// - Throws: A ``Problem`` with status 414 when it is too long, 400 when an escape is broken or
  ///   does not decode to UTF-8 without NUL.
  init(_ query: String?) throws(Problem) {
    guard let query, !query.isEmpty else {
      pairs = []
      return
    }
    guard query.utf8.count <= Self.maximumLength else {
      throw Problem(
        .uriTooLong,
        fr: "La requête dépasse \(Self.maximumLength) octets.",
        en: "The query is longer than \(Self.maximumLength) bytes.")
    }
    var pairs: [(name: String, value: String)] = []
    for part in query.utf8.split(separator: UInt8(ascii: "&")) {
      let halves = part.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      let name = halves[0].percentDecoded(plusIsSpace: true)
      let value = halves.count > 1 ? halves[1].percentDecoded(plusIsSpace: true) : ""
      guard let name, let value else {
        throw Problem(
          parameter: name ?? "query",
          fr: "L’échappement « % » est incorrect ou n’est pas de l’UTF-8.",
          en: "The percent-encoding is broken or is not UTF-8.")
      }
      pairs.append((name, value))
    }
    self.pairs = pairs
  }

  /// The first value of a name; `nil` when the name is absent.
  subscript(name: String) -> String? {
    pairs.first { $0.name == name }?.value
  }
}

extension Sequence<UInt8> {
  /// The text with its escapes resolved; `nil` when one is broken, or the result is not UTF-8 or
  /// holds a NUL.
  ///
  /// - Parameter plusIsSpace: Whether `+` stands for a space, as in forms.
  /// - Returns: The decoded text.
  func percentDecoded(plusIsSpace: Bool = false) -> String? {
    var bytes: [UInt8] = []
    var rest = makeIterator()
    while let byte = rest.next() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.next().flatMap(\.hexadecimalValue),
          let low = rest.next().flatMap(\.hexadecimalValue)
        else { return nil }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
      default: bytes.append(byte)
      }
    }
    return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
  }
}

extension UInt8 {
  /// The value of an ASCII hexadecimal digit; `nil` for any other byte.
  fileprivate var hexadecimalValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
