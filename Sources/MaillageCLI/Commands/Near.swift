import ArgumentParser
import Foundation
import Maillage
import MaillageGeometry
import MaillageModel

/// `maillage near`: the structures within a radius.
struct Near: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists the structures within a radius, the nearest first.",
    discussion: """
      Distances are metres along the WGS 84 geodesic, the edge included.

      EXAMPLE
        maillage near --latitude 47.4711 --longitude -0.5518 --radius 5000 --frais-a-charge Gratuit
      """)

  @Option(parsing: .unconditional, help: "Degrees north, -90 … 90.")
  var latitude: Double
  @Option(parsing: .unconditional, help: "Degrees east, -180 … 180.")
  var longitude: Double
  @Option(parsing: .unconditional, help: "Metres.")
  var radius: Double
  @Option(help: "At most so many; all by default.")
  var limit: Int?
  @Option(help: "table, json, geojson or csv.")
  var format: ListFormat = .table
  @OptionGroup(title: "Filters") var filters: FilterOptions
  @OptionGroup(title: "Structures") var catalogue: CatalogueOptions

  func validate() throws {
    guard Coordinate(longitude: longitude, latitude: latitude).isValid else {
      throw ValidationError("--latitude must be -90 … 90 and --longitude -180 … 180")
    }
    guard radius > 0, radius.isFinite else {
      throw ValidationError("--radius must be a number of metres above 0")
    }
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
  }

  func run() throws {
    let catalogue = try catalogue.open()
    let snapshot = try catalogue.snapshot()
    let query = StructureQuery(
      area: .circle(
        center: Coordinate(longitude: longitude, latitude: latitude), radius: radius),
      filter: try filters.filter(schema: catalogue.hub.schema), order: .distance, limit: limit)
    let matches = snapshot.answer(query)?.matches ?? []
    if format == .table {
      let table = TextTable(
        header: ["metres", "name", "commune", "id"],
        rows: matches.map { match in
          [
            match.distance.map { String(format: "%.2f", $0) } ?? "", match.structure.name,
            match.structure.text("commune") ?? "", match.structure.id,
          ]
        })
      try Output(nil).write(table.text.utf8)
      self.catalogue.hub.say("\(matches.count) structures within \(radius) m")
    } else {
      try Output(nil).write(
        format.writer(schema: catalogue.hub.schema).write(
          matches.map { ($0.structure, $0.distance ?? .infinity) }))
    }
  }
}
