import Foundation
import Testing

/// An object of a JSON answer, read without the program's own types, as another program would.
struct JSONObject {
  let members: [String: Any]

  init(_ value: Any?) throws {
    members = try #require(
      value as? [String: Any], "not a JSON object: \(String(describing: value))")
  }

  init(_ bytes: Data) throws {
    try self.init(JSONSerialization.jsonObject(with: bytes))
  }

  subscript(_ name: String) -> Any? { members[name] }

  func string(_ name: String) throws -> String { try #require(members[name] as? String, "\(name)") }

  func integer(_ name: String) throws -> Int {
    try #require((members[name] as? NSNumber)?.intValue, "\(name)")
  }

  func number(_ name: String) throws -> Double {
    try #require((members[name] as? NSNumber)?.doubleValue, "\(name)")
  }

  func object(_ name: String) throws -> JSONObject { try JSONObject(members[name]) }

  func objects(_ name: String) throws -> [JSONObject] {
    try #require(members[name] as? [Any], "\(name)").map { try JSONObject($0) }
  }

  /// The objects of a JSON array.
  static func array(_ bytes: Data) throws -> [JSONObject] {
    try #require(JSONSerialization.jsonObject(with: bytes) as? [Any]).map { try JSONObject($0) }
  }
}
