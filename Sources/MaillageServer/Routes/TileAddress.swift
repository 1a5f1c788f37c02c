import HTTPTypes
import Maillage
import MaillageGeometry

/// A tile as a URL names it: `z/x/y.png`, `z/x/y@2x.png`, `z/x/y@3x.png`.
struct TileAddress: Hashable {
  /// The tile.
  let tile: Tile
  /// Device pixels per CSS pixel, 1 … 3.
  let scale: Int

  /// The zooms tiles are served for.
  static let zooms = Tileset.zooms

  /// Reads the three last parts of a path, still percent-encoded: only plain digits are accepted.
  ///
  /// - Parameters:
  ///   - zoom: The level.
  ///   - column: The column from the west.
  ///   - file: The row from the north, the scale and `.png`.
  /// - Throws: A ``Problem`` with status 400 when a number is not made of digits, 404 when the tile
  ///   lies outside the pyramid or no such picture is offered.
  init(zoom: String, column: String, file: String) throws(Problem) {
    guard file.hasSuffix(".png") else { throw Self.noSuchPicture(file) }
    let parts = file.dropLast(4).split(separator: "@", omittingEmptySubsequences: false)
    switch parts.dropFirst().joined(separator: "@") {
    case "" where parts.count == 1: scale = 1
    case "2x": scale = 2
    case "3x": scale = 3
    default: throw Self.noSuchPicture(file)
    }
    let level = try Self.number(zoom, name: "z")
    let x = try Self.number(column, name: "x")
    let y = try Self.number(String(parts[0]), name: "y")
    guard Self.zooms.contains(level) else { throw Self.outside() }
    let last = (1 << level) - 1
    guard let tile = Tile(zoom: level, x: x, y: y) else {
      throw Problem(
        parameter: x > last ? "x" : "y", status: .notFound,
        fr: "au zoom \(level), les nombres vont de 0 à \(last) ; "
          + "les zooms vont de \(Self.zooms.lowerBound) à \(Self.zooms.upperBound).",
        en: "at zoom \(level), numbers go from 0 to \(last); "
          + "zooms go from \(Self.zooms.lowerBound) to \(Self.zooms.upperBound).")
    }
    self.tile = tile
  }

  /// The problem of a zoom that no tile has.
  static func outside() -> Problem {
    Problem(
      parameter: "z", status: .notFound,
      fr: "les zooms vont de \(zooms.lowerBound) à \(zooms.upperBound).",
      en: "zooms go from \(zooms.lowerBound) to \(zooms.upperBound).")
  }

  /// A number made of digits; those too long for any tile become a value outside every pyramid.
  private static func number(_ text: String, name: String) throws(Problem) -> Int {
    guard !text.isEmpty, text.utf8.allSatisfy(\.isDigit) else {
      throw Problem(
        parameter: name,
        fr: "« \(QueryParameters.excerpt(text)) » n’est pas fait de chiffres seulement.",
        en: "“\(QueryParameters.excerpt(text))” is not made of digits only.")
    }
    return text.utf8.count > 9 ? Int.max : Int(text) ?? Int.max
  }

  private static func noSuchPicture(_ file: String) -> Problem {
    Problem(
      parameter: "y", status: .notFound,
      fr: "« \(QueryParameters.excerpt(file)) » n’est pas offert ; les tuiles se nomment "
        + "y.png, y@2x.png et y@3x.png.",
      en: "“\(QueryParameters.excerpt(file))” is not offered; tiles are called "
        + "y.png, y@2x.png and y@3x.png.")
  }
}
