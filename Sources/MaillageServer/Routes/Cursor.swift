import Foundation
import Maillage

/// Where the next page of an answer begins, as an opaque text.
///
/// It names the last structure seen and carries a digest of the question, so that it cannot be used
/// with another one. An edit in between neither skips nor repeats a structure that stays.
struct Cursor: Equatable {
  /// The id of the last structure of the page before.
  let id: String
  /// The digest of the question.
  let question: UInt64

  /// Marks a place in the answer to a question.
  init(after id: String, question: String) {
    self.id = id
    self.question = Self.digest(question)
  }

  /// Reads a cursor; `nil` when the text is none, or belongs to another question.
  init?(_ text: String, question: String) {
    var base64 = text.replacing("-", with: "+").replacing("_", with: "/")
    base64 += String(repeating: "=", count: (4 - base64.count % 4) % 4)
    guard let bytes = Data(base64Encoded: base64), bytes.count > 8,
      let id = String(validating: bytes.dropFirst(8), as: UTF8.self)
    else { return nil }
    self.id = id
    self.question = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    guard self.question == Self.digest(question) else { return nil }
  }

  /// The cursor as it stands in an address.
  var text: String {
    var bytes = Data((0..<8).reversed().map { UInt8(truncatingIfNeeded: question >> ($0 * 8)) })
    bytes.append(contentsOf: id.utf8)
    return bytes.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }

  private static func digest(_ question: String) -> UInt64 { FNV1a.digest(question.utf8) }
}
