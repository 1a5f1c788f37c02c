import Foundation
import Testing

@testable import MaillageImport

@Suite("Encodings")
struct TextDecodingTests {
  private let text = "nom;ville\nMédiathèque « Œuvre » – 5 €;Évron\n"

  private func decoded(_ bytes: [UInt8]) -> (String, Bool) {
    let result = TextDecoding.decode(bytes)
    return (String(decoding: result.utf8, as: UTF8.self), result.note != nil)
  }

  @Test("UTF-8 is taken as it is, without its mark")
  func utf8() {
    #expect(decoded(Array(text.utf8)) == (text, false))
    #expect(decoded([0xEF, 0xBB, 0xBF] + Array(text.utf8)) == (text, false))
  }

  @Test("UTF-16 is recognised with and without a mark")
  func utf16() {
    let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    #expect(decoded([0xFF, 0xFE] + little) == (text, true))
    #expect(decoded([0xFE, 0xFF] + big) == (text, true))
    #expect(decoded(little) == (text, true))
    #expect(decoded(big) == (text, true))
  }

  @Test("CP1252 is the fallback, and its first byte is located")
  func cp1252() throws {
    let bytes = try #require(text.data(using: .windowsCP1252))
    #expect(decoded(Array(bytes)) == (text, true))
    #expect(TextDecoding.decode(Array(bytes)).note?.offset == 11)
  }

  @Test("a file pasted together from both keeps its UTF-8")
  func mixed() throws {
    let bytes = try Array(text.utf8) + Array(#require(text.data(using: .windowsCP1252)))
    #expect(decoded(bytes) == (text + text, true))
  }

  @Test("ill-formed sequences never become UTF-8")
  func illFormed() {
    for bytes: [UInt8] in [
      [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82],
    ] {
      #expect(TextDecoding.decode(bytes).note != nil)
    }
  }
}
