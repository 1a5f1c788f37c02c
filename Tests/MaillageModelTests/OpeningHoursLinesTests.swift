import MaillageModel
import Testing

@Suite struct OpeningHoursLinesTests {
  /// Lines with ordinary spaces where the product writes no-break ones.
  private func lines(_ text: String, _ language: Language = .fr) throws -> [String] {
    try #require(OpeningHours(text)).lines(language: language)
      .map { $0.replacing("\u{A0}", with: " ") }
  }

  @Test func daysThatShareTheirHoursStandTogether() throws {
    #expect(
      try lines("Mo,We 09:00-12:00,14:00-18:00; Sa 08:30-12:00") == [
        "Lundi, mercredi : 9 h – 12 h, 14 h – 18 h", "Samedi : 8 h 30 – 12 h",
      ])
    #expect(
      try lines("Mo-Fr 09:00-12:00,14:00-18:00; We off; Fr 09:00-12:00", .en) == [
        "Monday, Tuesday, Thursday: 9:00 – 12:00, 14:00 – 18:00", "Friday: 9:00 – 12:00",
      ])
    #expect(
      try lines("Mo-We,Sa,Su 09:00-12:00") == [
        "Du lundi au mercredi, samedi, dimanche : 9 h – 12 h"
      ])
    #expect(
      try lines("Mo-Fr 08:00-12:00; Th 08:00-12:00,14:00-19:00", .en) == [
        "Monday to Wednesday, Friday: 8:00 – 12:00", "Thursday: 8:00 – 12:00, 14:00 – 19:00",
      ])
  }

  @Test func weeksThatDifferStandUnderTheirName() throws {
    #expect(
      try lines("Tu 10:00-12:00; week 1-53/2 Mo 09:00-12:00; week 2-52/2 Mo 14:00-18:00") == [
        "Mardi : 10 h – 12 h", "Semaines impaires, lundi : 9 h – 12 h",
        "Semaines paires, lundi : 14 h – 18 h",
      ])
    #expect(
      try lines("week 1-10,20 Mo 09:00-12:00", .en)
        == ["Weeks 1 to 10, 20, Monday: 9:00 – 12:00"])
  }

  @Test func nightsHolidaysAndOpenEndsAreSaid() throws {
    #expect(
      try lines("Fr,Sa 22:00-02:00; PH off")
        == ["Vendredi, samedi : 22 h – 2 h", "Jours fériés : fermé"])
    #expect(
      try lines("24/7; PH 10:00-12:00")
        == ["Tous les jours : 24 h sur 24", "Jours fériés : 10 h – 12 h"])
    #expect(try lines("Mo 18:00+", .en) == ["Monday: from 18:00"])
    #expect(try lines("off") == ["Fermé"])
    #expect(
      try lines("Mo-Fr 08:00-18:00; Mo-Fr 12:00-13:00 off")
        == ["Du lundi au vendredi : 8 h – 12 h, 13 h – 18 h"])
  }
}
