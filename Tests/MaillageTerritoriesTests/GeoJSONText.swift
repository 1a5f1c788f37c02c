import Foundation

/// GeoJSON written short, for tests.
enum GeoJSONText {
  /// A feature of one polygon, its rings written as "0,0 1,0 1,1".
  static func feature(
    code: String = "\"1\"", name: String = "\"Un\"", rings: [String]
  ) -> String {
    let texts = rings.map { ring in
      "[\(ring.split(separator: " ").map { "[\($0)]" }.joined(separator: ","))]"
    }
    return #"{"type":"Feature","properties":{"code":\#(code),"nom":\#(name)},"#
      + #""geometry":{"type":"Polygon","coordinates":[\#(texts.joined(separator: ","))]}}"#
  }

  /// A collection of features.
  static func collection(_ features: [String]) -> Data {
    Data(#"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#.utf8)
  }
}
