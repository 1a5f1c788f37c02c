import Foundation
import MaillageImport
import MaillageModel
import MaillageTerritories

/// A list to read: a file or standard input, with what is needed to understand it.
struct ListSource {
  /// The path, or `-` for standard input.
  let path: String
  /// The source's name; the file's name without extension when `nil`.
  var name: String?
  /// A mapping file.
  var mapping: String?
  /// The coordinates' reference system.
  var crs: String?

  /// The name structures are stored under.
  var sourceName: String {
    name ?? URL(filePath: path).deletingPathExtension().lastPathComponent
  }

  /// Reads the list.
  func read(
    schema: Schema, gazetteer: Gazetteer, progress: (String) -> Void
  ) throws(Failure) -> (structures: [Structure], report: ImportReport) {
    let importer = Importer(
      source: sourceName, schema: schema, mapping: try readMapping(), crs: crs,
      gazetteer: gazetteer)
    let bytes = try Terminal.read(path)
    do {
      return try withoutActuallyEscaping(progress) { progress in
        try importer.read(bytes, fileName: path) { progress("\($0) rows read") }
      }
    } catch let error as ImportError {
      throw Failure("\(error)", error.failureCode)
    } catch {
      throw Failure("\(error)", .badData)
    }
  }

  private func readMapping() throws(Failure) -> Mapping? {
    guard let mapping else { return nil }
    let bytes = try Terminal.read(mapping)
    do {
      return try Mapping(json: bytes, fileName: mapping)
    } catch {
      throw Failure("\(error)", .configuration)
    }
  }
}

extension ImportError {
  /// The exit code that tells scripts what kind of failure it is.
  fileprivate var failureCode: Failure.Code {
    switch self {
    case .syntax, .empty, .tooLarge: .badData
    case .unknownCRS, .mapping: .configuration
    }
  }
}
