public import Foundation
public import MaillageModel
public import MaillageTerritories

/// Reads a list of places into structures.
///
/// Every record is imported, merged into an earlier one of the same identifier, or rejected, and
/// the report says what was done to each value and why.
///
/// With a mapping, its keys say which column makes which field, and identifiers are
/// `<source>_<id>`. Without one, columns are the fields of the standard and of the hub by name
/// (earlier versions' names are known), and identifiers stay as they are.
public struct Importer {
  /// The name of the source.
  public let source: String
  /// The fields that structures may have.
  public let schema: Schema
  /// How columns become fields; `nil` for columns of the standard.
  public let mapping: Mapping?
  /// The coordinate reference system of the positions, as PROJ names it; `nil` for WGS 84 degrees,
  /// with Lambert-93 recognised where numbers cannot be degrees.
  public let crs: String?
  /// Where communes are; without it records without position stay off the map.
  public let gazetteer: Gazetteer?
  /// How much is read before the import stops.
  public let limits: ImportLimits

  /// Creates an importer.
  public init(
    source: String, schema: Schema, mapping: Mapping? = nil, crs: String? = nil,
    gazetteer: Gazetteer? = nil, limits: ImportLimits = ImportLimits()
  ) {
    self.source = source
    self.schema = schema
    self.mapping = mapping
    self.crs = crs
    self.gazetteer = gazetteer
    self.limits = limits
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: The whole file, in UTF-8, UTF-16 or Windows-1252.
  ///   - format: The format; `nil` to guess it from the content.
  ///   - fileName: How errors call the file.
  ///   - progress: Called now and then with the number of records read.
  /// - Returns: The structures in the order of the file, and what was done.
  /// - Throws: ``ImportError`` when the file as a whole cannot be read.
  public func read(
    _ bytes: Data, format: SourceFormat? = nil, fileName: String,
    progress: ((Int) -> Void)? = nil
  ) throws(ImportError) -> (structures: [Structure], report: ImportReport) {
    guard bytes.count <= limits.bytes else {
      throw .tooLarge(
        fileName: fileName, line: 0,
        limit: LocalizedText(
          fr: "plus de \(limits.bytes) octets", en: "more than \(limits.bytes) bytes"))
    }
    guard !bytes.isEmpty else { throw .empty(fileName: fileName) }
    try checkMapping()
    let decoded = TextDecoding.decode(Array(bytes))
    let text = SourceText(fileName: fileName, bytes: decoded.utf8)
    var reader: any RecordReader
    switch format ?? SourceFormat.guessed(from: text.bytes) {
    case .csv: reader = try CSVReader(text, limits: limits)
    case .json, .geojson: reader = try JSONDocument.reader(for: text, limits: limits)
    }
    var converter = try RecordConverter(
      source: source, text: text, schema: schema, mapping: mapping, gazetteer: gazetteer,
      plan: ColumnPlan(columns: reader.columns, schema: schema, mapping: mapping),
      crs: crs ?? reader.declaredCRS)
    var catalogue = Catalogue(source: source, text: text)
    while let record = try reader.next() {
      if reader.columns.count != converter.plan.columnCount {
        converter.plan = ColumnPlan(columns: reader.columns, schema: schema, mapping: mapping)
      }
      let draft = try converter.draft(of: record)
      catalogue.add(draft, rows: converter.rows)
      if record.number % 1000 == 0 { progress?(record.number) }
    }
    progress?(catalogue.report.read)
    catalogue.note([decoded.note].compactMap { $0 } + reader.notes)
    catalogue.noteMapping(mapping, missing: converter.plan.missing)
    return catalogue.finished()
  }

  /// Makes sure that the mapping's keys are fields and its shapes fit them.
  private func checkMapping() throws(ImportError) {
    guard let mapping else { return }
    for (name, rule) in mapping.rules.sorted(by: { $0.key < $1.key }) {
      guard let field = schema.field(name) else {
        throw .mapping(
          MappingError(
            fileName: mapping.fileName, key: name,
            reason: LocalizedText(
              fr: "ni un champ du standard, ni un champ du pôle",
              en: "neither a field of the standard nor one of the hub")))
      }
      if case .choices = rule, field.kind != .list, Schema.standard.field(name) != nil {
        throw .mapping(
          MappingError(
            fileName: mapping.fileName, key: name,
            reason: LocalizedText(
              fr: "ce champ n'est pas une liste : un objet { \"colonne\": … } est attendu",
              en: "this field is not a list: expected an object { \"colonne\": … }")))
      }
    }
  }
}
