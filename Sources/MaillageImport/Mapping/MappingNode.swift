import MaillageModel

/// A value of a mapping file with the key it stands under, so that every complaint names it.
struct MappingNode {
  let fileName: String
  let key: String
  let node: JSONNode

  func error(fr: String, en: String) -> MappingError {
    MappingError(fileName: fileName, key: key, reason: LocalizedText(fr: fr, en: en))
  }

  var isArray: Bool { node.elements != nil }

  private func child(_ node: JSONNode, _ name: String) -> MappingNode {
    MappingNode(fileName: fileName, key: key.isEmpty ? name : "\(key).\(name)", node: node)
  }

  /// The members of an object, in the file's order.
  func members() throws(MappingError) -> [(key: String, node: MappingNode)] {
    guard case .object(let members) = node.value else {
      throw error(fr: "un objet est attendu", en: "expected an object")
    }
    var seen: Set<String> = []
    for member in members where !seen.insert(member.key).inserted {
      throw child(member.node, member.key).error(fr: "clé répétée", en: "repeated key")
    }
    return members.map { ($0.key, child($0.node, $0.key)) }
  }

  /// The members of an object that may only have these keys.
  func members(among known: [String]) throws(MappingError) -> [String: MappingNode] {
    let members = try members()
    if let member = members.first(where: { !known.contains($0.key) }) {
      let list = known.joined(separator: ", ")
      throw member.node.error(
        fr: "clé inconnue ; clés possibles : \(list)", en: "unknown key; possible keys: \(list)")
    }
    return Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.node) })
  }

  func elements() throws(MappingError) -> [MappingNode] {
    guard let elements = node.elements else {
      throw error(fr: "un tableau est attendu", en: "expected an array")
    }
    return elements.enumerated().map { index, element in
      MappingNode(fileName: fileName, key: "\(key)[\(index)]", node: element)
    }
  }

  func string() throws(MappingError) -> String {
    guard let text = node.string else {
      throw error(fr: "un texte est attendu", en: "expected a text")
    }
    return text
  }

  /// A text, or an array of texts.
  func strings() throws(MappingError) -> [String] {
    guard isArray else { return [try string()] }
    var strings: [String] = []
    for element in try elements() { strings.append(try element.string()) }
    return strings
  }
}

extension MappingNode {
  /// What a plain field is made of.
  func rule() throws(MappingError) -> Mapping.Rule {
    let members = try members(among: ["colonne", "joindre", "dissocier", "valeur"])
    guard members.count == 1 else {
      throw error(
        fr: "une seule des clés colonne, joindre, dissocier et valeur est attendue",
        en: "expected exactly one of the keys colonne, joindre, dissocier and valeur")
    }
    if let columns = members["colonne"] { return .columns(try columns.columnNames()) }
    if let value = members["valeur"] { return .constant(try value.string()) }
    if let joined = members["joindre"] {
      let parts = try joined.members(among: ["colonnes", "séparateur", "ou"])
      guard let columns = parts["colonnes"] else { throw joined.missing("colonnes") }
      return .joined(
        try columns.columnNames(), separator: try parts["séparateur"]?.string() ?? " ",
        fallback: try parts["ou"]?.members(among: ["colonne"])["colonne"]?.columnNames() ?? [])
    }
    guard let split = members["dissocier"] else { throw missing("colonne") }
    let parts = try split.members(among: ["colonne", "séparateur", "partie"])
    guard let column = parts["colonne"] else { throw split.missing("colonne") }
    guard let part = parts["partie"] else { throw split.missing("partie") }
    guard case .number(let text) = part.node.value, let index = Int(text), index >= 0 else {
      throw part.error(fr: "un entier à partir de 0 est attendu", en: "expected an integer from 0")
    }
    return .part(
      of: try column.string(), separator: try parts["séparateur"]?.string() ?? ",", index: index)
  }

  /// The values of a list field, and when they hold.
  func choices(of field: String) throws(MappingError) -> [Mapping.Choice] {
    var choices: [Mapping.Choice] = []
    for element in try elements() {
      let members = try element.members(among: ["colonnes", "termes", "sauf", "cible"])
      let choice = Mapping.Choice(
        columns: try members["colonnes"]?.columnNames() ?? [],
        terms: try members["termes"]?.strings().map { $0.lowercased() } ?? [],
        exceptions: try members["sauf"]?.strings() ?? [], target: try members["cible"]?.string())
      if choice.target == nil, choice.columns.isEmpty { throw element.missing("cible") }
      choices.append(choice)
    }
    return choices
  }

  /// Where the opening hours come from.
  func hours() throws(MappingError) -> Mapping.HoursRule {
    let members = try members(among: ["osm", "jours", "semaine"])
    var rule = Mapping.HoursRule(
      osm: try members["osm"]?.string(), week: try members["semaine"]?.string())
    for element in try members["jours"]?.elements() ?? [] {
      let day = try element.members(among: ["colonne", "osm"])
      guard let column = day["colonne"] else { throw element.missing("colonne") }
      guard let code = day["osm"] else { throw element.missing("osm") }
      guard let weekday = Weekday(code: try code.string()) else {
        throw code.error(
          fr: "un jour parmi Mo, Tu, We, Th, Fr, Sa, Su est attendu",
          en: "expected one of the days Mo, Tu, We, Th, Fr, Sa, Su")
      }
      rule.days.append(.init(columns: try column.columnNames(), day: weekday))
    }
    return rule
  }

  /// Column names; an empty name, as some files have, stands for no column.
  private func columnNames() throws(MappingError) -> [String] {
    try strings().filter { !$0.isEmpty }
  }

  private func missing(_ name: String) -> MappingError {
    error(fr: "la clé « \(name) » manque", en: "the key \"\(name)\" is missing")
  }
}
