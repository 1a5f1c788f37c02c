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

  @Test("Points lie as asked for, and the same seed gives the same")
  func distributions() throws {
    let workspace = try Workspace()
    var lists: [String: [Data]] = [:]
    var markers: [String: [Int]] = [:]
    for distribution in ["uniform", "clustered", "stacked"] {
      for seed in ["1", "1", "2"] {
        let outcome = try Program.run(
          [
            "bench", "--points", "3000", "--distribution", distribution, "--seed", seed, "--save",
            "points.csv", "--no-tiles", "--format", "json",
          ], in: workspace)
        try #require(outcome.status == 0, "\(distribution): \(outcome.errors)")
        lists[distribution, default: []].append(try Data(contentsOf: workspace.url("points.csv")))
        let found = try JSONObject(outcome.output)
        #expect(try found.string("distribution") == distribution)
        #expect(try found.string("compiler").hasPrefix("Swift 6."))
        markers[distribution] = try found.objects("zooms").map { try $0.integer("markers") }
      }
      let saved = try #require(lists[distribution])
      #expect(saved[0] == saved[1], "\(distribution)")
      #expect(saved[0] != saved[2], "\(distribution)")
    }
    let uniform = try #require(markers["uniform"])
    let clustered = try #require(markers["clustered"])
    let stacked = try #require(markers["stacked"])
    #expect(uniform[8] > clustered[8], "towns come together before the globe does")
    #expect(uniform[18] == 3000)
    #expect(stacked[18] <= 300, "ten at each position on average never split")
  }

  @Test("Tiles can be left out; questions stand beside a plain scan in any case")
  func questionsWithoutTiles() throws {
    let workspace = try Workspace()
    func run(_ arguments: String...) throws -> Data {
      let outcome = try Program.run(["bench", "--points", "2000"] + arguments, in: workspace)
      try #require(outcome.status == 0, "\(arguments): \(outcome.errors)")
      return outcome.output
    }
    let drawn = try JSONObject(run("--zooms", "5-5", "--format", "json"))
    let bare = try JSONObject(run("--zooms", "5-5", "--format", "json", "--no-tiles"))
    #expect(try drawn.objects("zooms").allSatisfy { $0["tileP50"] != nil })
    #expect(try bare.objects("zooms").allSatisfy { $0["tileP50"] == nil })
    for measured in [drawn, bare] {
      let questions = try measured.objects("queries")
      #expect(
        try questions.map { try $0.string("question") } == [
          "radius 1 km", "radius 10 km", "radius 50 km", "nearest 10", "box 0.1°",
        ])
      for question in questions {
        for figure in ["found", "p50", "p99", "plainScanP50"] {
          #expect(try question.number(figure) > 0, "\(figure)")
        }
      }
      #expect(try questions[3].number("found") == 10)
      #expect(try measured.integer("clusterBytes") > 0)
    }
    let table = String(decoding: try run("--zooms", "5-5", "--no-tiles"), as: UTF8.self)
    #expect(table.contains("2,000 clustered points, seed 1; "))
    #expect(table.contains("plain scan µs"))
    #expect(!table.contains("tile p50 ms"))
  }

  @Test("Presets form the clusters they are named after")
  func presets() throws {
    let workspace = try Workspace()
    func markers(_ preset: String) throws -> [Int] {
      let outcome = try Program.run(
        ["bench", "--points", "2000", "--preset", preset, "--no-tiles", "--format", "json"],
        in: workspace)
      try #require(outcome.status == 0, "\(preset): \(outcome.errors)")
      let found = try JSONObject(outcome.output)
      #expect(try found.string("preset") == preset)
      return try found.objects("zooms").map { try $0.integer("markers") }
    }
    let (tiles, regional) = (try markers("tiles"), try markers("regional"))
    #expect(tiles[8] > regional[8], "smaller clusters are more")
    #expect(regional[15] == 2000, "none beyond zoom 14")
    #expect(try markers("supercluster")[8] > markers("national")[8])
  }

  @Test("The plot is a picture of one size, small enough for a report")
  func plot() throws {
    let workspace = try Workspace()
    for zooms in ["0-18", "7-7"] {
      let outcome = try Program.run(
        ["bench", "--points", "2000", "--zooms", zooms, "--no-tiles", "--plot", "plot.png"],
        in: workspace)
      try #require(outcome.status == 0, "\(zooms): \(outcome.errors)")
      let picture = try Data(contentsOf: workspace.url("plot.png"))
      #expect(picture.starts(with: [0x89, 0x50, 0x4e, 0x47]))
      // Width and height stand at the head of the first chunk.
      #expect(Array(picture[16..<24]) == [0, 0, 0x07, 0xd0, 0, 0, 0x07, 0x30], "2000 × 1840")
      #expect(picture.count < 200_000)
    }
  }

  @Test("Options that cannot be are usage errors")
  func wrongOptions() throws {
    let workspace = try Workspace()
    for arguments in [["--threads", "0"], ["--distribution", "square"], ["--points", "0"]] {
      let outcome = try Program.run(["bench"] + arguments, in: workspace)
      #expect(outcome.status == 64, "\(arguments)")
      #expect(outcome.errors.contains(arguments[0]), "\(arguments): \(outcome.errors)")
    }
  }
}
