import Foundation
import Maillage
import MaillageGeometry
import MaillageModel
import Testing

@Suite("Exports")
struct StructureWriterTests {
  private static let label = LocalizedText(fr: "Champ", en: "Field")
  private static let schema = Schema(fields: [
    Field(name: "id", kind: .text, label: label), Field(name: "nom", kind: .text, label: label),
    Field(name: "latitude", kind: .number, label: label),
    Field(name: "longitude", kind: .number, label: label),
    Field(name: "telephone", kind: .text, label: label),
    Field(name: "services", kind: .list, label: label),
    Field(name: "referent", kind: .text, label: label, isPublic: false),
  ])
  private static let structures = [
    Structure(
      id: "b", values: ["nom": .text("Deux\n\"lignes\""), "referent": .text("secret")],
      unmapped: ["nom": "n", "autre": "o"]),
    Structure(
      id: "a", coordinate: Coordinate(longitude: -0.00001, latitude: 47),
      values: [
        "nom": .text("=1+1"), "telephone": .text("+33241000000"), "services": .list(["x", "y, z"]),
      ]),
  ]

  private func text(_ format: StructureWriter.Format, allColumns: Bool = false) -> String {
    let writer = StructureWriter(schema: Self.schema, format: format, allColumns: allColumns)
    return String(decoding: writer.write(Self.structures), as: UTF8.self)
  }

  @Test("CSV is ordered by identifier, quoted where needed, with CRLF")
  func csv() {
    #expect(
      text(.csv)
        == "id,nom,latitude,longitude,telephone,services\r\n"
        + "a,=1+1,47,-0.00001,+33241000000,\"x|y, z\"\r\n"
        + "b,\"Deux\n\"\"lignes\"\"\",,,,\r\n")
  }

  @Test("only the editor's export has what is not public")
  func allColumns() {
    let lines = text(.csv, allColumns: true).components(separatedBy: "\r\n")
    #expect(
      lines[0] == "id,nom,latitude,longitude,telephone,services,referent,autre,origine:nom")
    #expect(lines[2].hasSuffix(",secret,o,n"))
    for format in StructureWriter.Format.allCases { #expect(!text(format).contains("secret")) }
  }

  @Test("a spreadsheet never meets a formula, numbers stay numbers")
  func spreadsheet() {
    #expect(text(.csvTableur).contains("a,'=1+1,47,-0.00001,+33241000000,"))
    for sign in ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"] {
      let structure = Structure(id: "a", values: ["nom": .text("\(sign)x")])
      let bytes = StructureWriter(schema: Self.schema, format: .csvTableur).write([structure])
      #expect(String(decoding: bytes, as: UTF8.self).contains("'\(sign)x"))
    }
  }

  @Test("JSON and GeoJSON hold the fields, lists as arrays")
  func json() throws {
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(text(.json).utf8)) as? [[String: Any]])
    #expect(rows.map { $0["id"] as? String } == ["a", "b"])
    #expect(rows[0]["services"] as? [String] == ["x", "y, z"])
    #expect(rows[0]["longitude"] as? Double == -0.00001)
    let collection = try #require(
      try JSONSerialization.jsonObject(with: Data(text(.geojson).utf8)) as? [String: Any])
    let features = try #require(collection["features"] as? [[String: Any]])
    #expect(features[0]["id"] as? String == "a")
    #expect(features[1]["geometry"] is NSNull)
  }

  @Test("distances stand in the order given")
  func distances() throws {
    let writer = StructureWriter(schema: Self.schema, format: .geojson)
    let bytes = writer.write([(Self.structures[0], 12.5), (Self.structures[1], 99)])
    let collection = try #require(
      try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    let features = try #require(collection["features"] as? [[String: Any]])
    #expect(features.map { $0["id"] as? String } == ["b", "a"])
    #expect((features[0]["properties"] as? [String: Any])?["distance"] as? Double == 12.5)
  }
}
