import ArgumentParser
import Foundation

/// The `maillage` program: it only gathers its commands.
@main
struct MaillageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "maillage",
    abstract: "Turns lists of places into a live map.",
    discussion: """
      EXAMPLE
        maillage import lieux.csv --database carte.sqlite
        maillage serve --database carte.sqlite
        maillage near --latitude 47.4711 --longitude -0.5518 --radius 20000 --database carte.sqlite

      Without --database, commands read the fictitious demonstration structures.
      Exit codes: 0 done, 1 failed, 64 usage, 65 bad data, 66 no input, 74 input or output,
      78 configuration.
      """,
    version: "0.1.0",
    subcommands: [
      Import.self, Serve.self, Near.self, Tile.self, Tiles.self, DrawLegend.self, Clusters.self,
      Export.self, PrintStyle.self, Bench.self,
    ])

  static func main() async {
    // A reader that stops early (`maillage export | head`) is no error of ours.
    signal(SIGPIPE, SIG_DFL)
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let failure as Failure {
      Terminal.message("maillage: \(failure.message)")
      Foundation.exit(failure.code.rawValue)
    } catch {
      exit(withError: error)
    }
  }
}
