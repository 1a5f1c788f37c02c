import Foundation

/// The rooms of the package and the arrows between them: which room may import which.
///
/// The compiler accepts an import that a dependency happens to bring along, so the rule is kept
/// by reading the `import` lines.
struct Layering {
  /// The rooms, lowest first, each with those it is built on.
  let rows: [(room: String, builtOn: [String])]

  /// For each room the rooms that it may import: those it is built on, and what these may import.
  let allowed: [String: Set<String>]

  /// The picture of the architecture page.
  static let maillage = Layering(rows: [
    ("CFreeType", []),
    ("CISAL", []),
    ("CPNG", []),
    ("CPROJ", []),
    ("CSQLite", []),
    ("CXXHash", []),
    ("CZlib", []),
    ("MaillageGeometry", []),
    ("MaillageIndex", ["MaillageGeometry"]),
    ("MaillageRaster", ["MaillageGeometry", "CISAL", "CFreeType"]),
    ("MaillageModel", ["MaillageGeometry"]),
    ("MaillageTerritories", ["MaillageGeometry"]),
    (
      "Maillage",
      [
        "MaillageIndex", "MaillageRaster", "MaillageModel", "MaillageTerritories", "CSQLite",
        "CXXHash", "CZlib",
      ]
    ),
    ("MaillageImport", ["MaillageModel", "MaillageIndex", "MaillageTerritories", "CPROJ"]),
    ("MaillageStore", ["MaillageModel"]),
    ("MaillageServer", ["Maillage", "MaillageImport", "MaillageStore"]),
    ("MaillageCLI", ["MaillageServer"]),
  ])

  init(rows: [(room: String, builtOn: [String])]) {
    self.rows = rows
    allowed = rows.reduce(into: [:]) { allowed, row in
      allowed[row.room] = row.builtOn.reduce(into: Set(row.builtOn)) { reached, room in
        reached.formUnion(allowed[room] ?? [])
      }
    }
  }

  /// What is wrong with the imports of one file of a room, a sentence for each.
  func violations(in source: String, of room: String, file: String) -> [String] {
    guard let mayImport = allowed[room] else {
      return ["\(file): the room \(room) is not in the table of rooms."]
    }
    return Self.importedModules(in: source).compactMap { line, module in
      guard allowed[module] != nil, module != room, !mayImport.contains(module) else { return nil }
      return "\(file):\(line): \(room) may not import \(module)."
    }
  }

  /// The modules named by the `import` lines of a Swift file, with their line numbers.
  static func importedModules(in source: String) -> [(line: Int, module: String)] {
    let declaration =
      #/^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:\w+\s+)?import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)/#
    return source.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .compactMap { index, line in
        line.firstMatch(of: declaration).map { (index + 1, String($0.output.1)) }
      }
  }
}
