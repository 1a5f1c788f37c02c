import ArgumentParser
import MaillageStore

/// Which structures are read, for which hub, over which boundaries.
struct CatalogueOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The database; without it the demonstration structures are read.", valueName: "file"))
  var database: String?
  @Option(
    help: ArgumentHelp(
      "Boundaries instead of those that come along: region, departement or commune; repeatable.",
      valueName: "level=file"))
  var boundaries: [String] = []
  @OptionGroup var hub: HubOptions

  /// Opens everything that the options name.
  func open() throws -> Catalogue {
    let installation = try Installation()
    let hub = try self.hub.load()
    let basemap = try installation.basemap(replacing: boundaries)
    guard let database else {
      self.hub.say("maillage: no --database: these are the fictitious demonstration structures")
      return Catalogue(installation: installation, hub: hub, basemap: basemap, store: nil)
    }
    return Catalogue(
      installation: installation, hub: hub, basemap: basemap,
      store: try SQLiteStore.open(database, mode: .readOnly))
  }
}

extension SQLiteStore {
  /// Opens a database, or fails with the exit code that fits.
  static func open(_ path: String, mode: Mode) throws(Failure) -> SQLiteStore {
    do {
      return try SQLiteStore(path: path, mode: mode)
    } catch {
      throw Failure("\(error)", error.failureCode)
    }
  }
}
