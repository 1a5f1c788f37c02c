/// Writes a count short enough for a disc, as the French do: `950`, `1,2 k`, `15 k`, `1,2 M`.
///
/// Rounded down, so that a disc never claims more than there is; the space is a narrow no-break one.
func abbreviatedCount(_ count: Int) -> String {
  func scaled(_ unit: Int, _ letter: String) -> String {
    let tenths = count / (unit / 10)
    return tenths < 100 && tenths % 10 != 0
      ? "\(tenths / 10),\(tenths % 10)\u{202F}\(letter)" : "\(tenths / 10)\u{202F}\(letter)"
  }
  return switch count {
  case ..<1_000: "\(count)"
  case ..<1_000_000: scaled(1_000, "k")
  default: scaled(1_000_000, "M")
  }
}
