import ArgumentParser
import Maillage
import MaillageModel

/// `maillage export`: writes structures to a file.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes structures as CSV, JSON or GeoJSON.",
    discussion: """
      CSV has the standard's 32 columns and then the hub's public fields, rows by id; imported and
      exported again it is the same file.

      EXAMPLE
        maillage export --services "Accès internet et matériel informatique" --format csv \\
          --database carte.sqlite --output lieux.csv
      """)

  @Option(help: "csv, csv-tableur (safe to open in a spreadsheet), json or geojson.")
  var format: ListFormat = .csv
  @Flag(help: "Also writes what is not public and what no field takes.")
  var allColumns = false
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The file; - for standard output.", valueName: "file"))
  var output = "-"
  @OptionGroup(title: "Filters") var filters: FilterOptions
  @OptionGroup(title: "Structures") var catalogue: CatalogueOptions

  func validate() throws {
    if format == .table {
      throw ValidationError("--format must be csv, csv-tableur, json or geojson")
    }
  }

  func run() throws {
    let output = try Output(output, sparing: [catalogue.database])
    let catalogue = try catalogue.open()
    let filter = try filters.filter(schema: catalogue.hub.schema)
    let matches = try catalogue.snapshot().answer(StructureQuery(filter: filter))?.matches ?? []
    let writer = format.writer(schema: catalogue.hub.schema, allColumns: allColumns)
    try output.write(writer.write(matches.map(\.structure)))
    self.catalogue.hub.say("\(matches.count) structures written")
  }
}
