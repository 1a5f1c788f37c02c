import Foundation
import MaillageGeometry
import MaillageModel

/// A folder of its own for one test's database; removed when the test is done.
final class TemporaryDatabase {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appending(component: "maillage-store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  var path: String { folder.appending(component: "structures.sqlite").path }

  func write(_ bytes: some Sequence<UInt8>) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  func bytes() throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }
}

/// A structure with a name, a position and a list.
func structure(_ id: String, nom: String = "Médiathèque", longitude: Double = -1.5536) -> Structure
{
  Structure(
    id: id, coordinate: Coordinate(longitude: longitude, latitude: 47.2184),
    values: ["nom": .text(nom), "services": .list(["Accès internet et matériel informatique"])])
}
