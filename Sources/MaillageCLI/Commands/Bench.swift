import ArgumentParser
import Foundation
import Maillage
import MaillageGeometry
import MaillageImport
import MaillageIndex
import MaillageModel

/// `maillage bench`: measures index, clusters and tiles, zoom by zoom.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures index, clusters and tiles, zoom by zoom.",
    discussion: """
      The points come from a list or are generated, clustered as people live. Times are CPU time for
      what is built once, and the best of 5 for each of 50 tiles around points otherwise.

      EXAMPLE
        maillage bench --points 100000 --seed 1 --plot bench.png
      """)

  @Option(help: ArgumentHelp("A list to measure, as import reads it.", valueName: "file"))
  var input: String?
  @Option(help: ArgumentHelp("A mapping file for the list.", valueName: "file"))
  var mapping: String?
  @Option(help: ArgumentHelp("The list's coordinate reference system.", valueName: "crs"))
  var crs: String?
  @Option(help: "How many points to generate.")
  var points = 100_000
  @Option(help: "Where generation starts; the same seed gives the same points.")
  var seed: UInt64 = 1
  @Option(help: ArgumentHelp("Writes the generated points as CSV.", valueName: "file"))
  var save: String?
  @Option(help: ArgumentHelp("First and last zoom.", valueName: "a-b"))
  var zooms: ZoomRange = ZoomRange(0...18)
  @Option(help: "table or json.")
  var format: Format = .table
  @Option(help: ArgumentHelp("Draws the curves as PNG.", valueName: "file"))
  var plot: String?
  @OptionGroup var hub: HubOptions

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json
  }

  func validate() throws {
    guard (1...20_000_000).contains(points) else {
      throw ValidationError("--points must be 1 … 20000000")
    }
    if input != nil, save != nil {
      throw ValidationError("--save writes generated points; it does not go with --input")
    }
  }

  func run() throws {
    let installation = try Installation()
    let hub = try self.hub.load()
    let basemap = try installation.basemap()
    let structures = try loadStructures(hub: hub, basemap: basemap)
    if let save {
      try Output(save).write(ListFormat.csv.writer(schema: hub.schema).write(structures))
    }
    let measurement = try BenchMeasurement(
      structures: structures, hub: hub, basemap: basemap, fonts: try installation.mapFonts(),
      zooms: zooms.range, seed: seed, progress: self.hub.progress)
    self.hub.progress("")
    switch format {
    case .table: try Output(nil).write(measurement.table.utf8)
    case .json: try Output(nil).write(measurement.json())
    }
    if let plot {
      try Output(plot, sparing: [input]).write(
        try BenchPlot(measurement, fonts: try installation.mapFonts()).png())
    }
  }

  private func loadStructures(hub: Hub, basemap: Basemap) throws -> [Structure] {
    if let input {
      let list = ListSource(path: input, mapping: mapping, crs: crs)
      let (structures, report) = try list.read(
        schema: hub.schema, gazetteer: basemap.gazetteer, progress: self.hub.progress)
      if report.rejected > 0 { self.hub.say("\(report.rejected) of \(report.read) rows rejected") }
      guard structures.contains(where: { $0.coordinate != nil }) else {
        throw Failure("\(input): no row with a position", .badData)
      }
      return structures
    }
    let width = "\(points)".count
    return SyntheticPoints.clustered(count: points, seed: seed).enumerated().map { index, place in
      let number = "\(index + 1)"
      let padded = String(repeating: "0", count: width - number.count) + number
      return Structure(
        id: "point-\(padded)", coordinate: place, values: ["nom": .text("Point \(number)")])
    }
  }
}

/// Two zooms, written `a-b`.
struct ZoomRange: ExpressibleByArgument {
  let range: ClosedRange<Int>

  init(_ range: ClosedRange<Int>) {
    self.range = range
  }

  init?(argument: String) {
    let parts = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard let first = parts.first ?? nil, let last = parts.last ?? nil, parts.count <= 2,
      first <= last, Tileset.zooms.contains(first), Tileset.zooms.contains(last)
    else { return nil }
    range = first...last
  }

  var defaultValueDescription: String { "\(range.lowerBound)-\(range.upperBound)" }
}
