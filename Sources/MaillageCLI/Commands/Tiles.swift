import ArgumentParser

/// `maillage tiles`: archives of tiles.
struct Tiles: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draws tiles beforehand, for maps without a server.",
    subcommands: [TilesExport.self])
}
