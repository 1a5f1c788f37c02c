/// A JSON value with its place in the file.
struct JSONNode {
  indirect enum Value {
    case null
    case boolean(Bool)
    /// A number as the file writes it, so that nothing is lost.
    case number(String)
    case string(String)
    case array([JSONNode])
    case object([Member])
  }

  struct Member {
    var key: String
    var keyOffset: Int
    var node: JSONNode
  }

  var offset: Int
  var value: Value

  /// The value of a key, the last one where it is repeated; `nil` when absent or not an object.
  subscript(key: String) -> JSONNode? {
    guard case .object(let members) = value else { return nil }
    return members.last { $0.key == key }?.node
  }

  /// The text of a string; `nil` for anything else.
  var string: String? {
    if case .string(let text) = value { return text }
    return nil
  }

  /// The elements of an array; `nil` for anything else.
  var elements: [JSONNode]? {
    if case .array(let elements) = value { return elements }
    return nil
  }

  /// The text of a string, number or truth value, empty for `null`; `nil` for arrays and objects.
  var scalarText: String? {
    switch value {
    case .null: ""
    case .boolean(let flag): flag ? "true" : "false"
    case .number(let text), .string(let text): text
    case .array, .object: nil
    }
  }
}
