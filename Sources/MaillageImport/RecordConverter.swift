import MaillageGeometry
import MaillageModel
import MaillageTerritories

/// Turns records into structures and notes what it did to them.
struct RecordConverter {
  /// A record that became a structure.
  struct Draft {
    var structure: Structure
    /// Whether the identifier was made from the record's number.
    var hasOwnID: Bool
    var record: Int
    var offset: Int
  }

  /// How a field's text becomes its value.
  enum Treatment {
    /// Read apart from the others, because they depend on each other.
    case apart
    case pivot, phone, emails, link, hours, summary, date, number, text, list
    case vocabulary(Vocabulary)
  }

  let source: String
  let text: SourceText
  let schema: Schema
  let mapping: Mapping?
  let gazetteer: Gazetteer?
  let extents: DepartementExtents?
  var positions: PositionReader
  private let treatments: [(field: Field, treatment: Treatment)]

  // What belongs to the record at hand.
  var plan: ColumnPlan
  var record = SourceRecord(number: 0, offset: 0)
  var rows: [ImportReport.Row] = []
  var values: [String: FieldValue] = [:]
  var unmapped: [String: String] = [:]
  /// The columns for which a choice held.
  var recognised: Set<Int> = []

  init(
    source: String, text: SourceText, schema: Schema, mapping: Mapping?, gazetteer: Gazetteer?,
    plan: ColumnPlan, crs: String?
  ) throws(ImportError) {
    self.source = source
    self.text = text
    self.schema = schema
    self.mapping = mapping
    self.gazetteer = gazetteer
    self.plan = plan
    extents = gazetteer.map(DepartementExtents.init)
    positions = try PositionReader(crs: crs, extents: extents)
    treatments = schema.fields.map { ($0, Self.treatment(of: $0)) }
  }

  private static func treatment(of field: Field) -> Treatment {
    switch field.name {
    case "id", "nom", "commune", "code_postal", "code_insee", "latitude", "longitude": return .apart
    case "pivot": return .pivot
    case "telephone": return .phone
    case "courriels": return .emails
    case "horaires": return .hours
    case "presentation_resume": return .summary
    default: break
    }
    switch field.kind {
    case .list: return field.terms.isEmpty ? .list : .vocabulary(Vocabulary(field))
    case .link, .image: return .link
    case .date: return .date
    case .number: return .number
    case .text: return field.terms.isEmpty ? .text : .vocabulary(Vocabulary(field))
    }
  }

  /// The structure of a record; `nil` when the record cannot be a place, which a row then says.
  ///
  /// The rows about the record replace those of the one before.
  mutating func draft(of record: SourceRecord) throws(ImportError) -> Draft? {
    self.record = record
    rows = []
    values = [:]
    unmapped = [:]
    recognised = []
    if let note = record.notes.first(where: { $0.action == .rejected }) {
      reject(note.reason, offset: note.offset)
      return nil
    }
    for note in record.notes { rows.append(row(of: note)) }
    guard let name = plainValue("nom") else {
      reject(LocalizedText(fr: "aucun nom", en: "no name"))
      return nil
    }
    set("nom", name)
    readAddress()
    guard let coordinate = try placed() else { return nil }
    for (field, treatment) in treatments { read(field, treatment) }
    keepUnmapped()
    noteMissingFields(hasPosition: coordinate.coordinate != nil)
    let (id, hasOwnID) = identifier()
    return Draft(
      structure: Structure(
        id: id, coordinate: coordinate.coordinate,
        isPositionApproximate: coordinate.isApproximate, values: values, unmapped: unmapped),
      hasOwnID: hasOwnID, record: record.number, offset: record.offset)
  }

  // MARK: Identity

  /// The identifier, and whether the record has one of its own.
  ///
  /// Only a mapping prefixes it with the source: columns of the standard keep what they say.
  private mutating func identifier() -> (id: String, isOwn: Bool) {
    let own = plainValue("id")
    if mapping == nil, let own { return (own, true) }
    let id = String("\(source)_\(own ?? "\(record.number - 1)")".map { $0.isWhitespace ? "-" : $0 })
    if mapping == nil {
      note(
        "id", Cell(text: "", offset: record.offset), result: id, .deduced,
        fr: "aucun identifiant ; il est fait de la source et du rang de la ligne",
        en: "no identifier; it is made of the source and the record's number")
    }
    return (id, own != nil)
  }

  // MARK: What no field takes

  private mutating func keepUnmapped() {
    for (column, name) in plan.unmapped {
      let cell = record.cell(column)
      if !cell.text.isEmpty { keepApart(name, cell.text) }
    }
    for (column, field) in plan.choosing where !recognised.contains(column) {
      let cell = record.cell(column)
      let tidied = cell.text.tidied
      guard !tidied.isEmpty, !tidied.isPlaceholder, !Self.negatives.contains(folded(tidied)) else {
        continue
      }
      let name = plan.keptName(of: column)
      keepApart(name, cell.text)
      note(
        field, cell, .unknown,
        fr: "aucune règle ne reconnaît ce que dit la colonne « \(name) » ; gardé à part",
        en: "no rule recognises what the column \"\(name)\" says; kept apart")
    }
  }

  /// What says only that nothing is to be chosen.
  private static let negatives: Set = ["non", "no", "faux", "false", "0"]

  /// Keeps a text beside the fields, under a name.
  mutating func keepApart(_ name: String, _ text: String) {
    guard let kept = unmapped[name] else {
      unmapped[name] = text
      return
    }
    if kept != text { unmapped[name] = "\(kept)|\(text)" }
  }

  private mutating func noteMissingFields(hasPosition: Bool) {
    for (field, _) in treatments
    where field.isRequired && field.name != "id" && values[field.name] == nil {
      note(
        field.name, Cell(text: "", offset: record.offset), .incomplete,
        fr: "champ obligatoire du standard, absent", en: "required by the standard, missing")
    }
    if !hasPosition {
      note(
        "latitude", Cell(text: "", offset: record.offset), .incomplete,
        fr: "aucune position : le lieu est dans les listes, pas sur la carte",
        en: "no position: the place is in lists, not on the map")
    }
  }

  // MARK: Notes

  /// Notes what was done to a value of a field.
  mutating func note(
    _ field: String, _ cell: Cell, result: String? = nil, _ action: ImportReport.Action,
    _ reason: LocalizedText
  ) {
    let (line, column) = text.position(of: cell.offset == 0 ? record.offset : cell.offset)
    rows.append(
      ImportReport.Row(
        record: record.number, line: line, column: column, field: field, value: cell.text,
        result: result, action: action, reason: reason))
  }

  /// Notes what was done to a value of a field.
  mutating func note(
    _ field: String, _ cell: Cell, result: String? = nil, _ action: ImportReport.Action,
    fr: String, en: String
  ) {
    note(field, cell, result: result, action, LocalizedText(fr: fr, en: en))
  }

  /// Forgets what was noted and says why the record is no place.
  mutating func reject(_ reason: LocalizedText, offset: Int? = nil, value: String = "") {
    rows = []
    note("", Cell(text: value, offset: offset ?? record.offset), .rejected, reason)
  }

  private func row(of note: ReaderNote) -> ImportReport.Row {
    let (line, column) = text.position(of: note.offset)
    return ImportReport.Row(
      record: record.number, line: line, column: column, field: note.column, value: note.value,
      result: note.result, action: note.action, reason: note.reason)
  }

  /// Sets a field's text.
  mutating func set(_ field: String, _ text: String) {
    values[field] = .text(text)
  }
}
