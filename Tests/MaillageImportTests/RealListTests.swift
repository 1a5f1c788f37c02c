import Foundation
import Maillage
import MaillageGeometry
import MaillageImport
import MaillageModel
import MaillageTerritories
import MaillageTestSupport
import Testing

@Suite("Real lists", .enabled(if: SharedFiles.isPresent, "needs ../shared"))
struct RealListTests {
  struct List: Sendable {
    var file: String
    var read: Int
    var imported: Int
    var merged: Int
    var rejected: Int
  }

  /// What each list gives, and why some records do not: three names are empty in Maine-et-Loire; in
  /// Provence three rows have neither position nor town and one is shifted by a column; Le Havre
  /// has one identifier twice.
  static let lists = [
    List(file: "maine-et-loire.json", read: 243, imported: 240, merged: 0, rejected: 3),
    List(file: "angers.json", read: 63, imported: 63, merged: 0, rejected: 0),
    List(file: "france-services-20240801.csv", read: 2845, imported: 2845, merged: 0, rejected: 0),
    List(file: "charente-schema-standard.json", read: 188, imported: 188, merged: 0, rejected: 0),
    List(file: "nouvelle-caledonie.json", read: 92, imported: 92, merged: 0, rejected: 0),
    List(file: "paca-2022.json", read: 1245, imported: 1241, merged: 0, rejected: 4),
    List(file: "le-havre.json", read: 80, imported: 79, merged: 1, rejected: 0),
    List(file: "bus-france-services-charente.json", read: 12, imported: 12, merged: 0, rejected: 0),
    List(file: "derives/gironde-lieux.json", read: 347, imported: 347, merged: 0, rejected: 0),
    List(
      file: "derives/conseillers-numeriques-lieux-2022.csv", read: 4930, imported: 4930, merged: 0,
      rejected: 0),
  ]

  private func read(_ name: String) throws -> (structures: [Structure], report: ImportReport) {
    let file = SharedFiles.folder.appending(path: "data/structures/\(name)")
    let config = file.deletingPathExtension().appendingPathExtension("config.json")
    let mapping =
      FileManager.default.fileExists(atPath: config.path)
      ? try Mapping(json: Data(contentsOf: config), fileName: config.lastPathComponent) : nil
    let importer = Importer(
      source: file.deletingPathExtension().lastPathComponent, schema: .standard, mapping: mapping)
    return try importer.read(Data(contentsOf: file), fileName: file.lastPathComponent)
  }

  @Test("each list gives what it should, and survives export and import", arguments: lists)
  func counts(_ list: List) throws {
    let (structures, report) = try read(list.file)
    #expect(report.read == list.read)
    #expect(report.imported == list.imported && structures.count == list.imported)
    #expect(report.merged == list.merged)
    #expect(report.rejected == list.rejected)
    for format in [StructureWriter.Format.csv, .json, .geojson] {
      let writer = StructureWriter(schema: .standard, format: format, allColumns: true)
      let first = writer.write(structures)
      let again = try Importer(source: "x", schema: .standard).read(Data(first), fileName: "e")
      #expect(writer.write(again.structures) == first, "\(format)")
    }
  }

  @Test("Maine-et-Loire loses only the three records without a name")
  func maineEtLoire() throws {
    let (structures, report) = try read("maine-et-loire.json")
    let rejected = report.rows.filter { $0.action == .rejected }
    #expect(rejected.allSatisfy { $0.reason.fr == "aucun nom" })
    let ids = Set(structures.map(\.id))
    for id in ["LMN160", "LMN097", "LMN265"] { #expect(!ids.contains("maine-et-loire_\(id)")) }
    #expect(structures.allSatisfy { $0.coordinate != nil && !$0.isPositionApproximate })
    let first = try #require(structures.first { $0.id == "maine-et-loire_LMN008" })
    // pyproj 3.7.2 on the x and y of the record.
    #expect(abs((first.coordinate?.latitude ?? 0) - 47.294016025143875) < 9e-9)
    #expect(abs((first.coordinate?.longitude ?? 0) - 0.02466020583677577) < 9e-9)
    let wrongCode = try #require(structures.first { $0.id == "maine-et-loire_LMN199" })
    #expect(wrongCode.text("code_postal") == nil)
  }

  @Test("a shifted row of Provence is rejected with its line")
  func provence() throws {
    let report = try read("paca-2022.json").report
    #expect(report.rows.filter { $0.action == .rejected }.map(\.record).contains(1240))
  }
}
