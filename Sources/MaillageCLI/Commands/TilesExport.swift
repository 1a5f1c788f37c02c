public import ArgumentParser
import Foundation
public import Maillage
import MaillageGeometry
import MaillageModel

/// `maillage tiles export`: draws all tiles of a box into an archive.
struct TilesExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Draws all tiles of a box into one archive: PMTiles, MBTiles or a folder.",
    discussion: """
      Equal tiles are kept once. An export that is interrupted, by ^C or otherwise, leaves
      FILE.partial; the same command goes on from there, unless structures, look or options differ.
      FILE appears under its name when it is whole.

      EXAMPLE
        maillage tiles export --format pmtiles --bbox=-2.6,46.2,1,48.6 --zooms 0-14 \\
          --database carte.sqlite --output carte.pmtiles
      """)

  @Option(help: "mbtiles, pmtiles or directory.")
  var format: TileArchiveFormat
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Degrees; crosses the antimeridian where W is greater than E.", valueName: "W,S,E,N"))
  var bbox: BoundingBox
  @Option(help: ArgumentHelp("First and last zoom.", valueName: "a-b"))
  var zooms: ZoomRange = ZoomRange(0...14)
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The archive, a file or a folder.", valueName: "file"))
  var output: String
  @Option(help: "Device pixels per CSS pixel: 1, 2 or 3.")
  var scale = 1
  @Option(help: "structures, clusters, places, boundaries, choropleth or heat.")
  var tileset: Tileset = .structures
  @Option(help: ArgumentHelp("How many threads draw; one for each core.", valueName: "count"))
  var threads: Int?
  @Flag(help: "Draws everything anew, whatever an interrupted export left.")
  var restart = false
  @OptionGroup var look: StyleOptions
  @OptionGroup(title: "Filters") var filters: FilterOptions
  @OptionGroup(title: "Structures") var catalogue: CatalogueOptions

  func validate() throws {
    guard Tileset.scales.contains(scale) else {
      throw ValidationError("--scale must be 1, 2 or 3")
    }
    if let threads, !(1...256).contains(threads) {
      throw ValidationError("--threads must be 1 … 256")
    }
    guard output != "-", !output.isEmpty else {
      throw ValidationError("--output must name a file or folder")
    }
  }

  func run() throws {
    let plan = try failing { () throws(TileExportError) in try TilePlan(bbox, zooms: zooms.range) }
    if format != .directory { _ = try Output(output, sparing: [catalogue.database]) }
    let catalogue = try catalogue.open()
    let filter = try filters.filter(schema: catalogue.hub.schema)
    let snapshot = try catalogue.snapshot()
    // Hardly a tile is drawn twice: what is equal is found by the export.
    let service = MapService(
      snapshot: snapshot, style: try look.load(hub: self.catalogue.hub),
      fonts: try catalogue.installation.mapFonts(), cacheBytes: 16 << 20)
    let export = TileExport(
      plan, format: format, path: output, description: description(catalogue.hub, snapshot),
      parameters: parameters(filter: filter, service: service, plan: plan))
    let progress = TileExportProgress(total: plan.count, hub: self.catalogue.hub)
    Interruption.listen()
    let summary = try failing { () throws(TileExportError) in
      try export.run(
        threads: threads, restart: restart, report: progress.report,
        isCancelled: { Interruption.isAsked },
        draw: { try service.tile(request($0, filter: filter)).bytes })
    }
    progress.finish(summary, path: output)
  }

  private func request(_ tile: MaillageGeometry.Tile, filter: Filter) -> TileRequest {
    guard
      let request = TileRequest(tileset: tileset, tile: tile, scale: scale, filter: filter)
    else { preconditionFailure("zooms and scale are checked when the options are read") }
    return request
  }

  /// Everything that decides the tiles.
  ///
  /// A tile's entity tag covers the look: style, fonts, boundaries and the versions of what draws.
  private func parameters(
    filter: Filter, service: MapService, plan: TilePlan
  ) -> [TileExportParameter] {
    let look = plan.first.map { service.etag(request($0, filter: filter)) }
    return [
      TileExportParameter("bbox", "\(bbox.west),\(bbox.south),\(bbox.east),\(bbox.north)"),
      TileExportParameter("zooms", zooms.defaultValueDescription),
      TileExportParameter("scale", "\(scale)"),
      TileExportParameter("tileset", tileset.rawValue),
      TileExportParameter("filter", JSON.string(filter.canonicalKey).text),
      TileExportParameter("time zone", service.snapshot.timeZone.identifier),
      TileExportParameter("structures", service.snapshot.digest),
      TileExportParameter("look", look ?? ""),
    ]
  }

  private func description(_ hub: Hub, _ snapshot: Snapshot) -> TilesetDescription {
    let subject =
      switch tileset {
      case .structures: "Boundaries, names and clusters of places"
      case .clusters: "Clusters of places, transparent"
      case .places: "Places, each with its own marker, transparent"
      case .boundaries: "Boundaries and names"
      case .choropleth: "Territories coloured by the places in them"
      case .heat: "Density of places, transparent"
      }
    return TilesetDescription(
      name: "\(hub.name.fr) – \(tileset.rawValue)", description: subject,
      attribution: Catalogue.attribution, isOverlay: tileset.isOverlay,
      revision: snapshot.revision, scale: scale)
  }

  /// Turns an export's error into what the program ends with.
  private func failing<Value>(
    _ body: () throws(TileExportError) -> Value
  ) throws -> Value {
    do {
      return try body()
    } catch {
      self.catalogue.hub.progress("")
      switch error {
      case .tooManyTiles, .occupied: throw Failure("\(error)", .usage)
      case .interrupted:
        Terminal.message("maillage: \(error); the same command goes on from there")
        throw ExitCode(128 + SIGINT)
      case .io, .database:
        throw Failure(
          "\(error); what is done is kept, the same command goes on from there", .inputOutput)
      case .busy: throw Failure("\(error)", .inputOutput)
      case .tile: throw Failure("\(error)", .badData)
      }
    }
  }
}

extension TileArchiveFormat: ExpressibleByArgument {}
