import Foundation
import Glibc

/// Where the files stand that come with the program.
///
/// An installed program finds them in `../share/maillage` beside its own folder; a program built in a
/// checkout finds the checkout above it. No path is built in.
struct Installation {
  /// Boundaries, gazetteer and demonstration structures.
  let geodata: URL
  /// The page's own files.
  let pages: URL
  /// Leaflet's files; may be absent.
  let leaflet: URL
  /// Fonts copied at installation; may be absent.
  let fonts: URL

  /// Finds the files of the running program.
  init() throws(Failure) {
    try self.init(executable: Self.executable)
  }

  /// Finds the files around an executable.
  init(executable: URL) throws(Failure) {
    var folder = executable.deletingLastPathComponent()
    let installed = folder.deletingLastPathComponent().appending(path: "share/maillage")
    if Self.isFolder(installed.appending(path: "geodata")) {
      geodata = installed.appending(path: "geodata")
      pages = installed.appending(path: "pages")
      leaflet = installed.appending(path: "leaflet")
      fonts = installed.appending(path: "fonts")
      return
    }
    while folder.path != "/" {
      let isCheckout =
        Self.isFolder(folder.appending(path: "Geodata"))
        && Self.isFolder(folder.appending(path: "Sources/MaillageServer/Pages"))
      if isCheckout {
        geodata = folder.appending(path: "Geodata")
        pages = folder.appending(path: "Sources/MaillageServer/Pages")
        leaflet = folder.appending(path: ".setup/leaflet")
        fonts = folder.appending(path: ".setup/fonts")
        return
      }
      folder.deleteLastPathComponent()
    }
    throw Failure(
      "cannot find the files that come with maillage (looked in \(installed.path) and for a "
        + "checkout above \(executable.path)); install it again with Scripts/install --prefix DIR",
      .configuration)
  }

  /// The file of a font: where it was installed, else where Debian's packages put it.
  func font(_ name: String) throws(Failure) -> String {
    let system = "/usr/share/fonts/truetype/open-sans"
    let candidates = [fonts.appending(path: name).path, "\(system)/\(name)"]
    for path in candidates where FileManager.default.isReadableFile(atPath: path) { return path }
    throw Failure(
      "cannot find the font \(name) (looked at \(candidates.joined(separator: ", "))); "
        + "install the package fonts-open-sans or run Scripts/setup", .configuration)
  }

  private static var executable: URL {
    let link = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    return link.path == "/proc/self/exe"
      ? URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath() : link
  }

  private static func isFolder(_ url: URL) -> Bool {
    var isDirectory: ObjCBool = false
    return unsafe FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory)
      && isDirectory.boolValue
  }
}
