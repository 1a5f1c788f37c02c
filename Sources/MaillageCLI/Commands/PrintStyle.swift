import ArgumentParser
import Maillage

/// `maillage style`: checks a style and writes all of it.
struct PrintStyle: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "style",
    abstract: "Checks a map style and writes it with every key, as a file to start from.",
    discussion: """
      EXAMPLE
        maillage style dark > style.json
        maillage style style.json --output complete.json
      """)

  @Argument(help: "light, dark, high-contrast or a style file.")
  var style = "light"
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The file; - for standard output.", valueName: "file"))
  var output = "-"

  func run() throws {
    let output = try Output(output, sparing: [style])
    try output.write(try StyleOptions.style(style).json().utf8)
  }
}
