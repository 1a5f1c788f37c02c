public import ArgumentParser
public import Maillage
import MaillageGeometry
import MaillageModel

/// `maillage tile`: draws one tile.
struct Tile: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draws one tile as PNG.",
    discussion: """
      EXAMPLE
        maillage tile 8 126 89 --scale 2 --database carte.sqlite --output tile.png
      """)

  @Argument(help: "Zoom, 0 … 19.")
  var zoom: Int
  @Argument(help: "Column from the west.")
  var x: Int
  @Argument(help: "Row from the north.")
  var y: Int
  @Option(help: "Device pixels per CSS pixel: 1, 2 or 3.")
  var scale = 1
  @Option(help: ArgumentHelp("One of: \(Tileset.names).", valueName: "tileset"))
  var tileset: Tileset = .structures
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The PNG; - for standard output.", valueName: "file"))
  var output: String
  @OptionGroup var look: StyleOptions
  @OptionGroup(title: "Filters") var filters: FilterOptions
  @OptionGroup(title: "Structures") var catalogue: CatalogueOptions

  func validate() throws {
    guard Tileset.zooms.contains(zoom) else {
      throw ValidationError("zoom \(zoom): tiles exist for 0 … \(Tileset.zooms.upperBound)")
    }
    guard MaillageGeometry.Tile(zoom: zoom, x: x, y: y) != nil else {
      throw ValidationError("x and y must be 0 … \(1 << zoom - 1) at zoom \(zoom)")
    }
    guard Tileset.scales.contains(scale) else {
      throw ValidationError("--scale must be 1, 2 or 3")
    }
  }

  func run() throws {
    let output = try Output(output, sparing: [catalogue.database])
    let style = try look.load(hub: catalogue.hub)
    let catalogue = try catalogue.open()
    let filter = try filters.filter(schema: catalogue.hub.schema)
    guard let tile = MaillageGeometry.Tile(zoom: zoom, x: x, y: y),
      let request = TileRequest(tileset: tileset, tile: tile, scale: scale, filter: filter)
    else { return }
    let service = MapService(
      snapshot: try catalogue.snapshot(), style: style,
      fonts: try catalogue.installation.mapFonts())
    try output.write(try service.tile(request).bytes)
  }
}

extension Tileset: ExpressibleByArgument {
  /// All tilesets, for messages.
  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
