import Testing

@testable import MaillageTerritories

@Suite struct JSONParserTests {
  private func parse(_ text: String) throws -> JSONValue {
    try JSONParser.parse(Array(text.utf8))
  }

  @Test func everyKindOfValueIsRead() throws {
    let value = try parse(
      "\u{FEFF} {\"a\": [1, -0.5, true, false, null, []], \"b\": {}, \"é\": \"x\"} \n")
    let list: [JSONValue] = [
      .number(1), .number(-0.5), .bool(true), .bool(false), .null, .array([]),
    ]
    #expect(value == .object(["a": .array(list), "b": .object([:]), "é": .string("x")]))
  }

  @Test func stringsMayHoldEscapes() throws {
    #expect(
      try parse(#""\"\\\/\b\f\n\r\t\u00e9\uD83D\uDDFA""#) == .string("\"\\/\u{8}\u{C}\n\r\té🗺"))
  }

  @Test func numbersAreTheNearestDouble() throws {
    var generator = SplitMix64(seed: 5)
    var texts = [
      "0", "-0", "0.1", "180", "-179.99999", "123456789012345", "1234567890123456789",
      "9007199254740993", "0.1234567890123456789", "7.130345969302944", "1e3", "1E-7", "-2.5e+2",
      "4.9e-324", "1.7976931348623157e308", "0.000000000000001", "999999999999999",
    ]
    for _ in 0..<5000 {
      let value = Double.random(in: -180...180, using: &generator)
      texts.append("\(value)")
      texts.append("\((value * 1e5).rounded() / 1e5)")
    }
    for text in texts {
      let expected = try #require(Double(text))
      #expect(try parse(text).number?.bitPattern == expected.bitPattern, "seed 5, \(text)")
    }
  }

  @Test(arguments: [
    "", " ", "{", "[", "[1", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "tru",
    "nul", "nan", "Infinity", "+1", "01", "1.", ".5", "1e", "1e+", "--1", "1 2", "\"", "\"\\x\"",
    "\"\\u12\"", "\"\\uD800\"", "\"\\uD800\\u0041\"", "\"\\uDC00\"", "\"\u{1}\"", "\"\\", "-",
    "1e999",
    "\"\\u+123\"",
  ])
  func whatIsNoJSONIsRefused(text: String) {
    #expect(throws: JSONParser.Failure.self) { try parse(text) }
  }

  @Test func bytesThatAreNotUTF8AreRefused() {
    #expect(throws: JSONParser.Failure.self) { try JSONParser.parse([0x22, 0xFF, 0x22]) }
  }
}
