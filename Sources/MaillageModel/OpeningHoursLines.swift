extension OpeningHours {
  /// The hours in plain words, one line for days that share their hours, as in
  /// `Lundi, mercredi : 9 h – 12 h, 14 h – 18 h`.
  ///
  /// Days without hours are left out; weeks that differ stand under their own name, and so do public
  /// holidays when the text speaks of them.
  ///
  /// - Parameter language: The language of the lines.
  /// - Returns: At least one line.
  public func lines(language: Language) -> [String] {
    let words = OpeningHoursWords(language: language)
    let classes = weekClasses
    let schedules = classes.map { weeks in
      (0..<7).map { spans(on: .init(week: weeks.firstWeek, weekday: $0)) }
    }
    let constant = Set(
      (0..<7).filter { day in schedules.allSatisfy { $0[day] == schedules[0][day] } })
    var lines = groups(of: constant, in: schedules[0]).map { days, spans in
      words.line(prefix: nil, days: words.days(days), spans: spans)
    }
    for (weeks, schedule) in zip(classes, schedules) {
      lines += groups(of: Set(0..<7).subtracting(constant), in: schedule).map { days, spans in
        words.line(prefix: words.weeks(weeks), days: words.days(days), spans: spans)
      }
    }
    if rules.contains(where: \.holidays) {
      let spans = spans(on: .holiday(week: classes[0].firstWeek))
      lines.append(words.line(prefix: nil, days: words.holidays, spans: spans))
    }
    return lines.isEmpty ? [words.closed] : lines
  }

  /// The weeks in classes for which all rules hold alike, by first week.
  private var weekClasses: [UInt64] {
    var classes = [OpeningHoursRule.allWeeks]
    for rule in rules {
      classes = classes.flatMap { [$0 & rule.weeks, $0 & ~rule.weeks] }.filter { $0 != 0 }
    }
    return classes.sorted { $0.trailingZeroBitCount < $1.trailingZeroBitCount }
  }

  /// The days that share their hours, by first day; closed days in none.
  private func groups(
    of days: Set<Int>, in schedule: [[OpeningHoursRule.Span]]
  ) -> [(days: [Int], spans: [OpeningHoursRule.Span])] {
    var groups: [(days: [Int], spans: [OpeningHoursRule.Span])] = []
    for day in days.sorted() where !schedule[day].isEmpty {
      if let index = groups.firstIndex(where: { $0.spans == schedule[day] }) {
        groups[index].days.append(day)
      } else {
        groups.append(([day], schedule[day]))
      }
    }
    return groups
  }

  /// The spans that begin on a day, a night counting for the day it begins on.
  private func spans(on day: OpeningHoursRule.Day) -> [OpeningHoursRule.Span] {
    var spans: [OpeningHoursRule.Span] = []
    for rule in rules where rule.holds(on: day) {
      switch rule.effect {
      case .replaces: spans = rule.spans
      case .adds: spans += rule.spans
      case .closes:
        let open = spans.map { $0.start..<$0.end }
        let kept = open.subtracting(rule.spans.map { $0.start..<$0.end })
        if kept != open { spans = kept.map { .init(start: $0.lowerBound, end: $0.upperBound) } }
      }
    }
    guard !spans.contains(where: \.hasOpenEnd) else { return spans.sorted { $0.start < $1.start } }
    return spans.map { $0.start..<$0.end }.merged().map {
      .init(start: $0.lowerBound, end: $0.upperBound)
    }
  }
}

extension UInt64 {
  /// The lowest of the weeks, as a bit.
  fileprivate var firstWeek: UInt64 { self & (~self &+ 1) }
}
