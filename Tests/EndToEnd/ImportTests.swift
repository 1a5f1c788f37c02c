import Foundation
import Testing

@Suite("Importing lists", .serialized)
struct ImportTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.write(InventedList().csv, to: "places.csv")
  }

  func run(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(arguments, in: workspace)
  }

  @Test("A list comes in whole, and the report accounts for every row")
  func listComesInWhole() throws {
    let outcome = try run(
      "import", "places.csv", "--database", "m.sqlite", "--report", "report.json")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let report = try JSONObject(Data(contentsOf: workspace.url("report.json")))
    #expect(try report.string("source") == "places")
    #expect(try report.integer("read") == InventedList.count)
    #expect(try report.integer("imported") == InventedList.count)
    #expect(try report.integer("merged") == 0)
    #expect(try report.integer("rejected") == 0)
  }

  @Test("A row without a name is rejected, with its line and the reason")
  func namelessRowIsRejected() throws {
    var list = InventedList()
    list.names[7] = ""
    try workspace.write(list.csv, to: "places.csv")
    let outcome = try run(
      "import", "places.csv", "--database", "m.sqlite", "--report", "report.json")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let report = try JSONObject(Data(contentsOf: workspace.url("report.json")))
    #expect(try report.integer("imported") == InventedList.count - 1)
    #expect(try report.integer("rejected") == 1)
    let rejected = try report.objects("rows").filter { $0["action"] as? String == "rejected" }
    #expect(try rejected.map { try $0.integer("line") } == [9])
    #expect(rejected.allSatisfy { $0["reason"] != nil })
  }

  @Test("Exported, imported and exported again, a list is byte for byte the same")
  func exportIsTheIdentity() throws {
    try #require(try run("import", "places.csv", "--database", "a.sqlite").status == 0)
    try #require(
      try run("export", "--database", "a.sqlite", "--format", "csv", "--output", "a.csv").status
        == 0)
    try #require(try run("import", "a.csv", "--database", "b.sqlite").status == 0)
    try #require(
      try run("export", "--database", "b.sqlite", "--format", "csv", "--output", "b.csv").status
        == 0)
    let first = try workspace.text("a.csv")
    #expect(first == (try workspace.text("b.csv")))
    #expect(first.split(whereSeparator: \.isNewline).count == InventedList.count + 1)
  }

  @Test("A list is read from standard input")
  func listIsReadFromStandardInput() throws {
    let outcome = try Program.run(
      ["import", "-", "--name", "entree", "--database", "m.sqlite", "--report", "report.json"],
      in: workspace, input: InventedList().csv)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let report = try JSONObject(Data(contentsOf: workspace.url("report.json")))
    #expect(try report.integer("imported") == InventedList.count)
  }

  @Test("A trial run reports and keeps nothing")
  func trialRunKeepsNothing() throws {
    let outcome = try run(
      "import", "places.csv", "--database", "m.sqlite", "--report", "report.json", "--dry-run")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(workspace.exists("report.json"))
    #expect(!workspace.exists("m.sqlite"))
  }

  @Test("What goes wrong is told by the exit status and a line on standard error")
  func failuresAreTold() throws {
    try workspace.write("nom;latitude\n\n;;;\n", to: "broken.csv")
    try workspace.write("{\"type\": \"FeatureCollection\", \"features\": [", to: "broken.geojson")
    let cases: [(arguments: [String], status: Int32)] = [
      (["import", "absent.csv", "--database", "m.sqlite"], 66),
      (["import", "broken.csv", "--database", "m.sqlite"], 65),
      (["import", "broken.geojson", "--database", "m.sqlite"], 65),
      (["import", "places.csv", "--mapping", "absent.json", "--database", "m.sqlite"], 66),
      (["import"], 64),
      (["near", "--latitude", "quarante", "--longitude", "0", "--radius", "1"], 64),
      (["chercher"], 64),
    ]
    for (arguments, status) in cases {
      let outcome = try Program.run(arguments, in: workspace)
      #expect(outcome.status == status, "\(arguments): \(outcome.errors)")
      #expect(!outcome.errors.isEmpty, "\(arguments) said nothing")
      #expect(outcome.output.isEmpty, "\(arguments) wrote messages among the results")
    }
  }
}
