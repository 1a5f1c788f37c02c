import ArgumentParser
import Foundation
import Maillage

/// How the map looks.
struct StyleOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "light, dark, high-contrast or a style file; by default style.json of the hub's folder, else "
        + "light.", valueName: "style"))
  var style: String?

  /// Reads the style; without the option it is the hub's own, which stands in its folder.
  func load(hub: HubOptions) throws(Failure) -> Style {
    guard let style else {
      guard let file = hub.file("style.json") else { return .light }
      return try Self.read(file)
    }
    return try Self.style(style)
  }

  /// A built-in style by its name, else a file's.
  static func style(_ name: String) throws(Failure) -> Style {
    if let builtIn = Style.builtIn.first(where: { $0.name == name }) { return builtIn }
    guard FileKind(path: name) != nil || name == "-" else {
      let known = Style.builtIn.map(\.name).joined(separator: ", ")
      throw Failure("\(name): neither a file nor one of the styles \(known)", .noInput)
    }
    return try read(name)
  }

  private static func read(_ path: String) throws(Failure) -> Style {
    let bytes = try Terminal.read(path)
    do {
      return try Style(json: bytes, fileName: path)
    } catch {
      throw Failure("\(error)", .configuration)
    }
  }
}
