import Foundation
import Testing

@testable import MaillageModel

@Suite struct CivilDayTests {
  @Test func daysAgreeWithFoundationsCalendar() throws {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = .gmt
    for number in stride(from: -40_000, to: 60_000, by: 1) {
      let day = CivilDay(number: number)
      let parts = calendar.dateComponents(
        [.year, .month, .day, .weekday, .weekOfYear],
        from: Date(timeIntervalSince1970: Double(number) * 86_400))
      let (year, month, monthDay) = day.components
      try #require(parts.year == year && parts.month == month && parts.day == monthDay)
      try #require(parts.weekday == (day.weekday + 1) % 7 + 1)
      try #require(parts.weekOfYear == day.week, "\(year)-\(month)-\(monthDay)")
      try #require(CivilDay(year: year, month: month, day: monthDay) == day)
    }
    #expect(CivilDay(year: 2027, month: 2, day: 29) == nil)
    #expect(CivilDay(year: 2028, month: 2, day: 29) != nil)
  }

  /// Easter Sundays as PyPI python-dateutil 2.9.0 computes them.
  @Test(
    arguments: [
      (1818, 3, 22), (1943, 4, 25), (2000, 4, 23), (2008, 3, 23), (2024, 3, 31), (2025, 4, 20),
      (2026, 4, 5), (2027, 3, 28), (2038, 4, 25), (2049, 4, 18), (2076, 4, 19), (2285, 3, 22),
    ])
  func easterFallsOnItsSunday(_ year: Int, _ month: Int, _ day: Int) {
    #expect(CivilDay.easter(of: year) == CivilDay(year: year, month: month, day: day))
  }

  @Test func aYearHasElevenPublicHolidays() throws {
    let first = try #require(CivilDay(year: 2026, month: 1, day: 1))
    let holidays = (0..<365).map { CivilDay(number: first.number + $0) }
      .filter(\.isFrenchHoliday).map { "\($0.components.day)/\($0.components.month)" }
    #expect(
      holidays == [
        "1/1", "6/4", "1/5", "8/5", "14/5", "25/5", "14/7", "15/8", "1/11", "11/11", "25/12",
      ])
  }
}
