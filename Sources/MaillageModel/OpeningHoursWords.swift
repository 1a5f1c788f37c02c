/// The words of hours in one language.
struct OpeningHoursWords {
  let language: Language

  /// What stands for no hours at all.
  var closed: String { language == .fr ? "Fermé" : "Closed" }

  /// What public holidays are called.
  var holidays: String { language == .fr ? "jours fériés" : "public holidays" }

  /// One line: weeks if given, days, and their hours.
  func line(prefix: String?, days: String, spans: [OpeningHoursRule.Span]) -> String {
    let hours = spans.isEmpty ? closed.lowercased() : spans.map(hours).joined(separator: ", ")
    let subject = [prefix, days].compactMap(\.self).joined(separator: ", ")
    let capitalized = subject.prefix(1).uppercased() + subject.dropFirst()
    return language == .fr ? "\(capitalized)\u{A0}: \(hours)" : "\(capitalized): \(hours)"
  }

  /// Days of the week, Monday 0 … Sunday 6, ascending; three or more in a row become a range.
  func days(_ days: [Int]) -> String {
    if days.count == 7 { return language == .fr ? "tous les jours" : "every day" }
    return runs(of: days).map { run in
      let (first, last) = (name(run.lowerBound), name(run.upperBound))
      switch run.count {
      case 1: return first
      case 2: return "\(first), \(last)"
      default: return language == .fr ? "du \(first) au \(last)" : "\(first) to \(last)"
      }
    }.joined(separator: ", ")
  }

  /// Weeks given as bits 1 … 53.
  func weeks(_ weeks: UInt64) -> String {
    let odd: UInt64 = 0x002A_AAAA_AAAA_AAAA & OpeningHoursRule.allWeeks
    switch weeks {
    case odd: return language == .fr ? "semaines impaires" : "odd weeks"
    case OpeningHoursRule.allWeeks & ~odd:
      return language == .fr ? "semaines paires" : "even weeks"
    default:
      let numbers = (1...53).filter { weeks & 1 << UInt64($0) != 0 }
      let list = runs(of: numbers).map { run in
        switch run.count {
        case 1: "\(run.lowerBound)"
        case 2: "\(run.lowerBound), \(run.upperBound)"
        default: "\(run.lowerBound) \(language == .fr ? "à" : "to") \(run.upperBound)"
        }
      }.joined(separator: ", ")
      return "\(language == .fr ? "semaines" : "weeks") \(list)"
    }
  }

  private func hours(_ span: OpeningHoursRule.Span) -> String {
    if span == .day { return language == .fr ? "24\u{A0}h sur 24" : "24 hours" }
    let start = time(span.start)
    guard !span.hasOpenEnd else {
      return language == .fr ? "à partir de \(start)" : "from \(start)"
    }
    return "\(start) – \(time(span.end == 1_440 ? 1_440 : span.end % 1_440))"
  }

  private func time(_ minutes: Int) -> String {
    let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
    let padded = minute < 10 ? "0\(minute)" : "\(minute)"
    switch language {
    case .fr: return minute == 0 ? "\(hour)\u{A0}h" : "\(hour)\u{A0}h\u{A0}\(padded)"
    case .en: return "\(hour):\(padded)"
    }
  }

  private func name(_ weekday: Int) -> String {
    switch language {
    case .fr: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"][weekday]
    case .en:
      ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday]
    }
  }

  private func runs(of numbers: [Int]) -> [ClosedRange<Int>] {
    var runs: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = runs.last, last.upperBound + 1 == number {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    return runs
  }
}
