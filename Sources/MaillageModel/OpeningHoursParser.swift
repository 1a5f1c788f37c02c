/// Reads the rules of an `opening_hours` text.
///
/// The grammar is that of the OpenStreetMap specification for the parts understood here, with the
/// liberties real texts take: single-digit hours, spaces around dashes and after commas, no space
/// after `;`, day names in any case.
struct OpeningHoursParser {
  private static let dayNames = ["mo", "tu", "we", "th", "fr", "sa", "su"]

  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// All rules of the text; `nil` when any part of it is not understood.
  mutating func rules() -> [OpeningHoursRule]? {
    guard bytes.count <= 1_000 else { return nil }
    var rules: [OpeningHoursRule] = []
    var isAddition = false
    skipSpaces()
    while true {
      guard var rule = rule() else { return nil }
      if isAddition, rule.effect == .replaces { rule.effect = .adds }
      rules.append(rule)
      skipSpaces()
      if position == bytes.count { return rules }
      isAddition = peek(",")
      guard take(";") || take(",") else { return nil }
      skipSpaces()
    }
  }

  private mutating func rule() -> OpeningHoursRule? {
    var rule = OpeningHoursRule()
    let start = position
    if take(word: "24/7") {
      skipSpaces()
    } else {
      if take(word: "week") {
        guard let weeks = weeks() else { return nil }
        rule.weeks = weeks
        _ = take(":")
        skipSpaces()
      }
      guard days(into: &rule), let spans = spans() else { return nil }
      if !spans.isEmpty { rule.spans = spans }
      skipSpaces()
    }
    if take(word: "off") || take(word: "closed") {
      rule.effect = .closes
    } else {
      _ = take(word: "open")
    }
    return position > start ? rule : nil
  }

  private mutating func weeks() -> UInt64? {
    var weeks: UInt64 = 0
    skipSpaces()
    while true {
      guard let first = number(in: 1...53) else { return nil }
      var last = first
      var step = 1
      if take("-") {
        guard let end = number(in: first...53) else { return nil }
        last = end
        if take("/") {
          guard let every = number(in: 1...53) else { return nil }
          step = every
        }
      }
      for week in stride(from: first, through: last, by: step) { weeks |= 1 << UInt64(week) }
      // A comma and a space begin another rule, which may begin with a time.
      let end = position
      guard take(","), isDigit else {
        position = end
        return weeks
      }
    }
  }

  /// Reads days, if there are any; false when they are broken off.
  private mutating func days(into rule: inout OpeningHoursRule) -> Bool {
    guard isDay else { return true }
    guard day(into: &rule) else { return false }
    while true {
      let end = position
      let isListed = take(",")
      skipSpaces()
      if !(isListed || rule.holidays || peek("P")) || !isDay {
        position = end
        _ = take(":")
        skipSpaces()
        return true
      }
      guard day(into: &rule) else { return false }
    }
  }

  private mutating func day(into rule: inout OpeningHoursRule) -> Bool {
    if take(word: "PH") {
      rule.holidays = true
      return true
    }
    guard let first = weekday() else { return false }
    var last = first
    let end = position
    skipSpaces()
    if take("-") {
      skipSpaces()
      guard let weekday = weekday() else { return false }
      last = weekday
    } else {
      position = end
    }
    for offset in 0...((last - first + 7) % 7) {
      rule.weekdays |= 1 << UInt8((first + offset) % 7)
    }
    return true
  }

  private var isAlways: Bool {
    var copy = self
    return copy.take(word: "24/7")
  }

  private var isDay: Bool {
    var copy = self
    return copy.take(word: "PH") || copy.weekday() != nil
  }

  private mutating func weekday() -> Int? {
    Self.dayNames.firstIndex { take(word: $0) }
  }

  /// Reads times, if there are any; `nil` when they are broken off.
  private mutating func spans() -> [OpeningHoursRule.Span]? {
    guard isDigit else { return [] }
    var spans: [OpeningHoursRule.Span] = []
    while true {
      guard let span = span() else { return nil }
      spans.append(span)
      let end = position
      skipSpaces()
      guard take(",") else {
        position = end
        return spans
      }
      skipSpaces()
      if !isDigit || isAlways {
        position = end
        return spans
      }
    }
  }

  private mutating func span() -> OpeningHoursRule.Span? {
    guard let start = time(upTo: 1_439) else { return nil }
    if take("+") { return .init(start: start, end: 1_440, hasOpenEnd: true) }
    skipSpaces()
    guard take("-") else { return nil }
    skipSpaces()
    guard let end = time(upTo: 2_880) else { return nil }
    return .init(start: start, end: end > start ? end : end + 1_440, hasOpenEnd: take("+"))
  }

  private mutating func time(upTo maximum: Int) -> Int? {
    guard let hour = number(in: 0...48), take(":"), position + 2 <= bytes.count else { return nil }
    let end = position + 2
    guard let minute = number(in: 0...59), position == end else { return nil }
    let time = hour * 60 + minute
    return time <= maximum ? time : nil
  }

  private mutating func number(in range: ClosedRange<Int>) -> Int? {
    let start = position
    var number = 0
    while isDigit, position < start + 2 {
      number = number * 10 + Int(bytes[position] - UInt8(ascii: "0"))
      position += 1
    }
    return position > start && !isDigit && range.contains(number) ? number : nil
  }

  private var isDigit: Bool {
    position < bytes.count && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position])
  }

  private func peek(_ character: Unicode.Scalar) -> Bool {
    position < bytes.count && bytes[position] == UInt8(ascii: character)
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek(character) else { return false }
    position += 1
    return true
  }

  /// Takes a word, its letters in any case, unless a letter follows it.
  private mutating func take(word: String) -> Bool {
    let end = position + word.utf8.count
    guard end <= bytes.count,
      zip(bytes[position..<end], word.utf8).allSatisfy({ $0 | 0x20 == $1 | 0x20 })
    else { return false }
    if end < bytes.count, (0x61...0x7A).contains(bytes[end] | 0x20) { return false }
    position = end
    return true
  }

  private mutating func skipSpaces() {
    while take(" ") {}
  }
}
