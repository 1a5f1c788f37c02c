import Foundation
import MaillageModel
import Testing

@Suite struct OpeningHoursTests {
  let paris = Hub.default.timeZone

  @Test func theTextComesBackAsItWas() throws {
    for text in ["Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00", "24/7", " Mo 9:00-12:00 "] {
      #expect(OpeningHours(text)?.description == text)
    }
  }

  @Test(
    arguments: [
      "", " ", "Mo-Sun 00:00-00:00", "Mo 09:00", "Mo 9h-12h", "SH 10:00-12:00", "sur rendez-vous",
      "Mo 10:60-11:00", "Mo 10:00-49:00", "Mo 24:00-26:00", "Mo: 10:00-12:00x", "week 0 Mo",
      "week 50-02 Mo 08:00-12:00", "week 1-54 Mo", "Mo 10:00-12:00;", ";", ",", "Mo-", "Mo 10:00-",
      "Mo 10:00-12:00 || off", "Mo[1] 10:00-12:00", "Jan Mo 10:00-12:00", "MoTu 10:00-12:00", "é",
      "Mo 10:00-12:00 \"sur rdv\"", "sunrise-sunset", "Mo 010:00-12:00", "Mo,Xy 10:00-12:00",
    ])
  func whatIsNotUnderstoodIsNil(_ text: String) {
    #expect(OpeningHours(text) == nil)
  }

  @Test func openFollowsTheZonesClocks() throws {
    let hours = try #require(OpeningHours("Mo 09:00-12:00"))
    // Monday 23 November 2026, 08:30 UTC: 09:30 in Paris, 04:30 in Martinique.
    let instant = Date(timeIntervalSince1970: 1_795_422_600)
    #expect(hours.isOpen(at: instant, in: paris))
    #expect(!hours.isOpen(at: instant, in: .gmt))
    let martinique = try #require(TimeZone(identifier: "America/Martinique"))
    #expect(!hours.isOpen(at: instant, in: martinique))
    #expect(hours.isOpen(at: instant + 5 * 3_600, in: martinique))
  }

  @Test func aSpanHoldsItsFirstMinuteAndNotItsEnd() throws {
    let hours = try #require(OpeningHours("Mo 09:30-12:00"))
    let start = Date(timeIntervalSince1970: 1_795_422_600)
    #expect(!hours.isOpen(at: start - 1, in: paris))
    #expect(hours.isOpen(at: start, in: paris))
    #expect(hours.isOpen(at: start + 2.5 * 3_600 - 1, in: paris))
    #expect(!hours.isOpen(at: start + 2.5 * 3_600, in: paris))
  }

  @Test func theNextChangeIsFoundAcrossDaysAndClockChanges() throws {
    let hours = try #require(OpeningHours("Mo-Fr 09:00-12:00; PH off"))
    let monday = Date(timeIntervalSince1970: 1_795_422_600)
    #expect(hours.nextChange(after: monday, in: paris) == monday + 2.5 * 3_600)
    // Thursday 24 December 2026, noon: closed until Monday the 28th.
    let christmasEve = Date(timeIntervalSince1970: 1_798_110_000)
    #expect(
      hours.nextChange(after: christmasEve, in: paris)
        == Date(timeIntervalSince1970: 1_798_444_800))
    // Friday 26 March 2027, 12:30 +01:00: closed until Tuesday the 30th (Easter Monday), 09:00 +02:00.
    #expect(
      hours.nextChange(after: Date(timeIntervalSince1970: 1_806_060_600), in: paris)
        == Date(timeIntervalSince1970: 1_806_390_000))
    for text in ["24/7", "off"] {
      #expect(try #require(OpeningHours(text)).nextChange(after: monday, in: paris) == nil)
    }
    let rare = try #require(OpeningHours("week 53 Mo 09:00-12:00"))
    #expect(
      rare.nextChange(after: Date(timeIntervalSince1970: 1_799_000_000), in: paris)
        == Date(timeIntervalSince1970: 1_987_747_200))
  }

  /// `OPENING_HOURS_TABLE` names a longer table that `Fixtures/opening-hours.py` wrote.
  @Test func everyAnswerOfTheJudgeIsOurs() throws {
    let path = ProcessInfo.processInfo.environment["OPENING_HOURS_TABLE"]
    let url =
      try path.map { URL(fileURLWithPath: $0) }
      ?? #require(
        Bundle.module.url(
          forResource: "opening-hours", withExtension: "tsv", subdirectory: "Fixtures"))
    let instants = judgedInstants
    for row in try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst() {
      let cells = row.split(separator: "\t")
      let bits = cells[1].flatMap { digit -> [Bool] in
        let value = digit.hexDigitValue ?? 0
        return [value & 8 != 0, value & 4 != 0, value & 2 != 0, value & 1 != 0]
      }
      guard let hours = OpeningHours(String(cells[0])) else {
        Issue.record("not read: \(cells[0])")
        continue
      }
      let answers = instants.map { hours.isOpen(at: $0, in: .gmt) }
      let wrong = zip(instants, zip(answers, bits)).filter { $0.1.0 != $0.1.1 }.map(\.0)
      #expect(wrong.isEmpty, "\(cells[0]) at \(wrong.prefix(3).map { $0.formatted(.iso8601) })")
    }
  }

  /// The instants of `Fixtures/opening-hours.py`, in its order.
  private var judgedInstants: [Date] {
    let days = [
      "2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27",
      "2026-11-28", "2026-12-01", "2026-12-25", "2026-12-26", "2026-04-06", "2026-05-14",
      "2026-05-25", "2027-01-01", "2027-01-03", "2027-01-04",
    ]
    let minutes = [0, 120, 510, 540, 720, 810, 1_080, 1_320]
    return days.flatMap { day in
      let midnight = (try? Date("\(day)T00:00:00Z", strategy: .iso8601)) ?? .distantPast
      return minutes.flatMap { minute in
        [midnight + Double(minute * 60), midnight + Double(minute * 60 - 60)]
      }
    }
  }
}
