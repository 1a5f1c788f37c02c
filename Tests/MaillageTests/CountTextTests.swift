import MaillageRaster
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

@Suite struct StyleTests {
  @Test func countsAndNamesAreReadable() {
    let style = Style.light
    for symbol in style.clusters {
      #expect(symbol.color.contrast(with: style.clusterCount.color) >= 4.5)
    }
    for text in [style.regionName, style.departementName, style.placeName] {
      #expect(text.color.contrast(with: style.land) >= 4.5)
    }
  }

  @Test func aDiscIsAtMostSixtyFivePercentOfTheClusterRadius() {
    let style = Style.light
    for symbol in style.clusters {
      #expect(2 * (symbol.radius + style.clusterStroke.width / 2) <= 0.65 * 60)
    }
  }
}
