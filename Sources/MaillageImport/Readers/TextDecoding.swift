import MaillageModel

/// A file's bytes as UTF-8, whatever encoding they came in.
enum TextDecoding {
  /// The name of the encoding found, and the offset of the first byte that is not UTF-8.
  struct Result {
    var utf8: [UInt8]
    var note: ReaderNote?
  }

  /// Decodes UTF-8, UTF-16 in either order, and CP1252.
  ///
  /// In a text that is not UTF-8 throughout, well-formed UTF-8 sequences stay what they are and
  /// every other byte is read as CP1252: right for a CP1252 file, where such sequences do not occur
  /// in practice, and for a file pasted together from both.
  static func decode(_ bytes: [UInt8]) -> Result {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return decode8(Array(bytes.dropFirst(3))) }
    if bytes.starts(with: [0xFF, 0xFE]) { return decode16(bytes.dropFirst(2), low: 0) }
    if bytes.starts(with: [0xFE, 0xFF]) { return decode16(bytes.dropFirst(2), low: 1) }
    // Without a mark: plain text in UTF-16 has a zero in every other byte.
    let head = bytes.prefix(512)
    if head.count >= 4 {
      let zeros = [0, 1].map { odd in head.indices.count { $0 % 2 == odd && head[$0] == 0 } }
      if zeros[1] * 4 > head.count, zeros[0] * 8 < head.count {
        return decode16(bytes[...], low: 0)
      }
      if zeros[0] * 4 > head.count, zeros[1] * 8 < head.count {
        return decode16(bytes[...], low: 1)
      }
    }
    return decode8(bytes)
  }

  private static func decode16(_ bytes: ArraySlice<UInt8>, low: Int) -> Result {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      units.append(UInt16(bytes[index + low]) | UInt16(bytes[index + 1 - low]) << 8)
      index += 2
    }
    return Result(
      utf8: Array(String(decoding: units, as: UTF16.self).utf8),
      note: ReaderNote(
        offset: 0, value: "UTF-16", result: "UTF-8", action: .notice,
        reason: LocalizedText(
          fr: "le fichier est en UTF-16 ; il a été converti",
          en: "the file is in UTF-16; it was converted")))
  }

  private static func decode8(_ bytes: [UInt8]) -> Result {
    guard let firstFault = firstInvalidByte(of: bytes) else { return Result(utf8: bytes) }
    var utf8 = Array(bytes[..<firstFault])
    utf8.reserveCapacity(bytes.count + bytes.count / 8)
    var index = firstFault
    while index < bytes.count {
      if let length = sequenceLength(in: bytes, at: index) {
        utf8.append(contentsOf: bytes[index..<(index + length)])
        index += length
      } else {
        let scalar = Unicode.Scalar(cp1252(bytes[index])) ?? "\u{FFFD}"
        utf8.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
        index += 1
      }
    }
    return Result(
      utf8: utf8,
      note: ReaderNote(
        offset: firstFault, value: "CP1252", result: "UTF-8", action: .notice,
        reason: LocalizedText(
          fr: "le fichier n'est pas en UTF-8 à partir d'ici ; il a été lu en Windows-1252",
          en: "the file is not UTF-8 from here on; it was read as Windows-1252")))
  }

  private static func firstInvalidByte(of bytes: [UInt8]) -> Int? {
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        index += 1
      } else if let length = sequenceLength(in: bytes, at: index) {
        index += length
      } else {
        return index
      }
    }
    return nil
  }

  /// The length of the well-formed sequence at an index (Unicode 15, table 3-7); `nil` if ill-formed.
  private static func sequenceLength(in bytes: [UInt8], at index: Int) -> Int? {
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch bytes[index] {
    case ..<0x80: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return nil
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]),
      bytes[(index + 2)..<max(index + 2, index + length)].allSatisfy({ $0 & 0xC0 == 0x80 })
    else { return nil }
    return length
  }

  private static func cp1252(_ byte: UInt8) -> UInt32 {
    guard (0x80...0x9F).contains(byte) else { return UInt32(byte) }
    return UInt32(highControls[Int(byte) - 0x80])
  }

  /// What CP1252 has where Latin-1 has control characters; undefined bytes are U+FFFD.
  private static let highControls: [UInt16] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
    0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
  ]
}
