import MaillageModel

extension RecordConverter {
  /// Reads one field that stands for itself.
  mutating func read(_ field: Field, _ treatment: Treatment) {
    let name = field.name
    switch treatment {
    case .apart: break
    case .hours: readHours()
    case .vocabulary(let vocabulary): readVocabulary(vocabulary, field)
    case .list: readList(name)
    default:
      if case .choices(let choices)? = plan.origins[name] {
        // A plain field made by choices takes the first that holds.
        if let value = chosen(choices, name).first { set(name, value) }
      } else if let cell = tidyCell(name) {
        readCell(cell, name, treatment)
      } else if name == "source" {
        set(name, source)
      }
    }
  }

  private mutating func readCell(_ cell: Cell, _ name: String, _ treatment: Treatment) {
    switch treatment {
    case .pivot: keep(Self.pivot(cell.text), of: cell, in: name)
    case .phone:
      keep(
        PhoneNumber.normalised(cell.text, postalCode: text("code_postal")), of: cell, in: name)
    case .emails: readEmails(cell)
    case .link: readLink(cell, name)
    case .date: keep(DateText.normalised(cell.text), of: cell, in: name)
    case .summary: readSummary(cell)
    case .number:
      if let number = DecimalText.number(cell.text) {
        values[name] = .number(number)
      } else {
        keep(.dropped(fr: "ce n'est pas un nombre", en: "not a number"), of: cell, in: name)
      }
    default: if values[name] == nil { set(name, cell.text) }
    }
  }

