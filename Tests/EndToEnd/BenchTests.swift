import Foundation
import Testing

@Suite("Measuring", .serialized)
struct BenchTests {
  @Test("The clusters that bench counts are those of its points, saved and imported")
  func savedPointsGiveTheSameClusters() throws {
    let points = Program.isLong ? 100_000 : 10_000
    let workspace = try Workspace()
    func run(_ arguments: String...) throws -> Data {
      let outcome = try Program.run(arguments, in: workspace)
      try #require(outcome.status == 0, "\(arguments): \(outcome.errors)")
      return outcome.output
    }
    let table = try JSONObject(
      run("bench", "--points", String(points), "--seed", "1", "--save", "b.csv", "--format", "json")
    )
    let zooms = try table.objects("zooms")
    #expect(try zooms.map { try $0.integer("zoom") } == Array(0...18))

    _ = try run("import", "b.csv", "--database", "b.sqlite")
    for row in zooms {
      let zoom = try row.integer("zoom")
      let features = try JSONObject(
        run("clusters", "--zoom", String(zoom), "--database", "b.sqlite", "--format", "geojson")
      ).objects("features")
      #expect(features.count == (try row.integer("markers")), "zoom \(zoom)")
      let clusters = try features.map { try $0.object("properties") }
        .filter { $0["cluster"] as? Bool == true }
      #expect(clusters.count == (try row.integer("clusters")), "zoom \(zoom)")
      let counted = try clusters.reduce(features.count - clusters.count) {
        $0 + (try $1.integer("point_count"))
      }
      #expect(counted == points, "zoom \(zoom)")
    }
  }
}
