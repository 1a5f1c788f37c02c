public import Foundation

/// When a structure is open, written in the OpenStreetMap `opening_hours` language.
///
/// Understood are days and their ranges, French public holidays (`PH`), ISO weeks (`week 1-53/2`),
/// several spans a day, spans over midnight, spans with an open end, `off`, `24/7`, and rules that
/// replace (`;`) or add to (`,`) earlier ones. Texts with anything else are not hours: what is not
/// understood is never guessed.
public struct OpeningHours: Hashable, Sendable, LosslessStringConvertible {
  /// The text it was read from.
  public let description: String

  let rules: [OpeningHoursRule]

  /// Reads a text; `nil` when it is outside the language.
  ///
  /// - Complexity: proportional to the length of the text.
  public init?(_ text: String) {
    var parser = OpeningHoursParser(text)
    guard let rules = parser.rules() else { return nil }
    description = text
    self.rules = rules
  }

  /// Whether it is open at an instant, by the clocks of a time zone.
  ///
  /// - Parameters:
  ///   - date: The instant; seconds do not count.
  ///   - timeZone: The zone whose clocks the hours follow.
  /// - Returns: Whether a span holds the minute; the end of a span is closed.
  public func isOpen(at date: Date, in timeZone: TimeZone) -> Bool {
    let (day, minute) = Self.clock(date, timeZone)
    return openSpans(on: day).contains { $0.contains(minute) }
  }

  /// The next instant at which it opens or closes; `nil` when it never does.
  ///
  /// - Parameters:
  ///   - date: The instant to look from.
  ///   - timeZone: The zone whose clocks the hours follow.
  /// - Returns: An instant after `date`, on a whole minute.
  /// - Complexity: proportional to the days until then; week 53 is at most seven years away.
  public func nextChange(after date: Date, in timeZone: TimeZone) -> Date? {
    let (today, minute) = Self.clock(date, timeZone)
    let isOpenNow = openSpans(on: today).contains { $0.contains(minute) }
    for number in today.number...(today.number + 8 * 366) {
      let spans = openSpans(on: CivilDay(number: number))
      let first = number == today.number ? minute + 1 : 0
      let boundaries = Set([0] + spans.flatMap { [$0.lowerBound, $0.upperBound] })
      let change = boundaries.filter { $0 >= first && $0 < 1_440 }.sorted().first { candidate in
        spans.contains { $0.contains(candidate) } != isOpenNow
      }
      guard let change else { continue }
      let clock = Double(number * 86_400 + change * 60)
      let instant = Date(clock: clock, timeZone: timeZone)
      // In an hour shown twice the first showing may be over.
      return instant > date
        ? instant
        : Date(timeIntervalSince1970: clock - Double(timeZone.secondsFromGMT(for: date)))
    }
    return nil
  }

  /// The minutes of a day at which it is open, ascending and apart.
  ///
  /// The same decisions as in `opening-hours-rs`: a rule that holds on a day replaces what earlier
  /// rules say about it, what they have left over from the night before included; a rule that holds
  /// only on the day before contributes its night where nothing else is said.
  func openSpans(on day: CivilDay) -> [Range<Int>] {
    let today = OpeningHoursRule.Day(day)
    let yesterday = OpeningHoursRule.Day(CivilDay(number: day.number - 1))
    var open: [Range<Int>] = []
    for rule in rules {
      let holds = rule.holds(on: today)
      let spans = rule.minutes(isToday: holds, isYesterday: rule.holds(on: yesterday))
      switch rule.effect {
      case .closes: open = open.subtracting(spans)
      case .adds: open = (open + spans).merged()
      case .replaces where holds || open.isEmpty: open = spans.merged()
      case .replaces: break
      }
    }
    return open
  }

  /// What the clocks of a zone show: the day and the minute of the day.
  private static func clock(_ date: Date, _ timeZone: TimeZone) -> (CivilDay, Int) {
    let seconds =
      Int(date.timeIntervalSince1970.rounded(.down)) + timeZone.secondsFromGMT(for: date)
    let day = Int((Double(seconds) / 86_400).rounded(.down))
    return (CivilDay(number: day), (seconds - day * 86_400) / 60)
  }
}

extension [Range<Int>] {
  /// The same minutes as ascending ranges with a gap between any two.
  func merged() -> [Range<Int>] {
    guard count > 1 else { return self }
    var result: [Range<Int>] = []
    for range in sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = result.last, range.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<Swift.max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }

  /// The minutes that none of the others holds.
  func subtracting(_ others: [Range<Int>]) -> [Range<Int>] {
    others.reduce(self) { ranges, other in
      ranges.flatMap { range -> [Range<Int>] in
        guard range.overlaps(other) else { return [range] }
        return [
          range.lowerBound..<Swift.max(range.lowerBound, other.lowerBound),
          Swift.min(range.upperBound, other.upperBound)..<range.upperBound,
        ].filter { !$0.isEmpty }
      }
    }
  }
}