  private static func pivot(_ text: String) -> Normalised {
    let plain = String(text.filter { !$0.isWhitespace && $0 != "." && $0 != "-" })
    let isValid =
      (9...14).contains(plain.utf8.count)
      && plain.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
      }
    guard isValid else {
      return .dropped(fr: "ni SIRET, ni RNA, ni RIDET", en: "neither SIRET, RNA nor RIDET")
    }
    return plain == text
      ? .unchanged(text)
      : .changed(
        plain, .normalised, fr: "espaces et points ôtés du numéro",
        en: "blanks and points taken out of the number")
  }

  private mutating func readEmails(_ cell: Cell) {
    if let addresses = EmailAddress.addresses(in: cell.text) {
      let joined = addresses.joined(separator: "|")
      if joined != cell.text {
        note(
          "courriels", cell, result: joined, .normalised,
          fr: "adresses en minuscules, jointes par |",
          en: "addresses in lower case, joined by |")
      }
      values["courriels"] = .list(addresses)
      return
    }
    if let links = WebAddress.addresses(in: cell.text), !cell.text.contains("@") {
      let joined = links.joined(separator: "|")
      let isFree = rawCell("site_web").map { $0.text.tidied.isEmpty } ?? true
      if isFree { set("site_web", joined) } else { keepApart("courriels", cell.text) }
      note(
        "courriels", cell, result: isFree ? joined : nil, isFree ? .repaired : .dropped,
        fr: isFree
          ? "adresse web dans la colonne des courriels ; elle passe dans site_web"
          : "adresse web dans la colonne des courriels",
        en: isFree
          ? "web address in the e-mail column; it moves to site_web"
          : "web address in the e-mail column")
      return
    }
    keep(
      .dropped(fr: "ce n'est pas une adresse de courriel", en: "not an e-mail address"), of: cell,
      in: "courriels")
  }

  private mutating func readLink(_ cell: Cell, _ name: String) {
    guard let links = WebAddress.addresses(in: cell.text) else {
      keep(
        .dropped(fr: "ce n'est pas une adresse web", en: "not a web address"), of: cell, in: name)
      return
    }
    let joined = links.joined(separator: "|")
    keep(
      joined == cell.text
        ? .unchanged(joined)
        : .changed(joined, .repaired, fr: "adresse web complétée", en: "web address completed"),
      of: cell, in: name)
  }

  /// A summary that is too long is the description where there is none, else it is kept apart.
  private mutating func readSummary(_ cell: Cell) {
    guard cell.text.unicodeScalars.count > 280 else {
      set("presentation_resume", cell.text)
      return
    }
    let isFree = rawCell("presentation_detail").map { $0.text.tidied.isEmpty } ?? true
    if isFree {
      set("presentation_detail", cell.text)
    } else {
      keepApart("presentation_resume", cell.text)
    }
    note(
      "presentation_resume", cell, isFree ? .repaired : .dropped,
      fr: isFree
        ? "plus de 280 caractères ; le texte passe dans presentation_detail"
        : "plus de 280 caractères, et presentation_detail est déjà rempli",
      en: isFree
        ? "over 280 characters; the text moves to presentation_detail"
        : "over 280 characters, and presentation_detail is already filled")
  }

  // MARK: Lists

  private mutating func readList(_ name: String) {
    var items: [String] = []
    if case .choices(let choices)? = plan.origins[name] {
      items = chosen(choices, name).flatMap { $0.tidied.listItems }
    } else if let cell = tidyCell(name) {
      items = cell.text.listItems
    }
    // The label of a zoning that no longer exists (mednum-cli drops it too).
    if name == "autres_formations_labels" { items.removeAll { $0.lowercased() == "zrr" } }
    add(items, to: name)
  }

  private mutating func readVocabulary(_ vocabulary: Vocabulary, _ field: Field) {
    let name = field.name
    var cell = Cell(text: "", offset: record.offset)
    var items: [String] = []
    if case .choices(let choices)? = plan.origins[name] {
      items = chosen(choices, name)
    } else if let found = tidyCell(name) {
      cell = found
      // A value may itself hold a separator.
      items = vocabulary.holds(found.text) ? [found.text] : found.text.listItems
    }
    guard !items.isEmpty else { return }
    var older: [String] = []
    var translated: [String] = []
    var unknown: [String] = []
    for item in items {
      switch vocabulary.meaning(of: item) {
      case .exact(let value): add([value], to: name)
      case .certain(let targets):
        older.append(item)
        for target in targets {
          add([target.value], to: target.field)
          if !translated.contains(target.value) { translated.append(target.value) }
        }
      case .unknown: if !unknown.contains(item) { unknown.append(item) }
      }
    }
    if !older.isEmpty {
      note(
        name, Cell(text: older.joined(separator: "|"), offset: cell.offset),
        result: translated.joined(separator: "|"), .repaired,
        fr: "termes anciens ou mal écrits, remplacés par ceux du vocabulaire",
        en: "older or misspelt terms, replaced by those of the vocabulary")
    }
    if !unknown.isEmpty {
      let joined = unknown.joined(separator: "|")
      keepApart(name, joined)
      note(
        name, Cell(text: joined, offset: cell.offset), .unknown,
        fr: "hors du vocabulaire, gardé à part", en: "outside the vocabulary, kept apart")
    }
    if field.kind == .text, let first = values[name]?.items.first { set(name, first) }
  }

  /// Adds items to a list, each once.
  private mutating func add(_ items: [String], to name: String) {
    guard !items.isEmpty else { return }
    var list = values[name]?.items ?? []
    for item in items where !list.contains(item) { list.append(item) }
    values[name] = .list(list)
  }

  /// The values of the choices that hold for the record, in the mapping's order.
  private mutating func chosen(_ choices: [ColumnPlan.Choice], _ name: String) -> [String] {
    var result: [String] = []
    for choice in choices {
      let rule = choice.rule
      if rule.columns.isEmpty {
        // As in mednum-cli: without columns a value always holds, except in these fields.
        let always =
          name.hasPrefix("modalites_") ? false : name == "itinerance" ? rule.terms.isEmpty : true
        if always, let target = rule.target { result.append(target) }
        continue
      }
      for column in choice.columns {
        let text = record.cell(column).text
        guard Self.holds(rule, for: text) else { continue }
        recognised.insert(column)
        if let target = rule.target {
          result.append(target)
        } else {
          result += text.split(separator: "|").map { String($0).tidied }
        }
      }
    }
    var seen: Set<String> = []
    return result.filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  private static func holds(_ rule: Mapping.Choice, for text: String) -> Bool {
    guard !text.isEmpty else { return false }
    let lower = text.lowercased()
    let isFound =
      rule.terms.isEmpty
      ? !(text.tidied.isEmpty || (text.isPlaceholder && lower != "x"))
      : rule.terms.contains { lower.contains($0) }
    return isFound && !rule.exceptions.contains { lower.contains($0) }
  }
}
