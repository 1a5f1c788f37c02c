import Foundation
import Maillage
import MaillageGeometry
import MaillageImport
import MaillageModel
import MaillageTestSupport
import Testing

@Suite("Export, import, export")
struct RoundTripTests {
  private static let label = LocalizedText(fr: "Champ", en: "Field")
  private static let schema = Schema(
    fields: Schema.standard.fields + [
      Field(name: "activites", kind: .list, label: label, isFacet: true),
      Field(name: "surface", kind: .number, label: label),
      Field(name: "referent", kind: .text, label: label, isPublic: false),
    ])

  private func structure(_ random: inout SplitMix64, number: Int) -> Structure {
    let pieces = [
      "\"", ",", ";", "\n", "\r\n", "'", "=1+1", "+", "@", "😀", "👩🏽‍🚀", "\u{200F}", "שלום", "Évron",
      "e\u{301}",
      "\\", "\t", "#", "{", "]", "：", "\u{2028}",
    ]
    func text() -> String {
      "a"
        + (0..<Int.random(in: 0...6, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined() + "z"
    }
    var found = Structure(id: "\(text())\(number)")
    found.values = ["nom": .text(text()), "commune": .text(text()), "source": .text(text())]
    for field in [
      "adresse", "complement_adresse", "presentation_detail", "structure_parente", "referent",
    ]
    where Bool.random(using: &random) {
      found.values[field] = .text(text())
    }
    if Bool.random(using: &random) {
      found.coordinate = Coordinate(
        longitude: Double.random(in: -179...179, using: &random),
        latitude: Double.random(in: -89...89, using: &random))
    }
    found.values["services"] = .list([
      "Aide aux démarches administratives", "Loisirs et créations numériques",
    ])
    found.values["activites"] = .list(["Wifi, café", "Ateliers \"libres\""])
    found.values["surface"] = .number(Double.random(in: 0...1e6, using: &random))
    found.unmapped = ["Colonne, à part": text(), "nom": text(), "courriel": text()]
    return found
  }

  @Test(
    "the same bytes come back in every format, whatever the text", arguments: [1, 2, 3] as [UInt64])
  func identity(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let structures = (0..<200).map { structure(&random, number: $0) }
    for format in [StructureWriter.Format.csv, .json, .geojson] {
      for allColumns in [false, true] {
        let writer = StructureWriter(schema: Self.schema, format: format, allColumns: allColumns)
        let first = writer.write(structures)
        let importer = Importer(source: "autre", schema: Self.schema)
        let (back, report) = try importer.read(Data(first), fileName: "e")
        #expect(report.imported == 200, "seed \(seed), \(format)")
        #expect(writer.write(back) == first, "seed \(seed), \(format), all columns \(allColumns)")
      }
    }
  }

  @Test("a commune's position stays one")
  func approximatePosition() throws {
    var found = Structure(
      id: "1", coordinate: Coordinate(longitude: 1.5, latitude: 2.5), isPositionApproximate: true)
    found.values = ["nom": .text("A"), "commune": .text("B"), "source": .text("s")]
    for format in [StructureWriter.Format.json, .geojson] {
      let bytes = StructureWriter(schema: .standard, format: format).write([found])
      let back = try Importer(source: "s", schema: .standard).read(Data(bytes), fileName: "e")
        .structures
      #expect(back == [found])
    }
  }
}
