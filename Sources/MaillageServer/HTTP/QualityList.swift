/// The values of an `Accept-…` header with their weights (RFC 9110, section 12.4.2).
struct QualityList {
  /// The values in lower case with weights 0 … 1, in the header's order.
  let entries: [(value: String, weight: Double)]

  /// Reads a header; what cannot be read is left out.
  init(_ header: String) {
    entries = header.split(separator: ",").prefix(64).compactMap { part in
      let pieces = part.split(separator: ";").map { $0.trimmingSpaces().lowercased() }
      guard let value = pieces.first, !value.isEmpty else { return nil }
      guard let weight = pieces.dropFirst().first(where: { $0.hasPrefix("q=") }) else {
        return (value, 1)
      }
      guard let number = Double(weight.dropFirst(2)), (0...1).contains(number) else { return nil }
      return (value, number)
    }
  }

  /// The weight of the first entry that satisfies a condition; `nil` when none does.
  func weight(where matches: (String) -> Bool) -> Double? {
    entries.first { matches($0.value) }?.weight
  }

  /// The offer with the greatest weight above zero, the earlier one in a tie; `nil` when none.
  func best<Offer>(of offers: [Offer], matches: (String, Offer) -> Bool) -> Offer? {
    var best: (offer: Offer, weight: Double)?
    for offer in offers {
      guard let weight = weight(where: { matches($0, offer) }), weight > 0 else { continue }
      if let known = best, known.weight >= weight { continue }
      best = (offer, weight)
    }
    return best?.offer
  }
}

extension StringProtocol {
  /// The text without spaces and tabs at its ends, as HTTP lists allow them.
  func trimmingSpaces() -> String {
    var rest = self[...]
    while let first = rest.first, first == " " || first == "\t" { rest = rest.dropFirst() }
    while let last = rest.last, last == " " || last == "\t" { rest = rest.dropLast() }
    return String(rest)
  }
}
