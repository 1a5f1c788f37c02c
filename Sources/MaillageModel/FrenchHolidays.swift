extension CivilDay {
  /// Whether it is one of the eleven public holidays of the whole of France (*Code du travail*,
  /// L3133-1).
  var isFrenchHoliday: Bool {
    let (year, month, day) = components
    switch (month, day) {
    case (1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25): return true
    case (3...6, _):
      guard let easter = Self.easter(of: year) else { return false }
      // Easter Monday, Ascension, Whit Monday.
      return [1, 39, 50].contains(number - easter.number)
    default: return false
    }
  }

  /// Easter Sunday of the Gregorian calendar.
  ///
  /// The anonymous algorithm of *Nature*, 20 April 1876, as Meeus gives it.
  static func easter(of year: Int) -> CivilDay? {
    let golden = year % 19
    let (century, rest) = (year / 100, year % 100)
    let correction = (century - (century + 8) / 25 + 1) / 3
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7
    let shift = (golden + 11 * epact + 22 * weekday) / 451
    let sum = epact + weekday - 7 * shift + 114
    return CivilDay(year: year, month: sum / 31, day: sum % 31 + 1)
  }
}
