extension [UInt8] {
  /// Appends a number in seven bits a byte, the lowest first; the high bit says that more follow.
  mutating func appendVarint(_ number: Int) {
    precondition(number >= 0, "a varint is not negative")
    var rest = number
    while rest > 0x7F {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }

  /// Appends a number in `width` bytes, the lowest first.
  mutating func appendLittleEndian(_ number: Int, width: Int) {
    for index in 0..<width { append(UInt8(truncatingIfNeeded: number >> (8 * index))) }
  }
}

extension ArraySlice<UInt8> {
  /// Takes a number in seven bits a byte off the front; `nil` when there is none.
  mutating func takeVarint() -> Int? {
    var number = 0
    for shift in stride(from: 0, to: 63, by: 7) {
      guard let byte = popFirst() else { return nil }
      number |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return number }
    }
    return nil
  }

  /// Takes a number in `width` bytes, the lowest first, off the front; `nil` when there is none.
  mutating func takeLittleEndian(width: Int) -> Int? {
    guard count >= width else { return nil }
    let number = prefix(width).reversed().reduce(0) { $0 << 8 | Int($1) }
    removeFirst(width)
    return number
  }

  /// Takes bytes off the front; `nil` when there are too few.
  mutating func take(_ length: Int) -> ArraySlice<UInt8>? {
    guard length >= 0, count >= length else { return nil }
    defer { removeFirst(length) }
    return prefix(length)
  }
}
