import Testing

@testable import MaillageImport

@Suite("Opening hours from lists")
struct HoursTests {
  @Test(
    "a day's text becomes its hours",
    arguments: [
      ("9:00 - 12:00 / 14:00 - 18:00", "09:00-12:00,14:00-18:00"), ("8h45 à 12h15", "08:45-12:15"),
      ("de 9h à 12h et de 14h à 17h", "09:00-12:00,14:00-17:00"), ("9h/17h", "09:00-17:00"),
      ("9h12h / 14h-17h", "09:00-12:00,14:00-17:00"),
      ("9h30-12h (jusqu'en juin 2022)", "09:30-12:00"),
      ("14h-18h sur RDV uniquement", "14:00-18:00"),
      ("12h3019h", "12:30-19:00"), ("08h30-12h00/13h30-1730", "08:30-12:00,13:30-17:30"),
      ("Fermé le matin - 13h30 à 18h", "13:30-18:00"),
      ("de 9 à 12h et de 14 à 18h30", "09:00-12:00,14:00-18:30"),
      ("7 : 30 - 11 : 30 / 12 : 30 - 15 :30", "07:30-11:30,12:30-15:30"),
      ("15: à 17:", "15:00-17:00"),
      ("09:00 - 12:30 / 13:30 - 16:30 / 13:30 - 16:30", "09:00-12:30,13:30-16:30"),
      ("00:00 - 00:00 / 09:00 - 12:00", "09:00-12:00"), ("18h - 00h", "18:00-24:00"),
      ("09:00:00-12:00:00", "09:00-12:00"),
    ])
  func dayText(_ text: String, _ hours: String) {
    #expect(DayHours(text)?.text == hours)
  }

  @Test(
    "a text without certain hours gives none",
    arguments: [
      "18h", "Pas d'accueil.", "", "réservé aux scolaires", "13:16:59.999998", "18h-9h", "25h-26h",
      "9h-12h, 14h", "9h-12h (1er et 3e lundi)", "14h-17h le premier mardi du mois",
      "9h-12h les 2èmes et 4ème", "10h-12h (dernier samedi)", "9h-18h en saison",
      "9h-12h (semaines paires)", "9h-12h semaine impaire", "14h-18h (une semaine sur deux)",
      "9h-12h sauf vacances scolaires",
    ])
  func noHours(_ text: String) {
    #expect(DayHours(text) == nil)
  }

  @Test("closed is understood as such")
  func closed() {
    #expect(DayHours.saysClosed("Fermé"))
    #expect(DayHours.saysClosed("00:00 - 00:00 / 00:00 - 00:00"))
    #expect(!DayHours.saysClosed("sur rendez-vous"))
  }

  private func week(_ days: [(Weekday, String)]) throws -> WeekHours {
    var week = WeekHours(days: [:])
    for (day, text) in days {
      let hours = try #require(DayHours(text))
      week.days[day] = hours
    }
    return week
  }

  @Test("days with equal hours share a rule")
  func grouping() throws {
    #expect(
      try week([
        (.monday, "9h-12h"), (.tuesday, "9h-12h"), (.thursday, "9h-12h"), (.friday, "9h-12h"),
      ]).text
        == "Mo-Fr 09:00-12:00; We off")
    #expect(try week([(.monday, "9h-12h"), (.friday, "9h-12h")]).text == "Mo,Fr 09:00-12:00")
    #expect(try week(Weekday.allCases.map { ($0, "9h-12h") }).text == "09:00-12:00")
    #expect(
      try week([
        (.monday, "9h-12h"), (.tuesday, "9h-12h"), (.wednesday, "14h-17h"), (.thursday, "9h-12h"),
      ]).text == "Mo-Th 09:00-12:00; We 14:00-17:00")
  }

  @Test("a range closes no day whose hours are unknown")
  func unknownDay() throws {
    var week = try week([(.monday, "9h-12h"), (.tuesday, "9h-12h"), (.thursday, "9h-12h")])
    #expect(week.text == "Mo-Th 09:00-12:00; We off")
    week.unknown = [.wednesday]
    #expect(week.text == "Mo,Tu,Th 09:00-12:00")
  }

  @Test("a range never overrides a day written before it")
  func interleavedDays() throws {
    let text = try week([
      (.monday, "9h-12h"), (.wednesday, "9h-12h"), (.friday, "9h-12h"),
      (.tuesday, "14h-17h"), (.thursday, "14h-17h"), (.saturday, "14h-17h"),
    ]).text
    #expect(text == "Mo-Fr 09:00-12:00; Tu,Th,Sa 14:00-17:00")
  }

  @Test(
    "a week in French becomes rules",
    arguments: [
      ("Du lundi au vendredi, de 9h30 à 17h", "Mo-Fr 09:30-17:00"),
      ("9h-12h et 14h-17h du lundi au vendredi", "Mo-Fr 09:00-12:00,14:00-17:00"),
      (
        "Mardi : 15h à18h30 Mercredi : 9h30 à 12h30 et 14h à 18h30 Samedi : 9h30 à 12h30 et 14h à 17h30",
        "Tu 15:00-18:30; We 09:30-12:30,14:00-18:30; Sa 09:30-12:30,14:00-17:30"
      ),
      (
        "Lundi, mercredi, jeudi : 10h -12h30 / 14h - 18h Mardi, vendredi : 14h - 18h",
        "Mo-Th 10:00-12:30,14:00-18:00; Tu,Fr 14:00-18:00"
      ),
      (
        "Lundi au jeudi : 9h à 12h et 14h à 17h, vendredi : 9h à 12h",
        "Mo-Th 09:00-12:00,14:00-17:00; Fr 09:00-12:00"
      ),
      ("Lundi 9h-12h, mardi : fermé", "Mo 09:00-12:00"),
    ])
  func frenchWeek(_ text: String, _ hours: String) {
    #expect(WeekHours(french: text)?.text == hours)
  }

  @Test(
    "a week with exceptions is not guessed",
    arguments: [
      "Lundi au vendredi : 9h à 18h (lundi et jeudi matin fermé)",
      "9h à 12h, 14h à 17h hors vacances scolaires", "9h à 12h / 13h à 17h (17h30 le mercredi)",
      "Ligne Irigo N° 6, 11 - arrêt les Deniers", "Tous les jours sur rendez-vous",
      "Lundi 9h-12h lundi 10h-11h", "2 vendredi par mois 9h-13h",
      "Lundi 9h-12h en saison", "Premier lundi 9h-12h", "1er mardi 14h-17h",
      "Lundi 9h-12h (1er et 3e)",
    ])
  func uncertainWeek(_ text: String) {
    #expect(WeekHours(french: text) == nil)
  }

  @Test("odd and even weeks prefix every rule but holidays")
  func weeks() {
    #expect(
      OpeningHoursText.inWeeks("Semaine impaire", hours: "Mo 09:30-12:30,13:30-15:30; PH off")
        == "week 1-53/2 Mo 09:30-12:30,13:30-15:30; PH off")
    #expect(
      OpeningHoursText.inWeeks("Semaine paire", hours: "Tu 09:00-12:00")
        == "week 2-52/2 Tu 09:00-12:00")
    #expect(OpeningHoursText.inWeeks("toute l'année", hours: "Tu 09:00-12:00") == "Tu 09:00-12:00")
  }
}
