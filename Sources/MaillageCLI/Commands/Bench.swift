import ArgumentParser
import Foundation
import Maillage
import MaillageImport
import MaillageModel

/// `maillage bench`: measures index, clusters and tiles, zoom by zoom.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures index, clusters and tiles, zoom by zoom.",
    discussion: """
      The points come from a list or are generated: evenly (uniform), as people live (clustered), or
      as people live with ten at each position on average (stacked). Times are CPU time for what is
      built once; for what is asked, the best of 5 at each of 400 places where points are, with the
      same questions answered by a plain scan of every point beside them. Tiles are drawn at 50 of
      the places, unless --no-tiles leaves them out.

      EXAMPLES
        maillage bench --points 100000 --seed 1 --plot bench.png
        maillage bench --points 1000000 --distribution uniform --no-tiles --format json
      """)

  @Option(help: ArgumentHelp("A list to measure, as import reads it.", valueName: "file"))
  var input: String?
  @Option(help: ArgumentHelp("A mapping file for the list.", valueName: "file"))
  var mapping: String?
  @Option(help: ArgumentHelp("The list's coordinate reference system.", valueName: "crs"))
  var crs: String?
  @Option(help: "How many points to generate.")
  var points = 100_000
  @Option(help: "How generated points lie: uniform, clustered or stacked.")
  var distribution: PointDistribution = .clustered
  @Option(help: "Where generation starts; the same seed gives the same points.")
  var seed: UInt64 = 1
  @Option(help: ArgumentHelp("Writes the generated points as CSV.", valueName: "file"))
  var save: String?
  @Option(
    help: """
      How clusters are formed: tiles (60 pixels, zooms 0 to 18), regional (75, 14), national (50, 16) \
      or supercluster (20, 16).
      """)
  var preset: ClusterPreset = .tiles
  @Option(help: ArgumentHelp("First and last zoom.", valueName: "a-b"))
  var zooms: ZoomRange = ZoomRange(0...18)
  @Flag(inversion: .prefixedNo, help: "Draws tiles, too.")
  var tiles = true
  @Option(help: ArgumentHelp("How many threads build.", valueName: "count"))
  var threads: Int?
  @Option(help: "table or json.")
  var format: Format = .table
  @Option(help: ArgumentHelp("Draws the curves as PNG.", valueName: "file"))
  var plot: String?
  @OptionGroup var look: StyleOptions
  @OptionGroup var hub: HubOptions

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json
  }

  func validate() throws {
    guard (1...20_000_000).contains(points) else {
      throw ValidationError("--points must be 1 … 20000000")
    }
    if let threads, !(1...256).contains(threads) {
      throw ValidationError("--threads must be 1 … 256")
    }
    if input != nil, save != nil {
      throw ValidationError("--save writes generated points; it does not go with --input")
    }
  }

  func run() throws {
    let installation = try Installation()
    let hub = try self.hub.load()
    let basemap = try installation.basemap()
    let fonts = try installation.mapFonts()
    let style = try look.load(hub: self.hub)
    let subject = try load(hub: hub, basemap: basemap)
    if let save {
      try Output(save).write(
        ListFormat.csv.writer(schema: hub.schema).write(subject.structures))
    }
    let measurement = try BenchMeasurement(
      subject, preset: preset, zooms: zooms.range, threads: threads ?? BenchMachine.cores,
      renderer: tiles ? TileRenderer(basemap: basemap, style: style, fonts: fonts) : nil,
      progress: self.hub.progress)
    self.hub.progress("")
    switch format {
    case .table: try Output(nil).write(measurement.table.utf8)
    case .json: try Output(nil).write(measurement.json())
    }
    if let plot {
      try Output(plot, sparing: [input]).write(try BenchPlot(measurement, fonts: fonts).png())
    }
  }

  private func load(hub: Hub, basemap: Basemap) throws -> BenchPoints {
    guard let input else { return BenchPoints(distribution, count: points, seed: seed) }
    let list = ListSource(path: input, mapping: mapping, crs: crs)
    let (structures, report) = try list.read(
      schema: hub.schema, gazetteer: basemap.gazetteer, progress: self.hub.progress)
    if report.rejected > 0 { self.hub.say("\(report.rejected) of \(report.read) rows rejected") }
    guard structures.contains(where: { $0.coordinate != nil }) else {
      throw Failure("\(input): no row with a position", .badData)
    }
    return BenchPoints(structures, seed: seed)
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
