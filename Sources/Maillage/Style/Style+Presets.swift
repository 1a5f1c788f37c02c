import MaillageRaster

extension Style {
  /// The default look: light, for a map one would publish as it is.
  public static let light = Style(
    name: "light",
    palette: StylePalette(
      ground: Color(0xe3e9ed), land: Color(0xfbf9f4), outline: Color(0x9fb0bb),
      regionBorder: Color(0x9a9082), departementBorder: Color(0xb9b0a2),
      communeBorder: Color(0xddd5c6), regionName: Color(0x5c5449),
      departementName: Color(0x6b5d4a), placeName: Color(0x33383d),
      clusters: [0xb85a2b, 0xa94c22, 0x963d1c, 0x802f19, 0x692317].map { Color($0) },
      stroke: .white, count: .white, placeFill: .white,
      groups: [0x89367a, 0x0181d6, 0x36369e, 0x63816d, 0x3b3300, 0x03192d, 0xb2123e]
        .map { Color($0) },
      classes: [0xf6cba9, 0xeaa377, 0xcf6f3c, 0xa44a20, 0x76300f, 0x451a07].map { Color($0) },
      noStructure: Color(0xf1eee8),
      heat: [
        Color(0xe69c75, alpha: 0), Color(0xe69c75, alpha: 110), Color(0xe08453, alpha: 160),
        Color(0xc9582a, alpha: 200), Color(0x963d1c, alpha: 225), Color(0x5c1a10, alpha: 240),
      ]))

  /// Light on dark, for dark pages and rooms.
  public static let dark = Style(
    name: "dark",
    palette: StylePalette(
      ground: Color(0x14181d), land: Color(0x23282f), outline: Color(0x55626f),
      regionBorder: Color(0x77808b), departementBorder: Color(0x525b66),
      communeBorder: Color(0x363d46), regionName: Color(0xd6d0c6),
      departementName: Color(0xc4bdb1), placeName: Color(0xe6e8ea),
      clusters: [0xd98a5e, 0xe3966b, 0xeda77f, 0xf5b997, 0xfbcdb2].map { Color($0) },
      stroke: Color(0x14181d), count: Color(0x1b1410), placeFill: Color(0x14181d),
      groups: [0xf7b6f5, 0x0481af, 0x9683ff, 0x60f6aa, 0xb5c201, 0xfcffff, 0xd84a71]
        .map { Color($0) },
      classes: [0x5f3a2b, 0x8a4f35, 0xb46a45, 0xdb9467, 0xf3c19f, 0xfff0e5].map { Color($0) },
      noStructure: Color(0x2a3038),
      heat: [
        Color(0x963d1c, alpha: 0), Color(0x963d1c, alpha: 110), Color(0xc9582a, alpha: 160),
        Color(0xe08453, alpha: 200), Color(0xf0b892, alpha: 225), Color(0xfdeee4, alpha: 240),
      ]))

  /// Black on white with strong lines and larger names, for weak eyes, sun and bad screens.
  public static let highContrast = {
    var style = Style(
      name: "high-contrast",
      palette: StylePalette(
        ground: Color(0xd5dce2), land: .white, outline: .black,
        regionBorder: .black, departementBorder: Color(0x4d4d4d),
        communeBorder: Color(0x8c8c8c), regionName: .black,
        departementName: Color(0x1f1f1f), placeName: .black,
        clusters: [0x8a3a10, 0x742d0a, 0x5e2006, 0x471503, 0x2e0b01].map { Color($0) },
        stroke: .white, count: .white, placeFill: .white,
        groups: [0x5f0063, 0x0c4c9d, 0x18002f, 0x05282a, 0x402509, 0x654d6a, 0xae2541]
          .map { Color($0) },
        classes: [0xffd0ac, 0xf09a63, 0xc9652c, 0x984312, 0x642705, 0x301001].map { Color($0) },
        noStructure: .white,
        heat: [
          Color(0xe08453, alpha: 0), Color(0xe08453, alpha: 130), Color(0xc9582a, alpha: 180),
          Color(0x963d1c, alpha: 220), Color(0x5c1a10, alpha: 240), Color(0x2e0b01, alpha: 250),
        ]))
    for index in style.borders.indices { style.borders[index].width *= 1.5 }
    style.names.region?.text.size = 14
    style.names.departement?.text.size = 13
    style.names.places?.text.size = 13
    style.names.places?.text.isBold = true
    style.clusters.count.size = 12
    style.choropleth.border = Line(color: .black, width: 1)
    return style
  }()
}
