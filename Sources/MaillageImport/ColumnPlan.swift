import MaillageModel

/// Which columns each field is read from.
struct ColumnPlan {
  /// Where a field's value comes from, columns by index.
  enum Origin {
    case columns([Int])
    /// All columns, each with items of a list.
    case items([Int])
    case joined([Int], separator: String, fallback: [Int])
    case part(of: Int, separator: String, index: Int)
    case constant(String)
    case choices([Choice])
  }

  struct Choice {
    var rule: Mapping.Choice
    var columns: [Int]
  }

  struct Hours {
    var osm: Int?
    var days: [(columns: [Int], day: Weekday)] = []
    var week: Int?
  }

  /// By field name.
  private(set) var origins: [String: Origin] = [:]
  private(set) var hours: Hours?
  private(set) var weekColumn: Int?
  /// Columns that no field takes, under the names they are kept by.
  private(set) var unmapped: [(column: Int, name: String)] = []
  /// Columns that only choices are read from, with the first field that has such choices.
  private(set) var choosing: [(column: Int, field: String)] = []
  /// The column that marks a commune's position, as our own JSON has it.
  private(set) var approximate: Int?
  /// Columns that the mapping names and the file lacks, by field.
  private(set) var missing: [(field: String, column: String)] = []
  /// How many columns the plan knows; a reader that has met more needs a new plan.
  let columnCount: Int

  private let names: [String]
  private var positions: [String: Int]
  private var used: Set<Int> = []

  /// Plans the reading of columns, by a mapping or by their own names.
  init(columns: [String], schema: Schema, mapping: Mapping?) {
    columnCount = columns.count
    names = columns
    positions = Dictionary(
      columns.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    if let mapping {
      plan(mapping)
      // A hub's own fields may also stand in the list under their names.
      let own = schema.fields.filter { Schema.standard.field($0.name) == nil }
      planByName(columns, fields: own)
    } else {
      planByName(columns, fields: schema.fields)
    }
    for index in columns.indices where !used.contains(index) {
      unmapped.append((index, keptName(of: index)))
    }
    findChoosing()
  }

  /// The name by which what a column holds is kept beside the fields.
  func keptName(of column: Int) -> String {
    let name = names[column]
    let prefix = Self.originPrefix
    return name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
  }

  /// What our exports put before the name of a column that no field takes but that is called like one.
  static let originPrefix = "origine:"
  /// The column of our exports that tells a commune's position from a place's.
  static let approximateColumn = "position_approximative"

  // MARK: By the columns' names

  private mutating func planByName(_ columns: [String], fields: [Field]) {
    var exact: [String: Field] = [:]
    var folded: [String: Field] = [:]
    for field in fields {
      exact[field.name] = field
      folded[MaillageModel.folded(field.name)] = field
    }
    for (older, name) in Mapping.olderNames where exact[older] == nil {
      exact[older] = exact[name]
    }
    var taken: [String: [Int]] = [:]
    for pass in 0...1 {
      for (index, column) in columns.enumerated() where !used.contains(index) {
        let name = Self.baseName(of: column)
        if name == Self.approximateColumn {
          approximate = index
          used.insert(index)
          continue
        }
        let field = pass == 0 ? exact[name] : folded[MaillageModel.folded(name)]
        // A column that only resembles a field's name does not compete with one that has it.
        guard let field, origins[field.name] == nil else { continue }
        taken[field.name, default: []].append(index)
        used.insert(index)
      }
      for (name, indexes) in taken {
        guard let field = exact[name] else { continue }
        origins[name] = field.kind == .list ? .items(indexes) : .columns(indexes)
      }
      taken = [:]
    }
  }

  /// A column's name without the number of an array's element and the prefix of GeoJSON properties.
  private static func baseName(of column: String) -> String {
    var name = Substring(column)
    if name.hasPrefix("properties.") { name = name.dropFirst("properties.".count) }
    if let dot = name.lastIndex(of: "."), dot > name.startIndex,
      name[dot...].dropFirst().allSatisfy(\.isNumber), name[dot...].count > 1
    {
      name = name[..<dot]
    }
    return String(name)
  }

  // MARK: By a mapping

  private mutating func plan(_ mapping: Mapping) {
    for (field, rule) in mapping.rules.sorted(by: { $0.key < $1.key }) {
      origins[field] =
        switch rule {
        case .columns(let names): .columns(indexes(names, field))
        case .joined(let names, let separator, let fallback):
          .joined(indexes(names, field), separator: separator, fallback: indexes(fallback, field))
        case .part(let name, let separator, let index):
          if let column = self.index(of: name, for: field) {
            .part(of: column, separator: separator, index: index)
          } else {
            .columns([])
          }
        case .constant(let value): .constant(value)
        case .choices(let choices):
          .choices(choices.map { Choice(rule: $0, columns: indexes($0.columns, field)) })
        }
    }
    if let rule = mapping.hours {
      hours = Hours(
        osm: rule.osm.flatMap { index(of: $0, for: "horaires") },
        days: rule.days.map { (indexes($0.columns, "horaires"), $0.day) },
        week: rule.week.flatMap { index(of: $0, for: "horaires") })
    }
    weekColumn = mapping.weekColumn.flatMap { index(of: $0, for: "semaine_ouverture") }
  }

  private mutating func findChoosing() {
    var fields: [Int: String] = [:]
    var others = Set([hours?.osm, hours?.week, weekColumn, approximate].compactMap { $0 })
    others.formUnion(hours?.days.flatMap(\.columns) ?? [])
    for (field, origin) in origins.sorted(by: { $0.key < $1.key }) {
      switch origin {
      case .columns(let columns), .items(let columns): others.formUnion(columns)
      case .joined(let columns, _, let fallback): others.formUnion(columns + fallback)
      case .part(let column, _, _): others.insert(column)
      case .constant: break
      case .choices(let choices):
        for column in choices.flatMap(\.columns) where fields[column] == nil {
          fields[column] = field
        }
      }
    }
    choosing = fields.filter { !others.contains($0.key) }.sorted { $0.key < $1.key }
      .map { ($0.key, $0.value) }
  }

  private mutating func indexes(_ names: [String], _ field: String) -> [Int] {
    names.compactMap { index(of: $0, for: field) }
  }

  private mutating func index(of name: String, for field: String) -> Int? {
    guard !name.isEmpty else { return nil }
    // mednum-cli reads GeoJSON features as objects: its files say "properties.nom".
    let plain = name.hasPrefix("properties.") ? String(name.dropFirst("properties.".count)) : name
    guard let index = positions[name] ?? positions[name.tidied] ?? positions[plain] else {
      if !missing.contains(where: { $0 == (field, name) }) { missing.append((field, name)) }
      return nil
    }
    used.insert(index)
    return index
  }
}
