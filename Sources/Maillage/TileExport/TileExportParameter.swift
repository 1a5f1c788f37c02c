/// One of the things that decide the tiles of an export, so that only the same export goes on.
public struct TileExportParameter: Hashable, Sendable {
  /// What it is called in messages.
  public let name: String
  /// Its value; equal values give equal tiles.
  public let value: String

  /// Names a value; both are one line.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// The parameters as text, one a line.
  static func text(_ parameters: [TileExportParameter]) -> String {
    parameters.map { "\($0.name)=\($0.value)\n" }.joined()
  }

  /// The names of the parameters that differ between two texts, in their order.
  static func differences(_ one: String, _ other: String) -> [String] {
    let (one, other) = (lines(one), lines(other))
    var names: [String] = []
    for line in one + other where !(one.contains(line) && other.contains(line)) {
      let name = String(line.prefix { $0 != "=" })
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  private static func lines(_ text: String) -> [Substring] { text.split(separator: "\n") }
}
