import MaillageModel

/// Days as lists write them, in the standard's form `YYYY-MM-DD`.
enum DateText {
  /// The day of a text: ISO, also with slashes, with or without a time and a zone, `dd/mm/yyyy` with or without a time,
  /// seconds since 1970, or either kind of day once inside a longer text.
  static func normalised(_ text: String) -> Normalised {
    guard let (day, isClean) = day(in: text) else {
      return .dropped(fr: "ce n'est pas une date", en: "not a date")
    }
    if day == "1970-01-01" {
      return .dropped(
        fr: "date zéro d'un tableur, pas une date de mise à jour",
        en: "a spreadsheet's zero date, not the date of an update")
    }
    if day == text { return .unchanged(day) }
    if isClean {
      return .changed(day, .normalised, fr: "date écrite en ISO", en: "date written as ISO")
    }
    return .changed(
      day, .repaired, fr: "date reconnue dans le texte", en: "date recognised in the text")
  }

  private static func day(in text: String) -> (day: String, isClean: Bool)? {
    let bytes = Array(text.utf8)
    if bytes.count == 10, let seconds = Int(text), seconds > 100_000_000 {
      return (written(CivilDay(number: seconds / 86_400)), true)
    }
    if let year = number(bytes, 0, 4), bytes.count >= 10, "-/".utf8.contains(bytes[4]),
      let month = number(bytes, 5, 2), bytes[7] == bytes[4],
      let day = number(bytes, 8, 2),
      bytes.count == 10 || bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " ")
    {
      return iso(year, month, day).map { ($0, true) }
    }
    // A slash typed as a zero: 09/0102023.
    if bytes.count == 10, bytes[2] == UInt8(ascii: "/"), bytes[5] == UInt8(ascii: "0"),
      let day = number(bytes, 0, 2), let month = number(bytes, 3, 2),
      let year = number(bytes, 6, 4), (1900...2099).contains(year)
    {
      return iso(year, month, day).map { ($0, false) }
    }
    let found = slashedDays(in: bytes)
    guard found.count == 1 else { return nil }
    let isClean =
      found[0].range.lowerBound == 0
      && bytes[found[0].range.upperBound...].allSatisfy {
        isDigit($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: " ")
      }
    return iso(found[0].year, found[0].month, found[0].day).map { ($0, isClean) }
  }

  /// Every `d/m/yyyy`, with `/`, `.` or `-`, that no other digit touches.
  private static func slashedDays(
    in bytes: [UInt8]
  ) -> [(range: Range<Int>, year: Int, month: Int, day: Int)] {
    var found: [(Range<Int>, Int, Int, Int)] = []
    var start = 0
    while start < bytes.count {
      let day = digitCount(bytes, start)
      guard day > 0 else {
        start += 1
        continue
      }
      let first = start + day
      let month = digitCount(bytes, first + 1)
      let second = first + 1 + month
      if day <= 2, (1...2).contains(month), second < bytes.count,
        "/.-".utf8.contains(bytes[first]), bytes[second] == bytes[first],
        digitCount(bytes, second + 1) == 4,
        let dayNumber = number(bytes, start, day),
        let monthNumber = number(bytes, first + 1, month),
        let year = number(bytes, second + 1, 4)
      {
        found.append((start..<(second + 5), year, monthNumber, dayNumber))
        start = second + 5
      } else {
        start = first
      }
    }
    return found
  }

  private static func digitCount(_ bytes: [UInt8], _ start: Int) -> Int {
    var end = start
    while end < bytes.count, isDigit(bytes[end]) { end += 1 }
    return max(0, end - start)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// The number that a count of digits makes; `nil` when they are not all digits.
  private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int? {
    guard start + count <= bytes.count else { return nil }
    var result = 0
    for byte in bytes[start..<(start + count)] {
      guard isDigit(byte) else { return nil }
      result = result * 10 + Int(byte - 0x30)
    }
    return result
  }

  private static func iso(_ year: Int, _ month: Int, _ day: Int) -> String? {
    guard (1900...9999).contains(year), let civil = CivilDay(year: year, month: month, day: day)
    else { return nil }
    return written(civil)
  }

  private static func written(_ day: CivilDay) -> String {
    let (year, month, day) = day.components
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(day))"
  }
}
