public import ArgumentParser
import Maillage
public import MaillageModel

/// `maillage legend`: draws what the colours and shapes of tiles mean.
struct DrawLegend: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "legend",
    abstract: "Draws the legend of a tileset as PNG.",
    discussion: """
      EXAMPLE
        maillage legend choropleth --style dark --lang en --scale 2 --output legend.png
      """)

  @Argument(help: "One of: \(Tileset.names).")
  var tileset: Tileset
  @Option(help: "The language of the texts: fr or en.")
  var lang: Language = .fr
  @Option(help: "Device pixels per CSS pixel: 1, 2 or 3.")
  var scale = 1
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The PNG; - for standard output.", valueName: "file"))
  var output: String
  @OptionGroup var look: StyleOptions
  @OptionGroup var hub: HubOptions

  func validate() throws {
    guard Tileset.scales.contains(scale) else {
      throw ValidationError("--scale must be 1, 2 or 3")
    }
  }

  func run() throws {
    let output = try Output(output)
    let style = try look.load(hub: hub)
    let schema = try hub.load().schema
    let fonts = try Installation().mapFonts()
    let legend = Legend(tileset, style: style, language: lang, schema: schema)
    try output.write(try LegendImage(legend, style: style, fonts: fonts).png(scale: scale))
  }
}

extension Language: ExpressibleByArgument {}
