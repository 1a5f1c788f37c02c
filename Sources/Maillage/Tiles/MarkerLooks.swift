import MaillageModel

/// Which marker of a style a structure has, found by one look into a table.
struct MarkerLooks: Sendable {
  /// The markers; the last is that of structures no other one fits.
  let symbols: [Style.PlaceSymbol]
  private let field: String
  private let places: [String: UInt8]

  init(_ style: Style.PlaceStyle) {
    symbols = Array(style.symbols.prefix(254)) + [style.fallback]
    field = style.field
    places = Dictionary(
      symbols.enumerated().flatMap { index, symbol in symbol.values.map { ($0, UInt8(index)) } },
      uniquingKeysWith: min)
  }

  /// Stands for a small dot in place of a marker.
  static let dot = UInt8.max

  /// The marker of structures whose field is empty or unknown.
  var fallback: UInt8 { UInt8(symbols.count - 1) }

  /// The place of a structure's marker in ``symbols``: the first that one of its values has.
  func look(of structure: Structure) -> UInt8 {
    switch structure.values[field] {
    case .text(let text): places[text] ?? fallback
    case .list(let items): items.reduce(fallback) { min($0, places[$1] ?? fallback) }
    case .number, nil: fallback
    }
  }
}
