import ArgumentParser
import Foundation
import Maillage
import MaillageImport
import MaillageModel
import MaillageStore

/// `maillage import`: reads a list into the database.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Reads a list of places (CSV, JSON, GeoJSON) into a database.",
    discussion: """
      The list has the standard's columns, or a mapping file says which column is which. Importing
      the same name again replaces that source; only what differs is written. Every row is imported,
      merged or rejected, and --report says why.

      EXAMPLE
        maillage import lieux.json --mapping lieux.config.json --database carte.sqlite
      """)

  @Argument(help: ArgumentHelp("A file, or - for standard input."))
  var source: String
  @Option(help: ArgumentHelp("A mapping file (JSON).", valueName: "file"))
  var mapping: String?
  @Option(
    help: ArgumentHelp(
      "The coordinates' reference system, e.g. EPSG:2154; WGS 84 and Lambert-93 are recognised.",
      valueName: "crs"))
  var crs: String?
  @Option(
    help: ArgumentHelp(
      "The source's name; the file's name without extension by default.", valueName: "name"))
  var name: String?
  @Option(help: ArgumentHelp("The database, made when absent.", valueName: "file"))
  var database = "maillage.sqlite"
  @Option(
    help: ArgumentHelp(
      "Writes every repair, merge and rejection as JSON.", valueName: "file"))
  var report: String?
  @Flag(help: "Reads and reports, and writes nothing to the database.")
  var dryRun = false
  @OptionGroup var hub: HubOptions

  func validate() throws {
    if source == "-", name == nil {
      throw ValidationError("--name is needed when the list comes from standard input")
    }
    if let name, name.allSatisfy(\.isWhitespace) || name.contains(where: \.isNewline) {
      throw ValidationError("--name must be one line that is not blank")
    }
  }

  func run() throws {
    let report = try report.map { path throws(Failure) in
      try Output(path, sparing: [source, mapping, database])
    }
    let installation = try Installation()
    let list = ListSource(path: source, name: name, mapping: mapping, crs: crs)
    let result = try list.read(
      schema: try hub.load().schema, gazetteer: try installation.gazetteer(),
      progress: hub.progress)
    hub.progress("")
    if let report {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      try report.write(try encoder.encode(result.report))
    }
    guard !result.structures.isEmpty else {
      Terminal.message(summary(of: result.report))
      throw Failure("\(source): no row came in", .badData)
    }
    let diff = dryRun ? nil : try store(result.structures, as: list.sourceName)
    guard !hub.quiet else { return }
    var lines = [summary(of: result.report)]
    if let diff {
      lines.append(
        "\(database): \(diff.added) added, \(diff.changed) changed, \(diff.removed) removed, "
          + "\(diff.unchanged) unchanged")
    } else {
      lines.append("nothing written (--dry-run)")
    }
    let text = lines.joined(separator: "\n")
    // Standard output is the report's when it goes there.
    if self.report == "-" { hub.say(text) } else { try Output(nil).write("\(text)\n".utf8) }
  }

  private func store(_ structures: [Structure], as name: String) throws(Failure) -> SourceDiff {
    let store = try SQLiteStore.open(database, mode: .create)
    do {
      return try store.replace(source: name, with: structures, by: "import", at: Date())
    } catch {
      throw Failure("\(error)", error.failureCode)
    }
  }

  private func summary(of report: ImportReport) -> String {
    var lines = [
      "\(report.source): \(report.read) rows read, \(report.imported) imported, "
        + "\(report.merged) merged, \(report.rejected) rejected"
    ]
    let actions = Dictionary(grouping: report.rows, by: \.action).mapValues(\.count)
    let others = actions.filter { $0.key != .rejected && $0.key != .merged }
    if !others.isEmpty {
      lines.append(
        others.sorted { $0.key.rawValue < $1.key.rawValue }
          .map { "\($0.value) \($0.key.rawValue)" }.joined(separator: ", ")
          + (self.report == nil ? " (--report FILE lists them)" : ""))
    }
    for row in report.rows.filter({ $0.action == .rejected }).prefix(20) {
      lines.append("  rejected: line \(row.line), column \(row.column): \(row.reason.en)")
    }
    return lines.joined(separator: "\n")
  }
}
