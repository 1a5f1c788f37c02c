import Foundation
import Glibc
import Testing

@Suite("Exporting tiles", .serialized)
struct TilesExportTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.write(InventedList().csv, to: "places.csv")
    let outcome = try Program.run(
      ["import", "places.csv", "--database", "m.sqlite"], in: workspace)
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  /// Around the invented places; some thousand tiles down to zoom 13.
  func arguments(_ format: String, _ output: String, zooms: String = "0-13") -> [String] {
    [
      "tiles", "export", "--format", format, "--bbox=-2,46.8,-0.8,47.8", "--zooms", zooms,
      "--database", "m.sqlite", "--output", output,
    ]
  }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: workspace.url(name)) }

  @Test("An export killed again and again becomes the archive of an undisturbed one")
  func killedExportGoesOn() throws {
    let undisturbed = try Program.run(arguments("pmtiles", "whole.pmtiles"), in: workspace)
    try #require(undisturbed.status == 0, "\(undisturbed.errors)")
    for number in 1...(Program.isLong ? 40 : 8) {
      let exporting = try Program.start(arguments("pmtiles", "map.pmtiles"), in: workspace)
      // Spread over the time that an export takes; where exactly it falls is the machine's choice.
      usleep(UInt32(number * 137_003 % 900_000))
      _ = kill(exporting.processIdentifier, SIGKILL)
      exporting.waitUntilExit()
      // The name is there with the whole archive, or not at all.
      if workspace.exists("map.pmtiles") {
        #expect(try bytes("map.pmtiles") == bytes("whole.pmtiles"), "kill \(number)")
      }
    }
    let last = try Program.run(arguments("pmtiles", "map.pmtiles"), in: workspace)
    #expect(last.status == 0, "\(last.errors)")
    #expect(try bytes("map.pmtiles") == bytes("whole.pmtiles"))
    #expect(!workspace.exists("map.pmtiles.partial"))
  }

  @Test("An export told to stop says how to go on, and another one does not go on from it")
  func interruptedExportGoesOn() throws {
    let exporting = try Program.start(
      arguments("mbtiles", "map.mbtiles", zooms: "0-16"), in: workspace)
    let patience = ContinuousClock.now + .seconds(30)
    while !workspace.exists("map.mbtiles.partial"), ContinuousClock.now < patience {
      usleep(5_000)
    }
    usleep(200_000)
    _ = kill(exporting.processIdentifier, SIGINT)
    exporting.waitUntilExit()
    let errors = try workspace.text("stderr")
    #expect(exporting.terminationStatus == 130, "\(errors)")
    #expect(errors.contains("the same command goes on from there"))
    #expect(!workspace.exists("map.mbtiles"))

    let other = try Program.run(
      arguments("mbtiles", "map.mbtiles", zooms: "0-9"), in: workspace)
    #expect(other.status == 0)
    #expect(other.errors.contains("zooms differ: starting anew"), "\(other.errors)")
  }

  @Test("A folder holds the tiles that the tile command draws")
  func folderHoldsTiles() throws {
    let outcome = try Program.run(
      arguments("directory", "map", zooms: "8-9") + ["--scale", "2", "--quiet"], in: workspace)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.isEmpty && outcome.errors.isEmpty)
    let single = try Program.run(
      ["tile", "8", "127", "89", "--scale", "2", "--database", "m.sqlite", "--output", "t.png"],
      in: workspace)
    try #require(single.status == 0, "\(single.errors)")
    #expect(try bytes("map/8/127/89@2x.png") == bytes("t.png"))
    #expect(workspace.exists("map/tiles.json"))
  }

  @Test("Too many tiles, a foreign folder and the database itself are refused")
  func impossibleExportsAreRefused() throws {
    let world = try Program.run(
      [
        "tiles", "export", "--format", "pmtiles", "--bbox=-180,-85,180,85", "--zooms", "0-14",
        "--output", "w.pmtiles",
      ], in: workspace)
    #expect(world.status == 64)
    #expect(world.errors.contains("356785493 tiles"), "\(world.errors)")
    let folder = try Program.run(arguments("directory", ".", zooms: "0-3"), in: workspace)
    #expect(folder.status == 64, "\(folder.errors)")
    let database = try Program.run(arguments("mbtiles", "m.sqlite", zooms: "0-3"), in: workspace)
    #expect(database.status == 64, "\(database.errors)")
    #expect(workspace.exists("places.csv"))
  }
}
