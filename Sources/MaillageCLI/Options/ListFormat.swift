import ArgumentParser
import Maillage
import MaillageModel

/// How a command writes structures.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
  /// For people, on a terminal.
  case table
  /// The standard's columns.
  case csv
  /// The standard's columns, safe to open in a spreadsheet.
  case csvTableur = "csv-tableur"
  /// An array of objects.
  case json
  /// A FeatureCollection.
  case geojson

  /// What writes this format.
  func writer(schema: Schema, allColumns: Bool = false) -> StructureWriter {
    let format: StructureWriter.Format =
      switch self {
      case .csvTableur: .csvTableur
      case .json: .json
      case .geojson: .geojson
      case .csv, .table: .csv
      }
    return StructureWriter(schema: schema, format: format, allColumns: allColumns)
  }
}
