import MaillageModel

/// A field's closed vocabulary, found again behind older names and small differences of spelling.
struct Vocabulary {
  /// What an item of a list means.
  enum Meaning {
    /// A value of the vocabulary, exactly.
    case exact(String)
    /// Values of this or another field's vocabulary that the item certainly means.
    case certain([Target])
    /// Nothing that is certain.
    case unknown
  }

  /// A value under a field.
  struct Target: Hashable {
    var field: String
    var value: String
  }

  /// The field's name.
  let field: String
  private let exact: Set<String>
  private let folded: [String: [Target]]

  /// Creates the vocabulary of a field that has terms.
  init(_ field: Field) {
    let name = field.name
    self.field = name
    exact = Set(field.terms.map(\.value))
    var folded: [String: [Target]] = [:]
    for (older, targets) in OlderTerms.byField[name] ?? [:] {
      folded[MaillageModel.folded(older)] = targets.map { target in
        Target(field: target.field ?? name, value: target.value)
      }
    }
    // A label means its value ("Médiathèque" does not: labels are compared whole).
    for term in field.terms {
      for text in [term.label.fr, term.value] {
        folded[MaillageModel.folded(text)] = [Target(field: name, value: term.value)]
      }
    }
    self.folded = folded
  }

  /// Whether an item is a value of the vocabulary, exactly.
  func holds(_ item: String) -> Bool { exact.contains(item) }

  /// What an item means.
  func meaning(of item: String) -> Meaning {
    if exact.contains(item) { return .exact(item) }
    if let targets = folded[MaillageModel.folded(item)] { return .certain(targets) }
    return .unknown
  }
}
