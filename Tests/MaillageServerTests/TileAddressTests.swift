import HTTPTypes
import MaillageGeometry
import Testing

@testable import MaillageServer

@Suite struct TileAddressTests {
  @Test func plainAndRetinaNamesAreRead() throws {
    let plain = try TileAddress(zoom: "8", column: "126", file: "89.png")
    #expect(plain.tile.zoom == 8 && plain.tile.x == 126 && plain.tile.y == 89 && plain.scale == 1)
    #expect(try TileAddress(zoom: "8", column: "126", file: "89@2x.png").scale == 2)
    #expect(try TileAddress(zoom: "8", column: "126", file: "89@3x.png").scale == 3)
  }

  @Test(arguments: [
    ("-1", "0", "0.png"), ("1.5", "0", "0.png"), ("١", "0", "0.png"), ("1e3", "0", "0.png"),
    ("+1", "0", "0.png"), ("0x1", "0", "0.png"), (" 1", "0", "0.png"), ("8", "-1", "0.png"),
    ("8", "%2e%2e", "0.png"), ("8", "0", "%00.png"), ("8", "1%2f2", "0.png"), ("", "0", "0.png"),
    ("8", "0", ".png"), ("8", "0", "@2x.png"),
  ])
  func whatIsNotMadeOfDigitsIsABadRequest(zoom: String, column: String, file: String) {
    #expect(throws: Problem.self) {
      try TileAddress(zoom: zoom, column: column, file: file)
    }
    do throws(Problem) {
      _ = try TileAddress(zoom: zoom, column: column, file: file)
    } catch {
      #expect(error.status == .badRequest)
      #expect(["x", "y", "z"].contains(error.parameter))
    }
  }

  @Test(arguments: [
    ("20", "0", "0.png"), ("32", "0", "0.png"), ("63", "0", "0.png"), ("64", "0", "0.png"),
    ("255", "0", "0.png"), ("8", "256", "0.png"), ("8", "0", "256.png"),
    ("8", "9223372036854775807", "0.png"), (String(repeating: "9", count: 300), "0", "0.png"),
    ("8", "0", "0@0x.png"), ("8", "0", "0@99x.png"), ("8", "0", "0@2x@2x.png"), ("8", "0", "0.jpg"),
    ("8", "0", "0"), ("8", "0", "0@.png"), ("8", "0", "0@1x.png"),
  ])
  func whatLiesOutsideThePyramidIsNotFound(zoom: String, column: String, file: String) {
    do throws(Problem) {
      _ = try TileAddress(zoom: zoom, column: column, file: file)
      Issue.record("\(zoom)/\(column)/\(file) was accepted")
    } catch {
      #expect(error.status == .notFound)
      #expect(error.parameter != nil)
    }
  }
}
