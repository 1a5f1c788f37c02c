import MaillageModel

/// The structures of a file while they are read, each identifier once.
struct Catalogue {
  private(set) var report: ImportReport
  private let text: SourceText
  private var drafts: [RecordConverter.Draft] = []

  init(source: String, text: SourceText) {
    report = ImportReport(source: source)
    self.text = text
  }

  /// Takes a record's structure, or its rejection, with what was noted about it.
  mutating func add(_ draft: RecordConverter.Draft?, rows: [ImportReport.Row]) {
    report.read += 1
    report.rows += rows
    if let draft { drafts.append(draft) } else { report.rejected += 1 }
  }

  /// Takes what concerns the file as a whole.
  mutating func note(_ notes: [ReaderNote]) {
    for note in notes {
      let (line, column) = text.position(of: note.offset)
      report.rows.append(
        ImportReport.Row(
          line: line, column: column, field: note.column, value: note.value, result: note.result,
          action: note.action, reason: note.reason))
    }
  }

  /// Notes what in a mapping has no effect.
  mutating func noteMapping(_ mapping: Mapping?, missing: [(field: String, column: String)]) {
    for (field, column) in missing {
      report.rows.append(
        ImportReport.Row(
          field: field, value: column, action: .notice,
          reason: LocalizedText(
            fr: "la correspondance nomme une colonne que le fichier n'a pas",
            en: "the mapping names a column that the file does not have")))
    }
    for (field, rule) in (mapping?.rules ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard case .choices(let choices) = rule else { continue }
      for exception in choices.flatMap(\.exceptions) where exception != exception.lowercased() {
        report.rows.append(
          ImportReport.Row(
            field: field, value: exception, action: .notice,
            reason: LocalizedText(
              fr: "« sauf » est comparé à un texte en minuscules : cette exception ne joue jamais",
              en: "\"sauf\" is compared with lower-case text: this exception never applies")))
      }
    }
  }

  /// Merges records of one identifier and closes the report.
  ///
  /// The first record of an identifier stays; the later ones fill its empty fields. An identifier
  /// that was made from a record's number never merges: it steps aside.
  consuming func finished() -> (structures: [Structure], report: ImportReport) {
    var structures: [Structure] = []
    structures.reserveCapacity(drafts.count)
    let ownIDs = Set(drafts.lazy.filter(\.hasOwnID).map(\.structure.id))
    var positions: [String: (index: Int, record: Int)] = [:]
    for draft in drafts {
      var structure = draft.structure
      while !draft.hasOwnID, ownIDs.contains(structure.id) { structure.id += "-bis" }
      if let first = positions[structure.id] {
        let outcome = structures[first.index].fill(from: structure)
        report.merged += 1
        report.rows.append(mergeRow(of: draft, into: first.record, outcome))
      } else {
        positions[structure.id] = (structures.count, draft.record)
        structures.append(structure)
      }
    }
    report.imported = structures.count
    // Rows of one record stay in the order in which they were noted.
    report.rows = report.rows.enumerated()
      .sorted { ($0.element.record, $0.offset) < ($1.element.record, $1.offset) }.map(\.element)
    return (structures, report)
  }

  private func mergeRow(
    of draft: RecordConverter.Draft, into record: Int, _ outcome: Structure.FillOutcome
  ) -> ImportReport.Row {
    let filled = outcome.filled.isEmpty ? "–" : outcome.filled.joined(separator: ", ")
    let left = outcome.left.isEmpty ? "–" : outcome.left.joined(separator: ", ")
    return ImportReport.Row(
      record: draft.record, line: text.position(of: draft.offset).line, column: 1, field: "id",
      value: draft.structure.id, action: .merged,
      reason: LocalizedText(
        fr: "même identifiant que l'enregistrement \(record) ; "
          + "champs complétés : \(filled) ; autres valeurs non reprises : \(left)",
        en: "same identifier as record \(record); fields filled: \(filled); "
          + "other values not taken: \(left)"))
  }
}

extension Structure {
  /// What became of another record's values, by field.
  fileprivate struct FillOutcome {
    var filled: [String] = []
    var left: [String] = []
  }

  /// Takes from another structure what this one lacks.
  fileprivate mutating func fill(from other: Structure) -> FillOutcome {
    var outcome = FillOutcome()
    if let position = other.coordinate, position != coordinate {
      if coordinate == nil || (isPositionApproximate && !other.isPositionApproximate) {
        coordinate = position
        isPositionApproximate = other.isPositionApproximate
        outcome.filled.append("latitude, longitude")
      } else {
        outcome.left.append("latitude, longitude")
      }
    }
    for (field, value) in other.values.sorted(by: { $0.key < $1.key }) {
      if let own = values[field] {
        if own != value { outcome.left.append(field) }
      } else {
        values[field] = value
        outcome.filled.append(field)
      }
    }
    unmapped.merge(other.unmapped) { own, _ in own }
    return outcome
  }
}
