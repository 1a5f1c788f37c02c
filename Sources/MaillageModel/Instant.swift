import Foundation

extension Date {
  /// Reads an ISO 8601 instant: `2026-11-23T14:30`, with or without seconds, fraction and offset.
  ///
  /// An offset is `Z`, `+01:00`, `+0100` or `+01`; its `+` may have become a space, as URL forms make
  /// it. Without an offset the clocks of the zone are meant.
  init?(instant text: String, timeZone: TimeZone) {
    let pattern =
      /(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(?:([Zz])|([+\- ])(\d\d):?(\d\d)?)?/
    guard text.utf8.count <= 40, let match = text.wholeMatch(of: pattern)?.output,
      let year = Int(match.1), let month = Int(match.2), let day = Int(match.3),
      let hour = Int(match.4), let minute = Int(match.5),
      let date = CivilDay(year: year, month: month, day: day), hour < 24, minute < 60
    else { return nil }
    let second = match.6.flatMap { Int($0) } ?? 0
    guard second < 60 else { return nil }
    let clock = Double(date.number * 86_400 + hour * 3_600 + minute * 60 + second)
    if match.7 != nil {
      self.init(timeIntervalSince1970: clock)
    } else if let sign = match.8, let hours = match.9.flatMap({ Int($0) }) {
      let minutes = match.10.flatMap { Int($0) } ?? 0
      guard hours < 24, minutes < 60 else { return nil }
      let offset = Double(hours * 3_600 + minutes * 60)
      self.init(timeIntervalSince1970: sign == "-" ? clock + offset : clock - offset)
    } else {
      self.init(clock: clock, timeZone: timeZone)
    }
  }

  /// The instant at which the clocks of a zone show a time, given as seconds as if the zone were UTC.
  ///
  /// An hour shown twice means its first occurrence; an hour left out means the instant after the
  /// change as many minutes further.
  init(clock: Double, timeZone: TimeZone) {
    let before = Double(timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: clock - 86_400)))
    let early = Date(timeIntervalSince1970: clock - before)
    if Double(timeZone.secondsFromGMT(for: early)) == before {
      self = early
      return
    }
    let after = Double(timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: clock + 86_400)))
    let late = Date(timeIntervalSince1970: clock - after)
    self = Double(timeZone.secondsFromGMT(for: late)) == after ? late : early
  }
}
