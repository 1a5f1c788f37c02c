public import ArgumentParser
import Maillage
public import MaillageGeometry
import MaillageModel

/// `maillage clusters`: the clusters of a zoom.
struct Clusters: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists the clusters of a zoom.",
    discussion: """
      EXAMPLE
        maillage clusters --zoom 8 --bbox=-2.6,46.2,1,48.6
      """)

  @Option(help: "Zoom, 0 … 24; above 18 only structures on one position stay together.")
  var zoom: Int
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Degrees; the whole world by default.", valueName: "W,S,E,N"))
  var bbox: BoundingBox = .world
  @Option(help: "table or geojson.")
  var format: Format = .table
  @OptionGroup var look: StyleOptions
  @OptionGroup(title: "Filters") var filters: FilterOptions
  @OptionGroup(title: "Structures") var catalogue: CatalogueOptions

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, geojson
  }

  func validate() throws {
    guard (0...MaillageGeometry.Tile.maximumZoom).contains(zoom) else {
      throw ValidationError("--zoom must be 0 … \(MaillageGeometry.Tile.maximumZoom)")
    }
  }

  func run() throws {
    let style = try look.load(hub: catalogue.hub)
    let catalogue = try catalogue.open()
    let snapshot = try catalogue.snapshot()
    let selection = snapshot.selection(for: try filters.filter(schema: catalogue.hub.schema))
    let markers = snapshot.markers(in: bbox, zoom: zoom, selection: selection)
    switch format {
    case .geojson:
      let features = markers.map { $0.feature(style: style) }
      try Output(nil).write(JSON.featureCollection(features).bytes)
    case .table:
      let table = TextTable(
        header: ["structures", "longitude", "latitude", "splits at", "cluster or structure"],
        rows: markers.map { marker in
          [
            "\(marker.count)", "\(marker.coordinate.longitude)", "\(marker.coordinate.latitude)",
            marker.expansionZoom.map { "\($0)" } ?? "",
            marker.structure.map { "\($0.name) (\($0.id))" } ?? marker.clusterID ?? "",
          ]
        })
      try Output(nil).write(table.text.utf8)
    }
    let clusters = markers.count { $0.count > 1 }
    self.catalogue.hub.say(
      "zoom \(zoom): \(markers.count) markers (\(clusters) clusters, "
        + "\(markers.count - clusters) single), \(markers.reduce(0) { $0 + $1.count }) structures, "
        + "\(selection.unplaced) without a position")
  }
}

extension BoundingBox: ExpressibleByArgument {
  /// Reads `W,S,E,N`; `nil` when a side is missing, no number or out of range.
  public init?(argument: String) {
    let sides = argument.split(separator: ",", omittingEmptySubsequences: false)
      .map { Double($0.filter { $0 != " " }) }
    guard sides.count == 4, let west = sides[0], let south = sides[1], let east = sides[2],
      let north = sides[3], (-180...180).contains(west), (-180...180).contains(east),
      (-90...90).contains(south), (-90...90).contains(north), south <= north
    else { return nil }
    self.init(west: west, south: south, east: east, north: north)
  }

  /// The sides, as they are written.
  public var defaultValueDescription: String { "\(west),\(south),\(east),\(north)" }
}
