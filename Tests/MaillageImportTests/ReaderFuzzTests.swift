import Foundation
import MaillageModel
import MaillageTestSupport
import Testing

@testable import MaillageImport

@Suite("Readers under damaged files")
struct ReaderFuzzTests {
  private static let seeds = [
    "id,nom,commune,latitude,longitude\r\n1,\"A \"\"b\"\"\",Évron,48.1,-0.4\r\n2,C,\"x\ny\",,\r\n",
    "id;nom;commune\n1;A;B\n",
    #"[{"id":1,"nom":"A\u00e9\ud83d\ude00","commune":"B","geo":{"lat":1.5e3,"x":[1,2,{"y":null}]}},{}]"#,
    """
    {"type":"FeatureCollection","crs":{"properties":{"name":"EPSG:2154"}},"features":[{"type":
    "Feature","id":"a","properties":{"nom":"A","commune":"B"},"geometry":{"type":"Point",
    "coordinates":[355577.8,6689723.1]}}]}
    """,
  ]

  @Test("no mutation crashes a reader, and every record is accounted for", arguments: 0..<4)
  func mutations(_ kind: Int) {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(5)
    let importer = Importer(
      source: "s", schema: .standard, limits: ImportLimits(records: 1000, recordBytes: 10_000))
    var seed: UInt64 = 1
    while seed <= 4000, clock.now < end {
      var random = SplitMix64(seed: seed &* 4 &+ UInt64(kind))
      var bytes = Array(Self.seeds[kind].utf8)
      for _ in 0..<Int.random(in: 1...8, using: &random) { mutate(&bytes, &random) }
      if let (structures, report) = try? importer.read(Data(bytes), fileName: "f") {
        #expect(
          report.read == report.imported + report.merged + report.rejected
            && report.imported == structures.count
            && report.count(of: .rejected) == report.rejected, "seed \(seed), kind \(kind)")
      }
      seed += 1
    }
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
    let pieces = [
      "\"", "\\u", "\\", "[", "{", "}", "]", ",", ";", "\n", "\r", "\0", "\u{FEFF}", "é", "1e999",
      "NaN",
    ]
    let index = bytes.isEmpty ? 0 : Int.random(in: 0..<bytes.count, using: &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0 where !bytes.isEmpty: bytes[index] = UInt8.random(in: 0...255, using: &random)
    case 1 where !bytes.isEmpty: bytes.remove(at: index)
    case 2:
      bytes.insert(contentsOf: Array((pieces.randomElement(using: &random) ?? "").utf8), at: index)
    case 3: bytes.removeLast(min(bytes.count, Int.random(in: 0...20, using: &random)))
    default:
      let length = min(bytes.count - index, Int.random(in: 0...30, using: &random))
      bytes.insert(contentsOf: bytes[index..<(index + max(0, length))], at: index)
    }
  }
}
