public import Foundation

/// Which structures an answer is about: the same question on tiles, API, pages and command line.
///
/// Values of one facet are alternatives; facets, opening and text must all hold.
public struct Filter: Hashable, Sendable {
  /// The most values one facet takes.
  public static let maximumValues = 200
  /// The most characters a value or a searched text has.
  public static let maximumLength = 200

  /// The accepted values by facet name; a facet without values is no condition.
  public var choices: [String: Set<String>] = [:]
  /// The instant at which the structure must be open.
  public var open: Date?
  /// Words that must all occur in the structure's public texts, whatever their case and accents.
  public var text: String? {
    didSet { words = text.map(searchWords) ?? [] }
  }
  /// The fields in which ``text`` is looked for.
  public var searchedFields: [String]

  private var words: [String] = []

  /// Creates a filter that every structure matches.
  public init(searchedFields: [String] = Schema.standard.searchableFields) {
    self.searchedFields = searchedFields
  }

  /// Whether every structure matches.
  public var isEmpty: Bool {
    open == nil && words.isEmpty && choices.values.allSatisfy(\.isEmpty)
  }

  /// Whether a structure is among those asked for.
  ///
  /// - Parameters:
  ///   - structure: The structure in question.
  ///   - timeZone: The zone whose clocks its opening hours follow.
  /// - Returns: Whether facets, opening and text all hold.
  /// - Complexity: proportional to the values of the chosen facets, and with a text to the length
  ///   of the searched fields.
  public func matches(_ structure: Structure, timeZone: TimeZone) -> Bool {
    for (facet, accepted) in choices where !accepted.isEmpty {
      guard structure.has(anyOf: accepted, in: facet) else { return false }
    }
    if let open {
      guard let hours = structure.text("horaires").flatMap(OpeningHours.init),
        hours.isOpen(at: open, in: timeZone)
      else { return false }
    }
    return hasSearchedWords(structure)
  }

  /// The distinct words of ``text``, folded; none when nothing is searched.
  package var searchedWords: [String] { words }

  /// Whether a structure's searched fields hold all words of ``text``, as ``matches(_:timeZone:)``
  /// decides it.
  package func hasSearchedWords(_ structure: Structure) -> Bool {
    words.isEmpty || containsWords(structure)
  }

  /// Whether a structure has one of the values chosen for a facet, as ``matches(_:timeZone:)``
  /// decides it; a facet without values is no condition.
  package func hasChosenValue(_ structure: Structure, in facet: String) -> Bool {
    guard let accepted = choices[facet], !accepted.isEmpty else { return true }
    return structure.has(anyOf: accepted, in: facet)
  }

  /// The filter as one text: equal for filters that ask the same, different otherwise.
  ///
  /// Facets and values stand in byte order, escaped, so that the text can be a cache key and part
  /// of a digest.
  public var canonicalKey: String {
    var parts: [String] = []
    for (facet, accepted) in choices where !accepted.isEmpty {
      let values = accepted.map(escaped).sorted(by: precedesInBytes)
      parts.append("\(escaped(facet))=\(values.joined(separator: ","))")
    }
    parts.sort(by: precedesInBytes)
    if let open {
      parts.append("@open=\(Int((open.timeIntervalSince1970 / 60).rounded(.down)))")
    }
    if !words.isEmpty {
      parts.append("@q=\(Set(words).sorted(by: precedesInBytes).joined(separator: ","))")
    }
    return parts.joined(separator: "&")
  }

  private func containsWords(_ structure: Structure) -> Bool {
    var missing = words
    for field in searchedFields {
      for item in structure.list(field) {
        let text = folded(item)
        missing.removeAll { text.contains($0) }
        if missing.isEmpty { return true }
      }
    }
    return false
  }
}

extension Structure {
  /// Whether a field holds one of the values.
  fileprivate func has(anyOf accepted: Set<String>, in field: String) -> Bool {
    switch values[field] {
    case nil: false
    case .list(let items): items.contains(where: accepted.contains)
    case .some(let value): value.items.contains(where: accepted.contains)
    }
  }
}

/// Percent-escapes what separates the parts of a key; composed first, because Swift compares texts
/// by canonical equivalence.
private func escaped(_ text: String) -> String {
  var result = ""
  for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
    switch scalar {
    case "%": result += "%25"
    case ",": result += "%2C"
    case "&": result += "%26"
    case "=": result += "%3D"
    case "@": result += "%40"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

private func precedesInBytes(_ first: String, _ second: String) -> Bool {
  first.utf8.lexicographicallyPrecedes(second.utf8)
}
