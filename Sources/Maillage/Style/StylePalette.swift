import MaillageRaster
import MaillageTerritories

/// The colours of a built-in style; everything else is the same in all of them.
struct StylePalette {
  let ground: Color
  let land: Color
  let outline: Color
  let regionBorder: Color
  let departementBorder: Color
  let communeBorder: Color
  let regionName: Color
  let departementName: Color
  let placeName: Color
  /// The discs of clusters, from few structures to many.
  let clusters: [Color]
  /// The lines around discs and markers.
  let stroke: Color
  /// The numbers on discs.
  let count: Color
  /// The inside of the marker of a place without a group.
  let placeFill: Color
  /// The markers of ``PlaceGroup/allCases``.
  let groups: [Color]
  /// Territories with few structures to many.
  let classes: [Color]
  /// Territories without structures.
  let noStructure: Color
  /// The glow of density, from faint to full.
  let heat: [Color]
}

extension Color {
  /// `0xRRGGBB`, and its opacity.
  init(_ rgb: UInt32, alpha: UInt8 = 255) {
    self.init(
      red: UInt8(rgb >> 16 & 0xff), green: UInt8(rgb >> 8 & 0xff), blue: UInt8(rgb & 0xff),
      alpha: alpha)
  }
}

extension Style {
  /// A built-in style.
  init(name: String, palette: StylePalette) {
    let discs = [(2, 12.5), (10, 14.5), (100, 16), (1_000, 17.5), (10_000, 18.5)]
    let minimums = [0, 1, 2, 5, 10, 25].map(Double.init)
    self.init(
      name: name, ground: palette.ground,
      fills: [TerritoryFill(level: .departement, colors: [palette.land])],
      borders: [
        TerritoryBorder(kind: .commune, color: palette.communeBorder, width: 1, zooms: 10...19),
        TerritoryBorder(kind: .outline, color: palette.outline, width: 1),
        TerritoryBorder(
          kind: .departement, color: palette.departementBorder, width: 1, zooms: 6...19),
        TerritoryBorder(kind: .region, color: palette.regionBorder, width: 1.5),
      ],
      names: Names(palette),
      clusters: ClusterStyle(
        symbols: zip(discs, palette.clusters).map {
          ClusterSymbol(minimumCount: $0.0, radius: $0.1, color: $1)
        },
        stroke: Line(color: palette.stroke, width: 1.5),
        count: Text(color: palette.count, size: 11, isBold: true)),
      places: PlaceStyle(
        symbols: zip(PlaceGroup.allCases, palette.groups).map { group, color in
          PlaceSymbol(
            values: group.typologies, label: group.label, shape: group.shape,
            radius: group.radius, fill: color, stroke: Line(color: palette.stroke, width: 1.5))
        },
        fallback: PlaceSymbol(
          values: [], label: PlaceGroup.others, shape: .circle, radius: 5.5,
          fill: palette.placeFill, stroke: Line(color: palette.clusters[0], width: 3))),
      choropleth: Choropleth(
        levels: [
          LevelZooms(level: .region, zooms: 0...5),
          LevelZooms(level: .departement, zooms: 6...8),
          LevelZooms(level: .commune, zooms: 9...19),
        ],
        measure: .per100km2,
        classes: zip(minimums, palette.classes).map { ChoroplethClass(minimum: $0, color: $1) },
        noStructure: palette.noStructure,
        border: Line(color: palette.land, width: 0.75)),
      heat: Heat(radius: 30, colors: palette.heat, saturation: 200))
  }
}

extension Style.Names {
  fileprivate init(_ palette: StylePalette) {
    func text(_ color: Color, size: Double, bold: Bool, halo: Double) -> Style.Text {
      .init(color: color, size: size, isBold: bold, halo: halo, haloColor: palette.land)
    }
    self.init(
      region: .init(
        text: text(palette.regionName, size: 13, bold: true, halo: 1.75), zooms: 4...6),
      departement: .init(
        text: text(palette.departementName, size: 12, bold: true, halo: 1.75), zooms: 7...10),
      places: .init(
        text: text(palette.placeName, size: 11.5, bold: false, halo: 1.5),
        minimumPopulation: [
          .init(zoom: 6, population: 200_000), .init(zoom: 7, population: 80_000),
          .init(zoom: 8, population: 25_000), .init(zoom: 9, population: 8_000),
          .init(zoom: 10, population: 3_000), .init(zoom: 11, population: 1_000),
          .init(zoom: 12, population: 0),
        ]))
  }
}
