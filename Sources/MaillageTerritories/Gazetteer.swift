public import Foundation
public import MaillageGeometry

/// Places by name: where a commune is when a list gives no position.
public struct Gazetteer: Sendable {
  /// A town or village.
  public struct Place: Hashable, Sendable {
    /// The name as written locally.
    public let name: String
    /// The position of its centre.
    public let coordinate: Coordinate
    /// The number of inhabitants, 0 when unknown.
    public let population: Int
    /// The code of its département, "49" or "2A"; empty when unknown.
    public let departement: String
    /// The code of its région, "52"; empty when it has none.
    public let region: String
  }

  /// The places by population, the largest first, then by name and département.
  public let places: [Place]

  /// The places of each name, as indices.
  private let byName: [String: [Int]]
  /// The places of each name less its article, as indices.
  private let byNameWithoutArticle: [String: [Int]]

  /// Reads places from a CSV file with a header (RFC 4180, UTF-8).
  ///
  /// Columns in any order: `name`, `latitude`, `longitude`, `population`, `departement`, and
  /// `region` if present; others are ignored.
  ///
  /// - Parameters:
  ///   - csv: The bytes of the file.
  ///   - fileName: How errors call the file.
  /// - Throws: ``GazetteerError``, naming file and line.
  public init(csv: Data, fileName: String) throws(GazetteerError) {
    places = try PlaceReader(fileName: fileName).places(in: csv)
    let names = places.map { PlaceName($0.name) }
    byName = Dictionary(grouping: places.indices) { names[$0].key }
    byNameWithoutArticle = Dictionary(grouping: places.indices) { names[$0].withoutArticle.key }
  }

  /// The place that a commune's name means.
  ///
  /// Accents, case, hyphens, apostrophes, `St` for `Saint`, a leading article, a trailing `CEDEX`
  /// and arrondissement numbers make no difference. A place of exactly that name comes before one
  /// that differs by an article.
  ///
  ///     gazetteer.place(named: "ST GEORGES S/LOIRE CEDEX", departement: "49")
  ///
  /// - Parameters:
  ///   - commune: The name, as lists write it.
  ///   - departement: The code of the département to look in; `nil` for all.
  /// - Returns: The place; `nil` when there is none of that name, or more than one.
  public func place(named commune: String, departement: String?) -> Place? {
    let name = PlaceName(commune)
    let bare = name.withoutDistrict
    let candidates = [
      byName[name.key], byName[bare.key], byNameWithoutArticle[bare.withoutArticle.key],
    ]
    for indices in candidates {
      let matches = (indices ?? []).filter {
        departement == nil || places[$0].departement == departement
      }
      if let match = matches.first { return matches.count == 1 ? places[match] : nil }
    }
    return nil
  }
}
