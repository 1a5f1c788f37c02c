import MaillageModel

/// The hours of one day, read from French text as people write it in a cell.
struct DayHours: Hashable {
  /// An opening, in minutes since midnight; it ends at most at 24:00.
  struct Span: Hashable {
    var start: Int
    var end: Int
  }

  /// At least one opening, ascending and apart from each other.
  var spans: [Span]

  /// Reads `9h30-12h / 14h à 17h`, `12h3019h`, `de 9 à 12h et de 14 à 18h30`…; `nil` when the text
  /// has no hours or not certainly so.
  init?(_ text: String) {
    guard !Self.isUncertain(text), let times = Self.times(in: text), !times.isEmpty,
      times.count % 2 == 0
    else { return nil }
    var spans: [Span] = []
    for index in stride(from: 0, to: times.count, by: 2) {
      let start = times[index]
      let end = times[index + 1] == 0 ? 1440 : times[index + 1]
      // Forms write an empty opening as 00:00 - 00:00.
      if start == 0, times[index + 1] == 0 { continue }
      guard start < end else { return nil }
      spans.append(Span(start: start, end: end))
    }
    guard !spans.isEmpty else { return nil }
    self.spans = Self.merged(spans)
  }

  /// Whether a text says that its hours hold on some days of the year only, as `1er du mois` or
  /// `hors saison` does, also in parentheses.
  static func isUncertain(_ text: String) -> Bool {
    folded(text).contains(uncertain)
  }

  private static var uncertain: Regex<Substring> {
    /\b(?:premier|deuxieme|second|troisieme|quatrieme|dernier)(?:e?s?)\b|\b\d(?:e|er|ere|eme|nd|nde)s?\b(?! etage)|saison|\bmois\b|\b(?:im)?paire?s?\b|sur (?:2|deux)\b|quinzaine|alternance|vacances|\bete\b|\bhiver\b|\bsauf\b|\bhors\b/
  }

  /// Whether a text says that there are no hours, as `Fermé` or the `00:00 - 00:00` of forms does.
  static func saysClosed(_ text: String) -> Bool {
    if ["ferme", "fermee", "fermeture"].contains(folded(text)) { return true }
    guard let times = times(in: text) else { return false }
    return !times.isEmpty && times.count % 2 == 0 && times.allSatisfy { $0 == 0 }
  }

  /// As in `opening_hours`: `09:00-12:00,14:00-17:00`.
  var text: String {
    spans.map { "\(Self.clock($0.start))-\(Self.clock($0.end))" }.joined(separator: ",")
  }

  /// Openings that overlap or repeat each other become one.
  private static func merged(_ spans: [Span]) -> [Span] {
    var result: [Span] = []
    for span in spans.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
      if let last = result.last, span.start <= last.end {
        result[result.count - 1].end = max(last.end, span.end)
      } else {
        result.append(span)
      }
    }
    return result
  }

  private static func clock(_ minutes: Int) -> String {
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(minutes / 60)):\(two(minutes % 60))"
  }

  /// The times of day in a text, in minutes; `nil` when one of them is impossible.
  private static func times(in text: String) -> [Int]? {
    var scanner = TimeScanner(text)
    var times: [Int] = []
    while let time = scanner.next() {
      guard time.hour < 24 || (time.hour == 24 && time.minute == 0), time.minute < 60 else {
        return nil
      }
      times.append(time.hour * 60 + time.minute)
    }
    return times
  }
}

/// Finds what looks like a time of day, from left to right.
private struct TimeScanner {
  private var position = 0
  private let characters: [UInt8]

  /// Keeps what matters: ASCII in lower case, `à` and long dashes as `-`, nothing in parentheses.
  init(_ text: String) {
    var plain: [UInt8] = []
    var isInParentheses = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "(": isInParentheses = true
      case ")": isInParentheses = false
      case _ where isInParentheses: break
      case "à", "À", "–", "—": plain.append(UInt8(ascii: "-"))
      case "\u{A0}", "\u{202F}": plain.append(UInt8(ascii: " "))
      case "A"..."Z": plain.append(UInt8(ascii: scalar) | 0x20)
      default: plain.append(scalar.isASCII ? UInt8(ascii: scalar) : UInt8(ascii: "x"))
      }
    }
    characters = plain
  }

  mutating func next() -> (hour: Int, minute: Int)? {
    while position < characters.count {
      let start = position
      let digits = digitCount(at: start)
      guard digits > 0 else {
        position += 1
        continue
      }
      position += digits
      let after = skipBlanks(from: position)
      if digits <= 2, isMark(after) {
        let hour = number(start, digits)
        let colon = characters[after] == UInt8(ascii: ":")
        position = after + markLength(at: after)
        return (hour, minutes(afterColon: colon))
      }
      if digits == 4, isDash(before: start) || isDash(at: after) {
        return (number(start, 2), number(start + 2, 2))
      }
      // "de 9 à 12h": a bare hour, because a number follows the dash.
      if digits <= 2, isDash(at: after), digitCount(at: skipBlanks(from: after + 1)) > 0 {
        return (number(start, digits), 0)
      }
    }
    return nil
  }

  /// The minutes after an hour's mark, 0 where the next digits begin another time.
  private mutating func minutes(afterColon colon: Bool) -> Int {
    let start = skipBlanks(from: position)
    let digits = digitCount(at: start)
    let isNextHour = isMark(skipBlanks(from: start + digits))
    switch digits {
    case 2 where colon || !isNextHour:
      position = start + 2
      // Seconds are of no interest.
      if colon, position < characters.count, characters[position] == UInt8(ascii: ":"),
        digitCount(at: position + 1) == 2
      {
        position += 3
      }
      return number(start, 2)
    case 3 where isNextHour, 4 where isNextHour:
      position = start + 2
      return number(start, 2)
    default: return 0
    }
  }

  private func digitCount(at start: Int) -> Int {
    var end = start
    while end < characters.count, (0x30...0x39).contains(characters[end]) { end += 1 }
    return max(0, end - start)
  }

  private func number(_ start: Int, _ count: Int) -> Int {
    characters[start..<(start + count)].reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private func skipBlanks(from start: Int) -> Int {
    var index = start
    while index < characters.count, characters[index] == UInt8(ascii: " ") { index += 1 }
    return index
  }

  private func isMark(_ index: Int) -> Bool { markLength(at: index) > 0 }

  /// The length of an hour's mark, `:`, `h`, `heure` or `heures`; 0 where there is none.
  private func markLength(at index: Int) -> Int {
    guard index < characters.count else { return 0 }
    if characters[index] == UInt8(ascii: ":") { return 1 }
    var end = index
    while end < characters.count, (0x61...0x7A).contains(characters[end]) { end += 1 }
    let word = characters[index..<end]
    return ["h", "heure", "heures"].contains { word.elementsEqual($0.utf8) } ? end - index : 0
  }

  /// Whether a dash stands here, or the word `a` typed for `à`.
  private func isDash(at index: Int) -> Bool {
    guard index < characters.count else { return false }
    if characters[index] == UInt8(ascii: "-") { return true }
    return characters[index] == UInt8(ascii: "a") && index + 1 < characters.count
      && characters[index + 1] == UInt8(ascii: " ")
  }

  private func isDash(before index: Int) -> Bool {
    var index = index - 1
    while index >= 0, characters[index] == UInt8(ascii: " ") { index -= 1 }
    return index >= 0 && isDash(at: index)
  }
}
