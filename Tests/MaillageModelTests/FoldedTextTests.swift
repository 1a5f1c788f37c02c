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

  @Test func wordsAreDistinct() {
    #expect(searchWords("Été, l’ÉTÉ") == ["ete", "l"])
  }
}
