import MaillageRaster
import Testing

@Suite("Colours")
struct ColorTests {
  @Test("are read from three, six and eight hexadecimal digits")
  func hexadecimal() {
    #expect(Color(hex: "#e08453") == Color(red: 224, green: 132, blue: 83))
    #expect(Color(hex: "#E08453cc") == Color(red: 224, green: 132, blue: 83, alpha: 204))
    #expect(Color(hex: "#f0a") == Color(red: 255, green: 0, blue: 170))
    for text in ["", "#", "e08453", "#e0845", "#e08453c", "#é08453", "#gggggg", "# e0845"] {
      #expect(Color(hex: text) == nil, "\(text)")
    }
  }

  // Values of the WCAG 2.1 definition, worked out by hand.
  @Test("have the contrast of WCAG 2.1")
  func contrast() throws {
    #expect(abs(Color.black.contrast(with: .white) - 21) < 1e-9)
    #expect(Color.white.contrast(with: .white) == 1)
    let gray = try #require(Color(hex: "#767676"))
    #expect(abs(gray.contrast(with: .white) - 4.54) < 0.005)
  }
}
