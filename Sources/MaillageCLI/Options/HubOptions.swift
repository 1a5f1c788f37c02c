import ArgumentParser
import Foundation
import MaillageModel

/// For which hub a command works, and how much it says.
struct HubOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("A hub's folder: hub.json, schema.json, style.json.", valueName: "folder"))
  var hub: String?
  @Flag(help: "No messages and no progress.")
  var quiet = false

  /// Says something to whoever watches.
  func say(_ text: String) {
    if !quiet { Terminal.message(text) }
  }

  /// Shows how far long work is; an empty text takes the line away.
  func progress(_ text: String) {
    if !quiet { Terminal.progress(text) }
  }

  /// The path of a file in the hub's folder; `nil` when there is none.
  func file(_ name: String) -> String? {
    guard let hub else { return nil }
    let file = URL(filePath: hub).appending(path: name).path
    return FileManager.default.fileExists(atPath: file) ? file : nil
  }

  /// Reads the hub's folder.
  func load() throws(Failure) -> Hub {
    guard let hub else { return .default }
    func read(_ name: String) throws(Failure) -> Data? {
      guard let file = file(name) else { return nil }
      return try Terminal.read(file)
    }
    let hubJSON = try read("hub.json")
    let schemaJSON = try read("schema.json")
    guard hubJSON != nil || schemaJSON != nil || file("style.json") != nil else {
      throw Failure(
        "\(hub): none of hub.json, schema.json and style.json is there", .configuration)
    }
    do {
      return try Hub(hubJSON: hubJSON, schemaJSON: schemaJSON)
    } catch {
      throw Failure("\(hub): \(error)", .configuration)
    }
  }
}
