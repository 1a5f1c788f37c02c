/// A day of the Gregorian calendar, without a time zone.
package struct CivilDay: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  package var number: Int

  /// Creates a day from its number.
  package init(number: Int) {
    self.number = number
  }

  /// Creates a day from year, month 1 … 12 and day of the month; `nil` when there is no such day.
  ///
  /// The arithmetic is `days_from_civil` of Howard Hinnant's *chrono-compatible low-level date
  /// algorithms*: years begin in March, so that the leap day is the last of its year.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), (1...31).contains(day), (-9999...9999).contains(year) else {
      return nil
    }
    let shifted = month > 2 ? year : year - 1
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    number =
      era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    guard components.day == day else { return nil }
  }

  /// The year, the month 1 … 12 and the day of the month.
  package var components: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// The day of the week, Monday 0 … Sunday 6.
  var weekday: Int {
    let remainder = (number + 3) % 7
    return remainder < 0 ? remainder + 7 : remainder
  }

  /// The ISO 8601 week, 1 … 53: weeks begin on Monday and belong to the year of their Thursday.
  var week: Int {
    let thursday = CivilDay(number: number - weekday + 3)
    guard let newYear = CivilDay(year: thursday.components.year, month: 1, day: 1) else { return 1 }
    return (thursday.number - newYear.number) / 7 + 1
  }

  package static func < (first: CivilDay, second: CivilDay) -> Bool {
    first.number < second.number
  }
}
