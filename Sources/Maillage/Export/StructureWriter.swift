public import MaillageModel

/// Writes structures in the formats that other software reads.
///
/// What the import room reads back gives the same structures and, written again, the same bytes.
/// Degrees are the shortest text that reads back the same. A position that stands for its commune is
/// marked by `position_approximative` in JSON and GeoJSON; CSV, the standard's own format, leaves
/// its two columns empty, because they would say where the place itself is.
public struct StructureWriter: Sendable {
  /// A file format.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    /// The standard's columns after RFC 4180: UTF-8, commas, CRLF, lists joined by `|`.
    case csv
    /// The same for spreadsheets: a free text that one would run as a formula begins with `'`.
    case csvTableur = "csv-tableur"
    /// An array of objects with the fields' names; lists are arrays.
    case json
    /// A feature collection (RFC 7946).
    case geojson
  }

  /// The format to write.
  public let format: Format
  /// Whether to write what is not public too: fields, and columns that no field takes.
  public let allColumns: Bool
  /// The fields to write, in column order.
  let fields: [Field]

  /// Creates a writer.
  ///
  /// - Parameters:
  ///   - schema: The fields, the standard's first.
  ///   - format: The format to write.
  ///   - allColumns: Whether to write what is not public too: for the hub's editor only.
  public init(schema: Schema, format: Format, allColumns: Bool = false) {
    self.format = format
    self.allColumns = allColumns
    let open = schema.fields.filter(\.isPublic)
    fields = allColumns ? open + schema.fields.filter { !$0.isPublic } : open
  }

  /// Writes structures, ordered by identifier.
  ///
  /// - Parameter structures: What to write.
  /// - Returns: The whole file.
  /// - Complexity: O(n log n), n the number of structures.
  public func write(_ structures: [Structure]) -> [UInt8] {
    let sorted = structures.sorted { $0.id < $1.id }
    return write(sorted.map { ($0, nil) }, hasDistances: false)
  }

  /// Writes structures with their distances, in the order given.
  ///
  /// - Parameter neighbors: Structures, and how many metres away each is.
  /// - Returns: The whole file.
  public func write(_ neighbors: [(structure: Structure, distance: Double)]) -> [UInt8] {
    write(neighbors.map { ($0.structure, $0.distance) }, hasDistances: true)
  }

  private func write(_ rows: [(Structure, Double?)], hasDistances: Bool) -> [UInt8] {
    switch format {
    case .csv, .csvTableur: csv(rows, hasDistances: hasDistances)
    case .json: json(rows)
    case .geojson: geoJSON(rows)
    }
  }

  /// The columns of the sources that no field takes, in alphabetical order, with the names to write
  /// them under.
  ///
  /// A column that is called like a field is written as `origine:NAME`, so that it is not read back
  /// as the field.
  func unmappedColumns(of rows: [(Structure, Double?)]) -> [(name: String, header: String)] {
    guard allColumns else { return [] }
    let names = Set(rows.lazy.flatMap { $0.0.unmapped.keys })
    let taken = Set(fields.map(\.name)).union(Self.reservedNames)
    return names.sorted().map { ($0, taken.contains($0) ? "origine:\($0)" : $0) }
  }

  /// Names of columns and properties that are no fields.
  static let approximateName = "position_approximative"
  /// The name of the distance in metres.
  static let distanceName = "distance"
  private static let reservedNames: Set<String> = [
    approximateName, distanceName, "labels_nationaux", "publics_accueillis", "conditions_acces",
    "accessibilite", "courriel", "labels_autres", "typologies",
  ]
}
