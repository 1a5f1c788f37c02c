extension WeekHours {
  /// Reads a week in free French: `Lundi et jeudi : 14h à 18h, du mardi au vendredi 9h-12h`.
  ///
  /// Only what is certain is read: a text with exceptions, seasons or a day named twice is `nil`.
  init?(french text: String) {
    guard !DayHours.isUncertain(text) else { return nil }
    let plain = text.lowercased().replacing("tous les jours", with: "lundi au dimanche")
    for match in plain.matches(of: /\([^)]*\)?/)
    where Self.mentionsDay(match.output) || match.output.contains(Self.exceptions) {
      return nil
    }
    let body = plain.replacing(/\([^)]*\)?/, with: " ")
    guard !body.contains(Self.uncertain) else { return nil }
    let names = body.matches(of: Self.dayName)
    guard let firstName = names.first else { return nil }

    var groups: [(days: [Weekday], text: Substring)] = []
    var previous: Regex<(Substring, Substring)>.Match?
    for name in names {
      guard let day = Weekday.allCases.first(where: { $0.frenchName == name.1 }) else { return nil }
      let between = previous.map { body[$0.range.upperBound..<name.range.lowerBound] }
      if let between, let last = groups.last?.days.last, between.wholeMatch(of: Self.until) != nil {
        guard last.rawValue < day.rawValue else { return nil }
        groups[groups.count - 1].days += Weekday.allCases[(last.rawValue + 1)...day.rawValue]
      } else if let between, between.wholeMatch(of: Self.and) != nil {
        groups[groups.count - 1].days.append(day)
      } else {
        groups.append(([day], ""))
      }
      let next = names.first { $0.range.lowerBound > name.range.lowerBound }
      groups[groups.count - 1].text =
        body[name.range.upperBound..<(next?.range.lowerBound ?? body.endIndex)]
      previous = name
    }
    let before = body[..<firstName.range.lowerBound]
    if DayHours(String(before)) != nil {
      // "9h-12h du lundi au vendredi": hours first, then one group of days.
      guard groups.count == 1, DayHours(String(groups[0].text)) == nil else { return nil }
      groups[0].text = before
    }
    var days: [Weekday: DayHours] = [:]
    for group in groups {
      guard let hours = DayHours(String(group.text)) else {
        guard group.text.contains(Self.closed) else { return nil }
        continue
      }
      for day in group.days {
        guard days.updateValue(hours, forKey: day) == nil else { return nil }
      }
    }
    guard !days.isEmpty else { return nil }
    self.days = days
  }

  private static func mentionsDay(_ text: Substring) -> Bool {
    Weekday.allCases.contains { text.contains($0.frenchName) }
  }

  private static var dayName: Regex<(Substring, Substring)> {
    /(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?/
  }
  private static var until: Regex<Substring> { /\s*(?:au|à|-|–|jusqu'au)\s*/ }
  private static var and: Regex<Substring> { /\s*(?:,|et|,\s*et|&|\/)?\s*(?:les?)?\s*/ }
  private static var closed: Regex<Substring> { /ferm|rendez|rdv/ }
  private static var exceptions: Regex<Substring> { /sauf|ferm/ }
  private static var uncertain: Regex<Substring> {
    /semaine|jusqu'à|par |matin|après-midi|priorit|selon|week|janvier|juin|juillet|août|septembre|octobre/
  }
}
