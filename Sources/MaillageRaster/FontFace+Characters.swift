extension FontFace {
  /// The glyphs of a text, in order.
  func glyphs(of text: String) -> [UInt32] {
    var glyphs: [UInt32] = []
    glyphs.reserveCapacity(text.utf8.count)
    // Below the first combining mark every scalar is a letter of its own, most of them in the font.
    if text.unicodeScalars.allSatisfy(\.isPlainLetter) {
      for scalar in text.unicodeScalars {
        if let glyph = glyph(of: scalar) ?? visibleGlyph(of: scalar) { glyphs.append(glyph) }
      }
      return glyphs
    }
    for character in text {
      let scalars = character.unicodeScalars
      // A letter and its accents are equal, as characters, to the accented letter.
      if scalars.count > 1, let scalar = Self.accentedLetters[character],
        let glyph = glyph(of: scalar)
      {
        glyphs.append(glyph)
      } else {
        glyphs += scalars.compactMap { visibleGlyph(of: $0) }
      }
    }
    return glyphs
  }

  /// The Latin letters that Unicode knows both as one scalar and as a letter with accents.
  private static let accentedLetters: [Character: Unicode.Scalar] = {
    let scalars = [0xC0...0x24F, 0x1E00...0x1EFF].joined().compactMap { Unicode.Scalar($0) }
    return Dictionary(scalars.map { (Character($0), $0) }) { first, _ in first }
  }()

  /// The glyph of a scalar or what stands for it; `nil` for what is not meant to be seen.
  private func visibleGlyph(of scalar: Unicode.Scalar) -> UInt32? {
    let properties = scalar.properties
    if properties.isDefaultIgnorableCodePoint { return nil }
    if properties.generalCategory != .control, let glyph = glyph(of: scalar) { return glyph }
    if properties.isWhitespace || properties.generalCategory == .control {
      return glyph(of: " ")
    }
    if properties.generalCategory == .dashPunctuation, let hyphen = glyph(of: "-") {
      return hyphen
    }
    return glyph(of: "?") ?? 0
  }
}

extension Unicode.Scalar {
  /// Whether the scalar is a printing one before the first combining mark.
  fileprivate var isPlainLetter: Bool {
    switch value {
    case 0x20..<0x7F, 0xA0..<0xAD, 0xAE..<0x300: true
    default: false
    }
  }
}
