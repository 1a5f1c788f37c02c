import Foundation
import Maillage
import MaillageImport
import MaillageModel
import MaillageStore

/// The structures that a command reads, with what lies under them.
struct Catalogue: Sendable {
  let installation: Installation
  let hub: Hub
  let basemap: Basemap
  /// The database; `nil` for the demonstration structures.
  let store: SQLiteStore?

  /// Whom the boundaries and names that come along are from.
  static let attribution = "Limites : Natural Earth · Lieux : GeoNames (CC BY 4.0)"

  /// Reads the present state.
  func snapshot() throws(Failure) -> Snapshot {
    guard let store else { return try demonstration() }
    do {
      let (revision, structures) = try store.snapshot()
      return Snapshot(
        structures: structures, schema: hub.schema, basemap: basemap, revision: revision,
        timeZone: hub.timeZone)
    } catch {
      throw Failure("\(error)", error.failureCode)
    }
  }

  private func demonstration() throws(Failure) -> Snapshot {
    let file = installation.geodata.appending(path: "demonstration.csv").path
    let importer = Importer(
      source: "demonstration", schema: hub.schema, gazetteer: basemap.gazetteer)
    do {
      let result = try importer.read(try Terminal.read(file), format: .csv, fileName: file)
      return Snapshot(
        structures: result.structures, schema: hub.schema, basemap: basemap,
        isDemonstration: true, timeZone: hub.timeZone)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure("\(error)", .badData)
    }
  }
}

extension StoreError {
  /// The exit code that tells scripts what kind of failure it is.
  var failureCode: Failure.Code {
    switch self {
    case .missing: .noInput
    case .foreign, .damaged, .newer: .badData
    case .busy, .full, .io: .inputOutput
    }
  }
}
