import MaillageModel

extension RecordConverter {
  /// Reads the opening hours: the OSM column where it is valid, else the days, else the week.
  mutating func readHours() {
    guard let hours = plan.hours else {
      if let cell = tidyCell("horaires") {
        keep(OpeningHoursText.normalised(cell.text), of: cell, in: "horaires")
      }
      return
    }
    if let column = hours.osm, let cell = filled(column) {
      let normalised = OpeningHoursText.normalised(cell.text)
      // The same column may be read again as French.
      if normalised.value != nil || column != hours.week {
        keep(normalised, of: cell, in: "horaires")
      }
    }
    if values["horaires"] == nil, !hours.days.isEmpty { readDays(hours.days) }
    if values["horaires"] == nil, let column = hours.week, let cell = filled(column) {
      keep(Self.week(cell.text), of: cell, in: "horaires")
    }
    if let column = plan.weekColumn, let cell = filled(column), let text = text("horaires") {
      let inWeeks = OpeningHoursText.inWeeks(cell.text, hours: text)
      if OpeningHours(inWeeks) != nil { set("horaires", inWeeks) }
    }
  }

  private func filled(_ column: Int) -> Cell? {
    let cell = record.cell(column)
    let tidied = cell.text.tidied
    return tidied.isEmpty || tidied.isPlaceholder ? nil : Cell(text: tidied, offset: cell.offset)
  }

  private mutating func readDays(_ rules: [(columns: [Int], day: Weekday)]) {
    var week = WeekHours(days: [:])
    for (columns, day) in rules {
      let cells = columns.compactMap(filled)
      guard let first = cells.first else { continue }
      let cell = Cell(text: cells.map(\.text).joined(separator: ", "), offset: first.offset)
      if let hours = DayHours(cell.text) {
        week.days[day] = hours
      } else if !DayHours.saysClosed(cell.text) {
        note(
          "horaires", cell, .dropped, fr: "aucun horaire compris pour \(day.frenchName)",
          en: "no hours understood for this day")
        week.unknown.insert(day)
        for column in columns where filled(column) != nil {
          keepApart(plan.keptName(of: column), record.cell(column).text)
        }
      }
    }
    let text = week.text
    if OpeningHours(text) != nil { set("horaires", text) }
  }

  private static func week(_ text: String) -> Normalised {
    if OpeningHours(text) != nil { return .unchanged(text) }
    guard let week = WeekHours(french: text), OpeningHours(week.text) != nil else {
      return .dropped(
        fr: "horaires en texte libre, pas compris avec certitude",
        en: "hours in free text, not understood with certainty")
    }
    return .changed(
      week.text, .normalised, fr: "horaires en français écrits selon OpenStreetMap",
      en: "hours in French written as OpenStreetMap does")
  }
}
