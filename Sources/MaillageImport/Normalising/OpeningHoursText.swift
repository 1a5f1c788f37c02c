import MaillageModel

/// Opening hours that a list gives in the language of OpenStreetMap, with the repairs it needs.
enum OpeningHoursText {
  /// The hours in a valid form.
  static func normalised(_ text: String) -> Normalised {
    if OpeningHours(text) != nil { return .unchanged(text) }
    let repaired = repaired(text)
    if OpeningHours(repaired) != nil {
      return .changed(
        repaired, .repaired, fr: "horaires écrits selon OpenStreetMap",
        en: "hours written as OpenStreetMap does")
    }
    return .dropped(
      fr: "ces horaires ne sont pas dans le langage d'OpenStreetMap",
      en: "these hours are not in OpenStreetMap's language")
  }

  /// The same hours under `week 1-53/2` or `week 2-52/2` where a cell says odd or even weeks.
  ///
  /// Rules about holidays hold in every week.
  static func inWeeks(_ cell: String, hours: String) -> String {
    let cell = folded(cell)
    let prefix: String
    if cell.contains("impaire") {
      prefix = "week 1-53/2 "
    } else if cell.contains("paire") {
      prefix = "week 2-52/2 "
    } else {
      return hours
    }
    return hours.split(separator: ";").map { rule in
      let rule = String(rule).tidied
      let isHoliday = rule.hasPrefix("PH") || rule.hasPrefix("SH") || rule.hasPrefix("week")
      return isHoliday ? rule : prefix + rule
    }.joined(separator: "; ")
  }

  private static func repaired(_ text: String) -> String {
    text.replacing(/(\d{1,2}) *[hH] *(\d\d)/) { "\($0.1):\($0.2)" }
      .replacing(/(\d{1,2}) *[hH](?!\w)/) { "\($0.1):00" }
      .replacing(/(\d) +:/) { "\($0.1):" }
      .replacing(/\b(\d:\d\d)/) { "0\($0.1)" }
      .replacing(/\s*,\s*/, with: ",")
      .replacing(/\s*;\s*/, with: "; ")
      .replacing(/\s*-\s*/, with: "-")
      .replacing(/\s{2,}/, with: " ")
      .tidied
  }
}
