import Testing

@testable import Maillage

@Suite struct CountTextTests {
  @Test(arguments: [
    (2, "2"), (999, "999"), (1_000, "1\u{202F}k"), (1_200, "1,2\u{202F}k"), (1_299, "1,2\u{202F}k"),
    (9_999, "9,9\u{202F}k"), (10_000, "10\u{202F}k"), (15_900, "15\u{202F}k"),
    (999_999, "999\u{202F}k"), (1_250_000, "1,2\u{202F}M"), (12_345_678, "12\u{202F}M"),
  ])
  func countsAreShortAndNeverTooLarge(count: Int, text: String) {
    #expect(abbreviatedCount(count) == text)
  }
}
