import MaillageModel
import Testing

@testable import MaillageImport

@Suite("JSON and GeoJSON")
struct JSONReaderTests {
  private func records(
    _ json: String, limits: ImportLimits = ImportLimits()
  ) throws -> (columns: [String], records: [SourceRecord], crs: String?) {
    let text = SourceText(fileName: "t.json", bytes: Array(json.utf8))
    var reader = try JSONDocument.reader(for: text, limits: limits)
    var records: [SourceRecord] = []
    while let record = try reader.next() { records.append(record) }
    return (reader.columns, records, reader.declaredCRS)
  }

  @Test("nested values get dotted names, numbers keep their text")
  func flattening() throws {
    let (columns, records, _) = try records(
      #"[{"nom":"é\u00e9\ud83d\ude00","a":{"b":[{"c":475198.100}, "x"]},"n":null,"v":true},{"z":1e400}]"#
    )
    #expect(columns == ["nom", "a.b.0.c", "a.b.1", "n", "v", "z"])
    #expect(records[0].cells.map(\.text) == ["éé😀", "475198.100", "x", "", "true"])
    #expect(records[1].cell(5).text == "1e400")
  }

  @Test("an object around one array is read through")
  func wrapped() throws {
    #expect(try records(#"{"total": 1, "results": [{"a": 1}]}"#).records.count == 1)
  }

  @Test("a repeated name is noted and its last value counts")
  func repeatedName() throws {
    let record = try records(#"[{"b":0,"a":1,"a":2}]"#).records[0]
    #expect(record.cell(1).text == "2")
    #expect(record.notes.map(\.action) == [.notice])
  }

  @Test("lone surrogates become the replacement character")
  func loneSurrogates() throws {
    let record = try records(#"[{"a":"x\ud800y","b":"\udc00","c":"\ud83d\u0041"}]"#).records[0]
    #expect(record.cells.map(\.text) == ["x\u{FFFD}y", "\u{FFFD}", "\u{FFFD}A"])
  }

  @Test("an element that is no object is rejected by itself")
  func scalarElement() throws {
    let records = try records(#"[{"a":1}, 5, {"a":2}]"#).records
    #expect(records[1].notes.map(\.action) == [.rejected])
    #expect(records[2].number == 3)
  }

  @Test(
    "faults are errors with line and column",
    arguments: [
      ("[{\"a\":1},\n {\"a\" 2}]", 2, 7), ("[{\"a\":1}\n,]", 2, 2), ("[{\"a\":\"x\n}]", 1, 7),
      ("[{\"a\":1.}]", 1, 7), ("[{\"a\":\"\\u12\"}]", 1, 8),
      ("[{\"a\":\"\\x\"}]", 1, 8), ("[{}] x", 1, 6), ("[{\"a\":nul}]", 1, 7), ("[{\"a\":1}", 1, 9),
      ("{\"a\": 1}", 1, 1), ("{\"type\":\"FeatureCollection\"}", 1, 1),
    ])
  func faults(_ json: String, _ line: Int, _ column: Int) {
    let error = #expect(throws: ImportError.self) { try records(json) }
    guard case .syntax("t.json", line, column, _)? = error else {
      Issue.record("\(json): \(String(describing: error))")
      return
    }
  }

  @Test("depth is bounded, however deep the file")
  func depth() {
    for open in ["[", "[{\"a\":", "{\"features\":[{\"a\":"] {
      let json = String(repeating: open, count: 100_000)
      #expect(throws: ImportError.self) { try records(json, limits: .init(depth: 100_000)) }
    }
  }

  @Test("features give properties, point and identifier")
  func features() throws {
    let (columns, records, crs) = try records(
      """
      {"type":"FeatureCollection","features":[
       {"type":"Feature","id":7,"properties":{"nom":"A"},
        "geometry":{"type":"Point","coordinates":[-0.5,47.25,12]}},
       {"type":"Feature","properties":{"nom":"B","id":"b"},"geometry":null},
       {"type":"Feature","properties":null,
        "geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}],
       "crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::2154"}}}
      """)
    #expect(columns == ["nom", "id"])
    #expect(crs == "urn:ogc:def:crs:EPSG::2154")
    #expect(records[0].point?.longitude.text == "-0.5")
    #expect(records[0].point?.latitude.text == "47.25")
    #expect(records[0].cell(1).text == "7")
    #expect(records[1].point == nil)
    #expect(records[1].cell(1).text == "b")
    #expect(records[2].notes.map(\.value) == ["Polygon"])
  }

  @Test("one feature is a file too")
  func singleFeature() throws {
    let (_, records, _) = try records(
      #"{"type":"Feature","properties":{"nom":"A"},"geometry":{"type":"MultiPoint","coordinates":[[1,2]]}}"#
    )
    #expect(records.count == 1)
    #expect(records[0].point?.latitude.text == "2")
  }
}
