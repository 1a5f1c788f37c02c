/// One rule of opening hours: on which days, at what times, and what it does to the rules before it.
struct OpeningHoursRule: Hashable, Sendable {
  /// What a rule does to what earlier rules say about a day.
  enum Effect: Hashable, Sendable {
    /// Its spans stand instead of theirs.
    case replaces
    /// Its spans stand beside theirs.
    case adds
    /// Its spans are taken out of theirs.
    case closes
  }

  /// From when to when, in minutes since the midnight that begins the day.
  struct Span: Hashable, Sendable {
    /// The first minute, 0 … 1439.
    var start: Int
    /// The minute after the last, above `start`, up to 2880: over midnight above 1440.
    var end: Int
    /// Whether the end is only known to be later; taken for the end of the day.
    var hasOpenEnd = false

    /// The whole day.
    static let day = Span(start: 0, end: 1_440)
  }

  /// What rules ask of a day.
  struct Day {
    /// The bit of the ISO week, 1 … 53.
    var week: UInt64
    /// The bit of the day of the week, Monday 0 … Sunday 6.
    var weekday: UInt8
    /// Whether it is a French public holiday.
    var isHoliday: Bool

    init(_ day: CivilDay) {
      week = 1 << UInt64(day.week)
      weekday = 1 << UInt8(day.weekday)
      isHoliday = day.isFrenchHoliday
    }

    /// A day of the week that is no holiday, in a week.
    init(week: UInt64, weekday: Int) {
      self.week = week
      self.weekday = 1 << UInt8(weekday)
      isHoliday = false
    }

    /// A holiday on no day of the week in particular.
    static func holiday(week: UInt64) -> Day {
      var day = Day(week: week, weekday: 0)
      day.weekday = 0
      day.isHoliday = true
      return day
    }
  }

  /// ISO weeks as bits 1 … 53.
  var weeks = Self.allWeeks
  /// Days of the week as bits, Monday 0 … Sunday 6.
  var weekdays: UInt8 = 0
  /// Whether public holidays are meant, beside `weekdays`.
  var holidays = false
  /// The times, in the order written.
  var spans: [Span] = [.day]
  /// What the rule does.
  var effect = Effect.replaces

  /// Weeks 1 … 53.
  static let allWeeks: UInt64 = (1 << 54) - 2

  /// Whether the rule says something about a day.
  func holds(on day: Day) -> Bool {
    guard weeks & day.week != 0 else { return false }
    return (weekdays == 0 && !holidays) || weekdays & day.weekday != 0
      || (holidays && day.isHoliday)
  }

  /// The minutes of a day, given whether the rule holds on it and on the day before.
  func minutes(isToday: Bool, isYesterday: Bool) -> [Range<Int>] {
    var minutes: [Range<Int>] = []
    for span in spans {
      if isToday { minutes.append(span.start..<min(span.end, 1_440)) }
      if isYesterday, span.end > 1_440 { minutes.append(0..<span.end - 1_440) }
    }
    return minutes
  }
}
