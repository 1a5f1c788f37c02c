import Foundation
import Testing

@Suite("Layering")
struct LayeringTests {
  /// The folder of all rooms, found from this file.
  static let sources = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources")

  static let rooms = try? FileManager.default.contentsOfDirectory(atPath: sources.path)

  @Test("Every room is in the table, and imports only what the table allows")
  func importsFollowTheTable() throws {
    let rooms = try #require(Self.rooms)
    var read = 0
    for room in rooms.sorted() {
      let folder = Self.sources.appending(path: room)
      #expect(Layering.maillage.allowed[room] != nil, "\(room) is not in the table of rooms")
      for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
      where path.hasSuffix(".swift") {
        let source = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
        let violations = Layering.maillage.violations(
          in: source, of: room, file: "Sources/\(room)/\(path)")
        #expect(violations == [])
        read += 1
      }
    }
    #expect(read > 0)
  }

  @Test("Every arrow of the table leads to a row above, so that none leads back")
  func arrowsLeadUp() {
    var above: Set<String> = []
    for (room, builtOn) in Layering.maillage.rows {
      #expect(above.isSuperset(of: builtOn), "\(room) is built on a room that is not above it")
      #expect(above.insert(room).inserted, "\(room) has two rows")
    }
  }

  @Test(
    "A forbidden import is found in every form that Swift knows",
    arguments: [
      "import MaillageServer", "public import MaillageServer", "  internal import MaillageServer",
      "@testable import MaillageServer", "@_spi(Tiles) public import MaillageServer",
      "import struct MaillageServer.Limits", "@preconcurrency import MaillageServer // why",
    ])
  func forbiddenImportIsFound(line: String) {
    let violations = Layering.maillage.violations(
      in: "import Foundation\n\(line)\n", of: "MaillageIndex", file: "Quadtree.swift")
    #expect(violations == ["Quadtree.swift:2: MaillageIndex may not import MaillageServer."])
  }

  @Test("Imports that go up, the standard libraries and mentions in comments are free")
  func allowedImportsPass() {
    let source = """
      public import MaillageGeometry
      import Foundation
      import GRDB
      // import MaillageServer would turn the arrow round.
      let text = "import MaillageServer"
      """
    let violations = Layering.maillage.violations(
      in: source, of: "MaillageIndex", file: "Quadtree.swift")
    #expect(violations == [])
  }

  @Test("A room that nobody put in the table is found")
  func unknownRoomIsFound() {
    let violations = Layering.maillage.violations(in: "", of: "MaillageUtils", file: "Misc.swift")
    #expect(violations == ["Misc.swift: the room MaillageUtils is not in the table of rooms."])
  }
}
