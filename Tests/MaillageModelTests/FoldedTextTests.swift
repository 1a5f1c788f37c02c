import MaillageTestSupport
import Testing

@testable import MaillageModel

@Suite struct FoldedTextTests {
  @Test(
    arguments: [
      ("Médiathèque de l’Hôtel-Dieu", "mediatheque de l hotel dieu"), ("", ""), (" -- ", ""),
      ("CŒUR DE VILLE", "coeur de ville"), ("e\u{301}te\u{301}", "ete"), ("A\u{A0}B", "a b"),
      ("ﬁn", "fin"), ("2ᵉ étage", "2e etage"), ("  Le  Mans (72) ", "le mans 72"),
      ("ẞtraße", "sstrasse"), ("Ærø", "aerø"), ("🏠", ""), ("contact@x.fr", "contact x fr"),
    ])
  func textsAreComparedWithoutCaseAccentsAndSigns(_ text: String, _ expected: String) {
    #expect(folded(text) == expected)
  }

  @Test(arguments: 0..<300)
  func theTableOfCommonScalarsFoldsAsUnicodeDoes(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    let blocks: [ClosedRange<UInt32>] = [0...0x2FF, 0x20...0x7F, 0xA0...0x17F, 0x2000...0x206F]
    var text = ""
    for _ in 0..<Int.random(in: 0...40, using: &generator) {
      let block = blocks[Int.random(in: 0..<blocks.count, using: &generator)]
      if let scalar = Unicode.Scalar(UInt32.random(in: block, using: &generator)) {
        text.unicodeScalars.append(scalar)
      }
    }
    #expect(
      folded(text) == foldedBeyondTable(text), "seed \(seed): \(text.unicodeScalars.map(\.value))")
  }

  @Test func wordsAreDistinct() {
    #expect(searchWords("Été, l’ÉTÉ") == ["ete", "l"])
  }
}
