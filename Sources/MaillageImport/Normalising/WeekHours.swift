/// The days of a week, Monday first.
enum Weekday: Int, Hashable, CaseIterable {
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday

  /// As in `opening_hours`.
  var code: String { Self.codes[rawValue] }

  /// The French name, lower case.
  var frenchName: String { Self.frenchNames[rawValue] }

  /// The day of an `opening_hours` code.
  init?(code: String) {
    guard let index = Self.codes.firstIndex(of: code) else { return nil }
    self.init(rawValue: index)
  }

  private static let codes = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
  private static let frenchNames = [
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
  ]
}

/// A week's hours, written as `opening_hours`.
struct WeekHours: Hashable {
  /// By day; a closed day is absent.
  var days: [Weekday: DayHours]
  /// Days that may be open, at hours that are not known.
  var unknown: Set<Weekday> = []

  /// The text: days with equal hours share a rule, rules stand in the order of their first days.
  ///
  /// More than two such days are written as a range, with `off` for closed days inside it, unless
  /// that would change another day's hours or close one whose hours are unknown; then the days are
  /// listed.
  var text: String {
    var groups: [(hours: DayHours, days: [Weekday])] = []
    for day in Weekday.allCases {
      guard let hours = days[day] else { continue }
      if let index = groups.firstIndex(where: { $0.hours == hours }) {
        groups[index].days.append(day)
      } else {
        groups.append((hours, [day]))
      }
    }
    if groups.count == 1, groups[0].days.count == 7 { return groups[0].hours.text }
    var written: Set<Weekday> = []
    var rules: [String] = []
    for group in groups {
      let first = group.days[0]
      let last = group.days[group.days.count - 1]
      let inside = Weekday.allCases[first.rawValue...last.rawValue]
        .filter { !group.days.contains($0) }
      // A later rule overrides: a range must not run over a day that is already written.
      if group.days.count > 2, written.isDisjoint(with: inside), unknown.isDisjoint(with: inside) {
        rules.append("\(first.code)-\(last.code) \(group.hours.text)")
        let closed = inside.filter { days[$0] == nil }.map(\.code)
        if !closed.isEmpty { rules.append("\(closed.joined(separator: ",")) off") }
      } else {
        let codes = group.days.map(\.code).joined(separator: ",")
        rules.append("\(codes) \(group.hours.text)")
      }
      written.formUnion(group.days)
    }
    return rules.joined(separator: "; ")
  }
}
